// The colours of workers, which the theme has, for what stands in a shadow.
import { unsafeCSS } from "lit";

export const workerColours = unsafeCSS(Array.from({ length: 8 }, (_, n) => `.heureum-worker-${n}{--colour:var(--heureum-worker-${n})}`).join(""));
