// Inflates a gzipped pack as it arrives, beside the page: a reader goes on scrolling, and Python's workers start meanwhile.
// Law: gets chunks, and at last word that there are no more; gives each file of the pack as soon as it is whole, and says what is wrong with it.
import { filesIn } from "./pack.js";

/** @typedef {{file: [path: string, bytes: Uint8Array<ArrayBuffer>]} | {failure: string} | {isLast: true}} Inflated */

/** @type {{postMessage(message: Inflated, transfer?: Transferable[]): void, onmessage: ((event: MessageEvent) => void) | null}} */
const page = /** @type {any} */ (globalThis);
const inflating = new DecompressionStream("gzip");
const writer = inflating.writable.getWriter();
const ignore = () => {}; // what cannot be inflated is told by the stream that comes out

page.onmessage = ({ data }) => {
  /** @type {{chunk: Uint8Array<ArrayBuffer>} | {isLast: true}} */
  const given = data;
  ("chunk" in given ? writer.write(given.chunk) : writer.close()).catch(ignore);
};

async function giveFiles() {
  try {
    for await (const file of filesIn(inflating.readable)) page.postMessage({ file }, [file[1].buffer]);
    page.postMessage({ isLast: true });
  } catch (error) {
    page.postMessage({ failure: String(error) });
  }
}
giveFiles();
