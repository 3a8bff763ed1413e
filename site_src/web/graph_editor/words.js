// The editor's sentences in the page's language; the other language's are never loaded, nor the panel's and dialogs' before there are any.

/**
 * @typedef {keyof typeof import("./words_ko.js").words} Key
 * @typedef {keyof typeof import("./more_words_ko.js").words} MoreKey
 * @typedef {Record<string, string | number>} Values
 * @typedef {(key: Key, values?: Values) => string} Say
 * @typedef {(key: Key | MoreKey, values?: Values) => string} SayMore
 */

/** @param {Record<string, string>} words @returns {(key: string, values?: Values) => string} */
const speaker = (words) => (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));

/** @param {string} language */
const wordsIn = async (language) => (await (language === "en" ? import("./words_en.js") : import("./words_ko.js"))).words;

/** @param {string} language @returns {Promise<Say>} */
export const speakerOf = async (language) => speaker(await wordsIn(language));

/** The same, for the panel of a node and for dialogs. @param {string} language @returns {Promise<SayMore>} */
export async function fullSpeakerOf(language) {
  const more = language === "en" ? import("./more_words_en.js") : import("./more_words_ko.js");
  return speaker({ ...(await wordsIn(language)), ...(await more).words });
}
