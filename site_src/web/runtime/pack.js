// A pack is a folder in one file: u32 little-endian length of a JSON index [[path, size_bytes], ...], the index, the bytes.
// Law: reading copies nothing; a pack that lies about its sizes is refused.

/**
 * @param {Uint8Array<ArrayBuffer>} pack
 * @returns {Map<string, Uint8Array<ArrayBuffer>>}
 */
export function readPack(pack) {
  const indexSize = new DataView(pack.buffer, pack.byteOffset).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(pack.subarray(4, 4 + indexSize)));
  const files = new Map();
  let offset = 4 + indexSize;
  for (const [path, size] of index) {
    files.set(path, pack.subarray(offset, offset + size));
    offset += size;
  }
  if (offset !== pack.length) throw new Error(`pack: the index describes ${offset} bytes, the file has ${pack.length}`);
  return files;
}

/**
 * The same from a stream, each file as soon as it is there and in memory of its own.
 * @param {ReadableStream<Uint8Array>} stream
 * @returns {AsyncGenerator<[path: string, bytes: Uint8Array<ArrayBuffer>]>}
 */
export async function* filesIn(stream) {
  const reader = stream.getReader();
  /** @type {Uint8Array} what has arrived and was not taken yet */
  let rest = new Uint8Array();
  const take = async (/** @type {number} */ size) => {
    const bytes = new Uint8Array(size);
    for (let taken = 0; taken < size; ) {
      if (!rest.length) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`pack: it ends ${size - taken} bytes too early`);
        rest = value;
      }
      const part = rest.subarray(0, size - taken);
      bytes.set(part, taken);
      taken += part.length;
      rest = rest.subarray(part.length);
    }
    return bytes;
  };
  const indexSize = new DataView((await take(4)).buffer).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(await take(indexSize)));
  for (const [path, size] of index) yield [path, await take(size)];
}

/**
 * The reverse. Copies nothing either, until somebody reads it.
 * @param {Array<[path: string, bytes: Uint8Array<ArrayBuffer>]>} files
 * @returns {Blob}
 */
export function packed(files) {
  const index = new TextEncoder().encode(JSON.stringify(files.map(([path, bytes]) => [path, bytes.length])));
  const size = new DataView(new ArrayBuffer(4));
  size.setUint32(0, index.length, true);
  return new Blob([size, index, ...files.map(([, bytes]) => bytes)]);
}

/**
 * @param {{mkdirTree(path: string): void, writeFile(path: string, bytes: Uint8Array, options: object): void}} fs Emscripten's FS
 * @param {string} folder
 * @param {Map<string, Uint8Array>} files
 */
export function writeFiles(fs, folder, files) {
  const made = new Set();
  for (const [path, bytes] of files) {
    const full = `${folder}/${path}`;
    const parent = full.slice(0, full.lastIndexOf("/"));
    if (!made.has(parent)) {
      fs.mkdirTree(parent);
      made.add(parent);
    }
    fs.writeFile(full, bytes, { canOwn: true }); // the view on the pack becomes the file: no copy
  }
}
