// The reader's files, in the client worker: written before each run, so that code which changed or removed one starts afresh.
import { writeFiles } from "./pack.js";

/**
 * @param {any} fs Emscripten's FS
 * @param {string} folder where Python starts
 * @param {import("../inputs/files.js").Files} files
 */
export function placeFiles(fs, folder, files) {
  /** @type {Map<string, Uint8Array>} */
  const present = new Map();
  for (const [path, bytes] of Object.entries(files)) {
    if (bytes) present.set(path, bytes);
    else if (fs.analyzePath(`${folder}/${path}`).exists) fs.unlink(`${folder}/${path}`);
  }
  writeFiles(fs, folder, present);
}
