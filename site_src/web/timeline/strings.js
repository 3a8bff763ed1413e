// Speaks the page's language; the other one is not loaded, nor what only steps and comparisons say before there are any.

/**
 * @typedef {keyof typeof import("./words_ko.js").words} Key
 * @typedef {keyof typeof import("./more_words_ko.js").words} MoreKey
 * @typedef {Record<string, string | number>} Values
 * @typedef {(key: Key, values?: Values) => string} Say
 * @typedef {(key: Key | MoreKey, values?: Values) => string} SayMore
 */

/** The language of the page around an element. @param {Element} element */
function languageOf(element) {
  const marked = /** @type {HTMLElement | null} */ (element.closest("[data-lang]"));
  return (marked?.dataset.lang ?? document.documentElement.lang).startsWith("en") ? "en" : "ko";
}

/** @param {Record<string, string>} words @returns {(key: string, values?: Values) => string} */
const speaker = (words) => (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** @param {Element} element */
const wordsFor = async (element) => (languageOf(element) === "en" ? import("./words_en.js") : import("./words_ko.js"));

/** What speaks the language around an element. @param {Element} element @returns {Promise<Say>} */
export const speakerOf = async (element) => speaker((await wordsFor(element)).words);

/** The same, for steps and comparisons. @param {Element} element @returns {Promise<SayMore>} */
export async function fullSpeakerOf(element) {
  const more = languageOf(element) === "en" ? import("./more_words_en.js") : import("./more_words_ko.js");
  return speaker({ ...(await wordsFor(element)).words, ...(await more).words });
}
