// An esbuild plugin: packs what stands in Lit's templates, which a minifier of JavaScript leaves as it is. Styles are minified as
// styles; between tags, line breaks and what indents them go. Law: no template here breaks a line inside a sentence.
import { readFile } from "node:fs/promises";
import { transform } from "esbuild";

const HOLE = /\$\{[^{}]*\}/g;

/** @type {import("esbuild").Plugin} */
export const litTemplates = {
  name: "lit templates",
  setup(build) {
    build.onLoad({ filter: /[/\\](graph_editor|timeline)[/\\]\w+\.js$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const parts = text.split(/\bcss`([^`]*)`/);
      const styled = await Promise.all(parts.map((part, at) => (at % 2 ? style(part) : markup(part))));
      return { contents: styled.join(""), loader: "js" };
    });
  },
};

/** @param {string} text of a css`` template */
async function style(text) {
  /** @type {string[]} */
  const holes = [];
  const whole = text.replace(HOLE, (hole) => `.hole-${holes.push(hole) - 1}{color:red}`);
  const { code } = await transform(whole, { loader: "css", minify: true, charset: "utf8" });
  return `css\`${code.trim().replaceAll("\\", "\\\\").replace(/\.hole-(\d+)\{color:red\}/g, (_, at) => holes[Number(at)])}\``;
}

/** @param {string} text a module's code: outside of templates no line ends like this */
function markup(text) {
  return text
    .replace(/([`>])\s*\n\s*(?=<|\$\{)/g, "$1")
    .replace(/\}\s*\n\s*(?=<|\$\{)/g, "}")
    .replace(/\n\s+(?=[@.?\w-]+=[$"])/g, " ");
}
