// A static host that compresses, as those do on which the site is published. Takes a folder; gives its address and a way to stop it.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".txt": "text/plain", ".wasm": "application/wasm", ".woff2": "font/woff2", ".xml": "application/xml",
};
const TEXTUAL = new Set([".css", ".html", ".js", ".mjs", ".json", ".svg", ".txt", ".wasm", ".xml"]);
// What a host that compresses on the fly uses.
const BROTLI_QUALITY = 5;

/** @param {string} folder */
export async function serve(folder) {
  /** @type {Map<string, Buffer>} */
  const compressed = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    let path = join(folder, normalize(decodeURIComponent(pathname)));
    if (path.endsWith("/")) path += "index.html";
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) {
      response.writeHead(404, { "Content-Type": "text/plain" }).end("not found");
      return;
    }
    const ending = extname(path);
    const headers = { "Content-Type": withCharset(TYPES[ending] ?? "application/octet-stream"), "Cache-Control": "max-age=600" };
    const encoding = TEXTUAL.has(ending) && ["br", "gzip"].find((each) => request.headers["accept-encoding"]?.includes(each));
    if (!encoding) {
      response.writeHead(200, headers);
      createReadStream(path).pipe(response);
      return;
    }
    const key = `${encoding} ${path}`;
    if (!compressed.has(key)) compressed.set(key, compress(await readFile(path), encoding));
    response.writeHead(200, { ...headers, "Content-Encoding": encoding, Vary: "Accept-Encoding" }).end(compressed.get(key));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/** @param {string} type */
function withCharset(type) {
  return /^text|json|xml/.test(type) ? `${type}; charset=utf-8` : type;
}

/** @param {Buffer} content @param {string} encoding */
function compress(content, encoding) {
  if (encoding === "gzip") return gzipSync(content);
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } });
}
