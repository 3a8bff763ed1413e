// Firefox on a leash: reads one JSON command a line ({verb, ...}), answers with one JSON line ({value} or {error}).
// Puppeteer speaks WebDriver BiDi, which Firefox understands by itself; there is no driver to install.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [executable, packages] = process.argv.slice(2);
const { default: puppeteer } = await import(createRequire(packages).resolve("puppeteer-core"));
const browser = await puppeteer.launch({ browser: "firefox", executablePath: executable, headless: true });
const page = await browser.newPage();

const verbs = {
  open: async ({ url }) => void (await page.goto(url, { waitUntil: "load" })),
  reload: async () => void (await page.reload({ waitUntil: "load" })),
  evaluate: ({ script, values }) => page.evaluate(`(async (...values) => { ${script} })(...${JSON.stringify(values)})`),
};

console.log(JSON.stringify({ value: await browser.version() }));
for await (const line of createInterface({ input: process.stdin })) {
  const { verb, ...parts } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ value: (await verbs[verb](parts)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
await browser.close();
