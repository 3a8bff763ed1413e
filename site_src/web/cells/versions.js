// Which code a cell shows: the article's, the reader's, an earlier one of theirs, or one that came by a link.
// Law: changing between them loses none; each change can be undone, in the editor and by a button.
import { keep, kept, withEarlier } from "../shared/edits.js";
import { Notice } from "./notice.js";

/** @typedef {import("./live_cell.js").LiveCell} LiveCell */

export class Versions {
  /** @param {LiveCell} live */
  constructor(live) {
    this.live = live;
    this.cell = live.cell;
    this.say = live.sayCell;
    this.notice = new Notice(/** @type {HTMLElement} */ (live.cell.toolbar));
  }

  get record() {
    return kept(this.cell.name);
  }

  get article() {
    return this.cell.original ?? "";
  }

  /** Something was typed, or set by `set`. @param {string} code */
  typed(code) {
    const { code: before, base } = this.record;
    const isArticle = code === this.article;
    keep(this.cell.name, {
      code: isArticle ? null : code,
      // An edit of an older article stays one until the reader has chosen.
      base: before === null || isArticle ? this.currentBase : base,
      fromLink: false,
    });
    this.cell.show(code);
  }

  get currentBase() {
    return this.cell.dataset.codeHash ?? "";
  }

  /** Back to the article's code. Gives whether there was anything to reset. */
  reset() {
    const before = this.record;
    if (before.code === null) return false;
    keep(this.cell.name, { code: null, earlier: withEarlier(before), base: this.currentBase, fromLink: false });
    this.live.showCode(this.article);
    this.live.forget();
    this.notice.clear();
    this.live.progress.end(this.say("wasReset"));
    return true;
  }

  /** The latest of the earlier codes. */
  restore() {
    const { earlier, code } = this.record;
    if (!earlier.length) return;
    const [latest, ...rest] = earlier;
    keep(this.cell.name, { code: latest, earlier: code === null ? rest : [code, ...rest], base: this.currentBase, fromLink: false });
    this.live.showCode(latest);
    this.notice.clear();
    this.live.progress.end(this.say("wasRestored"));
  }

  /** Code from a link: an edit like any other, but nobody's. @param {string} code */
  openShared(code) {
    const before = this.record;
    if (code === (before.code ?? this.article)) return;
    keep(this.cell.name, { code, base: this.currentBase, fromLink: true, earlier: withEarlier(before) });
    this.live.showCode(code);
    this.live.forget();
    this.explain();
  }

  /** Says why the code is not the article's, where the reader may not know. */
  explain() {
    const { fromLink, base, code, earlier } = this.record;
    if (code === null) return this.notice.clear();
    const say = this.say;
    const difference = { text: say("difference"), do: () => this.compare() };
    const done = () => this.notice.clear();
    if (fromLink) {
      this.notice.say(say("fromLink"), [
        difference,
        earlier.length ? { text: say("toMine"), do: () => this.restoreOverLink() } : { text: say("toArticle"), do: () => this.reset() },
        { text: say("keepLink"), do: () => (keep(this.cell.name, { fromLink: false }), done()) },
      ]);
    } else if (base !== this.currentBase) {
      this.notice.say(say("articleChanged"), [
        difference,
        { text: say("takeArticle"), do: () => this.reset() },
        { text: say("keepMine"), do: () => (keep(this.cell.name, { base: this.currentBase }), done()) },
      ]);
    }
  }

  restoreOverLink() {
    const [latest, ...rest] = this.record.earlier;
    keep(this.cell.name, { code: latest, earlier: rest, fromLink: false });
    this.live.showCode(latest);
    this.notice.clear();
    this.live.progress.end(this.say("wasRestored"));
  }

  compare() {
    return this.live.cell.use(async () => {
      const { difference } = await import("./difference.js");
      this.notice.box.querySelector(".heureum-difference")?.remove();
      this.notice.add(difference(this.article, this.live.code, this.say));
    });
  }
}
