// A link that holds the cell's code: shown, copied on request, and said what it is.
import { html } from "../shared/dom.js";
import { encode } from "../shared/share.js";

/** @param {import("./live_cell.js").LiveCell} live @returns {Promise<HTMLElement>} */
export async function sharePanel(live) {
  const { sayCell: say } = live;
  const panel = html("div", { class: "heureum-panel heureum-share-panel", role: "group", "aria-label": say("shareTitle") });
  const hash = await encode({ cell: live.cell.name, code: live.code }).catch(() => null);
  if (hash === null) {
    panel.append(html("p", { role: "status" }, say("shareTooLarge")));
    return panel;
  }
  const address = html("input", { type: "text", readonly: true, class: "heureum-address", "aria-label": say("shareLabel") });
  address.value = location.origin + location.pathname + hash;
  address.addEventListener("focus", () => address.select());
  const told = html("span", { class: "heureum-told", role: "status" });
  const copy = async () => {
    const isCopied = await copyText(address.value);
    told.textContent = say(isCopied ? "copied" : "notCopied");
    if (!isCopied) address.focus();
  };
  panel.append(
    html("p", { class: "heureum-share-line" }, address, live.smallButton(say("copyLink"), copy), told),
    html("p", { class: "heureum-hint" }, say("shareSays")),
  );
  return panel;
}

/** @param {string} text */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // forbidden, or not a secure page
  }
}
