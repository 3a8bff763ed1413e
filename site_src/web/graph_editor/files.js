// GraphDef files: in by the file picker or by dropping, out as a download. Python validates what comes in.
import { download } from "../shared/download.js";

/** @typedef {import("./playground.js").Playground} Playground */

/** What Python would refuse anyway is not even read. */
const LARGEST_BYTES = 32_000_000;

/** @param {Playground} playground @param {File} file */
export async function importFile({ graph, words }, file) {
  if (file.size > LARGEST_BYTES) return graph.announce(words.fileTooLarge.replace("{name}", file.name), true);
  const text = await file.text().catch(() => null);
  if (text === null) return graph.announce(words.fileUnread.replace("{name}", file.name), true);
  await graph.edit({ do: "open", text });
}

/** @param {Playground} playground */
export async function exportFile({ graph }) {
  const { text, filename, error } = await graph.ask({ do: "export", document: graph.document });
  if (error) return graph.refused(error);
  download(text, filename);
}

/** @param {Playground} playground */
export function takeDrops(playground) {
  const { box } = playground;
  box.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    box.classList.add("drops");
  });
  box.addEventListener("dragleave", () => box.classList.remove("drops"));
  box.addEventListener("drop", (event) => {
    box.classList.remove("drops");
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    importFile(playground, file);
  });
}
