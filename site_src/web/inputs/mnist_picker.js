// Takes the four files of MNIST from the reader's disk and puts them where the code looks: MNIST_data/.
// Law: nothing is handed over before all four are there; what is inside them is for the engine's loader to judge.
import { html } from "../shared/dom.js";
import { fileAt, putFile, removeFile } from "./files.js";

const FOLDER = "MNIST_data";
const NAMES = ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];
const ENDINGS = ["", ".gz"];
const LARGEST_BYTES = 50e6;

export class MnistPicker {
  /** @param {import("./strings.js").Say} say @param {() => void} changed */
  constructor(say, changed) {
    this.say = say;
    this.changed = changed;
    /** @type {Map<string, {ending: string, bytes: Uint8Array}>} chosen, by name without ending */
    this.chosen = new Map();
    this.field = html("input", { type: "file", multiple: true, class: "heureum-file", onchange: () => this.take([...(this.field.files ?? [])]) });
    this.pick = html("label", { class: "heureum-button heureum-file-label" }, say("pick"), this.field);
    this.forgetButton = html("button", { type: "button", class: "heureum-button", onclick: () => this.forget() }, say("forget"));
    this.heard = html("p", { class: "heureum-input-said", role: "status" });
    this.element = html(
      "div", { class: "heureum-input heureum-input-mnist" },
      html("p", {}, say("pickHint")), html("div", { class: "heureum-input-buttons" }, this.pick, this.forgetButton), this.heard,
    );
    this.element.addEventListener("dragover", (event) => event.preventDefault());
    this.element.addEventListener("drop", (event) => {
      event.preventDefault();
      this.take([...(event.dataTransfer?.files ?? [])]);
    });
    for (const name of NAMES) {
      for (const ending of ENDINGS) {
        const bytes = fileAt(pathOf(name, ending));
        if (bytes) this.chosen.set(name, { ending, bytes });
      }
    }
    if (this.chosen.size) this.report([]);
    this.forgetButton.hidden = !this.chosen.size;
  }

  /** @param {File[]} files */
  async take(files) {
    /** @type {string[]} */
    const problems = [];
    for (const file of files) {
      const name = nameOf(file.name);
      if (!name) problems.push(this.say("strange", { names: file.name }));
      else if (file.size > LARGEST_BYTES) problems.push(this.say("large", { names: file.name }));
      else {
        try {
          this.chosen.set(name, { ending: /\.gz$/i.test(file.name) ? ".gz" : "", bytes: new Uint8Array(await file.arrayBuffer()) });
        } catch {
          problems.push(this.say("unread", { names: file.name }));
        }
      }
    }
    this.field.value = ""; // the same file can be chosen again
    this.report(problems);
    if (this.chosen.size === NAMES.length && problems.length < files.length) this.handOver();
  }

  handOver() {
    for (const [name, { ending, bytes }] of this.chosen) {
      for (const other of ENDINGS) if (other !== ending) removeFile(pathOf(name, other));
      putFile(pathOf(name, ending), bytes);
    }
    this.changed();
  }

  forget() {
    for (const name of NAMES) for (const ending of ENDINGS) removeFile(pathOf(name, ending));
    this.chosen.clear();
    this.heard.replaceChildren(this.say("forgotten"));
    this.forgetButton.hidden = true;
    this.field.focus();
    this.changed();
  }

  /** @param {string[]} problems */
  report(problems) {
    const missing = NAMES.filter((name) => !this.chosen.has(name));
    const size = [...this.chosen.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
    const state = missing.length ? this.say("needed", { names: missing.join(", ") }) : this.say("ready", { megabytes: (size / 1e6).toFixed(1) });
    this.heard.replaceChildren(...[...problems, state].flatMap((line, index) => [...(index ? [html("br")] : []), line]));
    this.forgetButton.hidden = !this.chosen.size;
  }
}

/** @param {string} name @param {string} ending */
function pathOf(name, ending) {
  return `${FOLDER}/${name}${ending}`;
}

/** As it was downloaded: with a dot for a hyphen, or counted by the browser, "train-images.idx3-ubyte (1).gz". @param {string} file */
function nameOf(file) {
  const plain = file.toLowerCase().replace(/ ?\(\d+\)/, "").replace(/\.gz$/, "").replace(".idx", "-idx");
  return NAMES.find((name) => name === plain);
}
