// Fetches one gzipped pack and inflates it as it arrives, beside the page: a reader goes on scrolling, and Python's workers start
// meanwhile.
// Law: is told once what to fetch, and ends with it; gives each file of the pack as soon as it is whole, and says whether all that
// arrived is as it was published.
import { download } from "./download.js";
import { DamagedError } from "./load_error.js";
import { filesIn } from "./pack.js";

/** @typedef {{url: string, file: import("./download.js").ManifestFile, cache: RequestCache}} Wanted */
/** @typedef {{file: string, reason: string, code: import("./load_error.js").FaultCode, isDamaged: boolean}} Failure */
/**
 * `inflated` comes after the files, or instead of the rest of them with the reason; `arrived` when the download is over. In any order.
 * @typedef {{receivedBytes: number} | {file: [path: string, bytes: Uint8Array<ArrayBuffer>]} | {inflated: string | null} | {arrived: Failure | null}} Inflated
 */

/** @type {{postMessage(message: Inflated, transfer?: Transferable[]): void, onmessage: ((event: MessageEvent) => void) | null, close(): void}} */
const page = /** @type {any} */ (globalThis);

page.onmessage = async ({ data }) => {
  const inflating = new DecompressionStream("gzip");
  await Promise.all([giveFiles(inflating.readable), fetchInto(inflating.writable, data)]);
  page.close();
};

/**
 * @param {WritableStream} stream
 * @param {Wanted} wanted
 */
async function fetchInto(stream, { url, file, cache }) {
  const writer = stream.getWriter();
  const ignore = () => {}; // what cannot be inflated is told by the stream that comes out
  try {
    await download(new URL(url), file, cache, (chunk) => {
      page.postMessage({ receivedBytes: chunk.length });
      writer.write(chunk).catch(ignore);
    });
    page.postMessage({ arrived: null });
    writer.close().catch(ignore);
  } catch (error) {
    const { file, reason, code } = /** @type {import("./load_error.js").LoadError} */ (error);
    page.postMessage({ arrived: { file, reason, code, isDamaged: error instanceof DamagedError } });
    writer.abort(error).catch(ignore);
  }
}

/** @param {ReadableStream<Uint8Array>} inflated */
async function giveFiles(inflated) {
  try {
    for await (const file of filesIn(inflated)) page.postMessage({ file }, [file[1].buffer]);
    page.postMessage({ inflated: null });
  } catch (error) {
    page.postMessage({ inflated: String(error) });
  }
}
