// Texts that this browser keeps for a reader, by name.
// Law: never throws. Where storage is full or forbidden, a text lives as long as the page does.

/** @type {Map<string, string>} */
const unstored = new Map();

/** @param {string} name @returns {string | null} */
export function stored(name) {
  try {
    return unstored.get(name) ?? localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string | null} text null forgets it */
export function store(name, text) {
  unstored.delete(name);
  try {
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    if (text !== null) unstored.set(name, text);
  }
}
