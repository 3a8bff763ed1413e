// Lighthouse over the built site, served compressed: every page in every language, a table of scores, and what falls short.
// As a script: `audit.mjs FOLDER [page ...]`; without pages, those of the sitemaps but for the reference's, which are as long as
// the engine has functions. Fails when a page misses the goal.
// With RUNS=3 in the environment a page is measured as often, and the run in the middle counts: for machines with other work.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { computeMedianRun } from "lighthouse/core/lib/median-run.js";
import { serve } from "./serve.mjs";

const GOAL = { performance: 0.95, accessibility: 1, "best-practices": 1, seo: 1 };
const LANGUAGES = ["", "en/"];
const RUNS = Math.max(1, Number(process.env.RUNS ?? 1));
const HEAD = `${"page".padEnd(24)} ${Object.keys(GOAL).map((name) => name.padStart(15)).join("")}  FCP ms  LCP ms  TBT ms   CLS     KB`;

/** @param {string} folder */
async function pages(folder) {
  const sitemaps = await Promise.all(LANGUAGES.map((language) => readFile(join(folder, language, "sitemap.xml"), "utf8")));
  const root = /<loc>(.*?)<\/loc>/.exec(sitemaps[0])?.[1] ?? "";
  const all = sitemaps.flatMap((text) => [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map((match) => match[1].slice(root.length)));
  return all.filter((page) => !/(^|\/)api\/./.test(page));
}

/** @param {string} address @param {number} port */
async function measured(address, port) {
  const results = [];
  for (let run = 0; run < RUNS; run++) {
    const done = await lighthouse(address, { port, onlyCategories: Object.keys(GOAL), logLevel: "error" });
    if (!done || done.lhr.runtimeError) throw new Error(`${address}: ${done?.lhr.runtimeError?.message ?? "Lighthouse gave no result"}`);
    results.push(done.lhr);
  }
  return computeMedianRun(results);
}

/** @param {string} page @param {import("lighthouse").Result} result */
function row(page, { categories, audits }) {
  const scores = Object.keys(GOAL).map((name) => String(Math.round(100 * (categories[name].score ?? 0))).padStart(15));
  const value = (/** @type {string} */ id) => audits[id].numericValue ?? 0;
  const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"].map((id) => String(Math.round(value(id))).padStart(8));
  const shift = value("cumulative-layout-shift").toFixed(3).padStart(6);
  return `${(page || "/").padEnd(24)} ${scores.join("")}${times.join("")}${shift} ${String(Math.round(value("total-byte-weight") / 1024)).padStart(6)}`;
}

/** @param {import("lighthouse").Result} result */
function missedGoals({ categories }) {
  return Object.keys(GOAL).filter((name) => (categories[name].score ?? 0) < GOAL[name]);
}

/** @param {import("lighthouse").Result} result */
function shortcomings(result) {
  const { categories, audits } = result;
  return missedGoals(result)
    .flatMap((name) => categories[name].auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.95))
    .map(({ id }) => `    ${id}: ${audits[id].title}${audits[id].displayValue ? ` (${audits[id].displayValue})` : ""}`);
}

const [folder, ...wanted] = process.argv.slice(2);
const host = await serve(folder);
const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
/** @type {{line: string, isGood: boolean}[]} */
const table = [];
console.log(HEAD);
for (const page of wanted.length ? wanted : await pages(folder)) {
  const name = page === "/" ? "" : page;
  const result = await measured(host.url + name, chrome.port);
  const line = row(name, result);
  console.log([line, ...shortcomings(result)].join("\n"));
  table.push({ line, isGood: !missedGoals(result).length });
}
await chrome.kill();
host.stop();
const failed = table.filter(({ isGood }) => !isGood).length;
console.log(["", `       ${HEAD}`, ...table.map(({ line, isGood }) => `${isGood ? "pass" : "FAIL"}   ${line}`)].join("\n"));
console.log(failed ? `${failed} of ${table.length} pages fall short.` : `All ${table.length} pages reach the goal.`);
process.exitCode = failed ? 1 : 0;
