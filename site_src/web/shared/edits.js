// What readers typed, kept in this browser per example and per version of its code. The key does not depend on the language.
// Law: never throws. Where storage is full or forbidden, edits live as long as the page does.

/** @type {Map<string, string>} */
const unstored = new Map();

/** @param {string} example @param {string} hash of the code that the article shows */
export function editKey(example, hash) {
  return `heureum:code:${example}:${hash}`;
}

/** @param {string} key @returns {string | null} */
export function savedEdit(key) {
  try {
    return unstored.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string | null} code null forgets it */
export function saveEdit(key, code) {
  unstored.delete(key);
  try {
    if (code === null) localStorage.removeItem(key);
    else localStorage.setItem(key, code);
  } catch {
    if (code !== null) unstored.set(key, code);
  }
}
