// The editor's sentences in the page's language; the other language's are never loaded.

/**
 * @typedef {keyof typeof import("./words_ko.js").words} Key
 * @typedef {(key: Key, values?: Record<string, string | number>) => string} Say
 */

/** @param {string} language @returns {Promise<Say>} */
export async function speakerOf(language) {
  const { words } = language === "en" ? await import("./words_en.js") : await import("./words_ko.js");
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
