// The words of what a cell shows; the build's drawing has the same in site_src/plugin/shown/words.py.

const ko = {
  image: "그림",
  heatMap: "열지도",
  table: "표",
  line: "선 그래프",
  scatter: "점 그래프",
  asTable: "표로 보기",
  some: "{all}개 가운데 {some}개",
  range: "최소 {low}, 최대 {high}, 마지막 {last}",
  size: "가로 {width}, 세로 {height}",
  scale: "{low}부터 {high}까지",
  group: "묶음",
  series: "이름",
};

/** @type {typeof ko} */
const en = {
  image: "Picture",
  heatMap: "Heat map",
  table: "Table",
  line: "Line plot",
  scatter: "Scatter plot",
  asTable: "As a table",
  some: "{some} of {all}",
  range: "least {low}, greatest {high}, last {last}",
  size: "{width} wide, {height} high",
  scale: "from {low} to {high}",
  group: "group",
  series: "name",
};

const strings = { ko, en };

/** @typedef {(key: keyof typeof ko, values?: Record<string, string | number>) => string} Say */

/** @param {string} language @returns {Say} */
export function speaker(language) {
  const words = language === "en" ? en : strings.ko;
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** A number of at most four significant digits; text as it is. @param {any} value */
export function short(value) {
  return typeof value === "number" && !Number.isInteger(value) ? String(Number(value.toPrecision(4))) : String(value);
}
