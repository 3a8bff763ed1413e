// Speaks the page's language; the other one is not loaded.

/**
 * @typedef {keyof typeof import("./words_ko.js").words} Key
 * @typedef {(key: Key, values?: Record<string, string | number>) => string} Say
 */

/** The language of the page around an element. @param {Element} element */
function languageOf(element) {
  const marked = /** @type {HTMLElement | null} */ (element.closest("[data-lang]"));
  return (marked?.dataset.lang ?? document.documentElement.lang).startsWith("en") ? "en" : "ko";
}

/** What speaks the language around an element. @param {Element} element @returns {Promise<Say>} */
export async function speakerOf(element) {
  const { words } = languageOf(element) === "en" ? await import("./words_en.js") : await import("./words_ko.js");
  return (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
