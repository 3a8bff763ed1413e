// Lighthouse over the built site, served compressed: every page in every language, a table of scores, and what falls short.
// As a script: `audit.mjs FOLDER [page ...]`; without pages, those of the sitemaps. Fails when a page misses the goal.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { serve } from "./serve.mjs";

const GOAL = { performance: 0.95, accessibility: 1, "best-practices": 1, seo: 1 };
const LANGUAGES = ["", "en/"];

/** @param {string} folder */
async function pages(folder) {
  const sitemaps = await Promise.all(LANGUAGES.map((language) => readFile(join(folder, language, "sitemap.xml"), "utf8")));
  const root = /<loc>(.*?)<\/loc>/.exec(sitemaps[0])?.[1] ?? "";
  return sitemaps.flatMap((text) => [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => match[1].slice(root.length)));
}

/** @param {import("lighthouse").Result} result */
function shortcomings({ categories, audits }) {
  return Object.keys(GOAL)
    .filter((name) => (categories[name].score ?? 0) < GOAL[name])
    .flatMap((name) => categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.9))
    .map(({ id }) => `    ${id}: ${audits[id].title}${audits[id].displayValue ? ` (${audits[id].displayValue})` : ""}`);
}

const [folder, ...wanted] = process.argv.slice(2);
const host = await serve(folder);
const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
let failed = 0;
console.log(`${"page".padEnd(24)} ${Object.keys(GOAL).map((name) => name.padStart(15)).join("")}   LCP ms   CLS     KB`);
for (const page of wanted.length ? wanted : await pages(folder)) {
  const run = await lighthouse(host.url + page, { port: chrome.port, onlyCategories: Object.keys(GOAL), logLevel: "error" });
  if (!run || run.lhr.runtimeError) throw new Error(`${page}: ${run?.lhr.runtimeError?.message ?? "Lighthouse gave no result"}`);
  const { categories, audits } = run.lhr;
  const scores = Object.keys(GOAL).map((name) => String(Math.round(100 * (categories[name].score ?? 0))).padStart(15));
  const lcp = Math.round(audits["largest-contentful-paint"].numericValue ?? 0);
  const cls = (audits["cumulative-layout-shift"].numericValue ?? 0).toFixed(3);
  const kilobytes = Math.round((audits["total-byte-weight"].numericValue ?? 0) / 1024);
  console.log(`${(page || "/").padEnd(24)} ${scores.join("")} ${String(lcp).padStart(8)} ${cls.padStart(5)} ${String(kilobytes).padStart(6)}`);
  const short = shortcomings(run.lhr);
  if (short.length) console.log(short.join("\n"));
  failed += Number(short.length > 0);
}
await chrome.kill();
host.stop();
console.log(failed ? `${failed} pages fall short.` : "Every page reaches the goal.");
process.exitCode = failed ? 1 : 0;
