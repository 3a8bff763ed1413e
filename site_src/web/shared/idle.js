// When the browser has nothing better to do. WebKit does not say when that is: there it is soon.

/** @type {(work: () => void) => unknown} */
export const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
