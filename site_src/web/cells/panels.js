// What opens under a cell's buttons, one at a time: loaded when it is opened, left by Escape, announced by its button.

/** @typedef {"settings" | "share"} PanelName */

export class Panels {
  /** @param {import("./live_cell.js").LiveCell} live */
  constructor(live) {
    this.live = live;
    /** @type {{name: PanelName, box: HTMLElement} | null} */
    this.shown = null;
  }

  /** @param {PanelName} name */
  async toggle(name) {
    if (this.shown?.name === name) this.close();
    else await this.open(name);
  }

  /** @param {PanelName} name */
  async open(name) {
    const { cell } = this.live;
    const box = await this.make(name);
    this.close();
    this.shown = { name, box };
    cell.toolbar?.after(box);
    cell[name]?.setAttribute("aria-expanded", "true");
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.close();
      cell[name]?.focus();
    });
    /** @type {HTMLElement | null} */ (box.querySelector("select, input"))?.focus({ preventScroll: true });
  }

  /** @param {PanelName} name @returns {Promise<HTMLElement>} */
  async make(name) {
    if (name === "share") return (await import("./share_panel.js")).sharePanel(this.live);
    return (await import("./settings_panel.js")).settingsPanel(this.live);
  }

  close() {
    if (!this.shown) return;
    const { name, box } = this.shown;
    box.remove();
    this.live.cell[name]?.setAttribute("aria-expanded", "false");
    this.shown = null;
  }
}
