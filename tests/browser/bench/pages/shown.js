// Notes when the expected result first stands in the page: `shown` resolves with milliseconds since navigation, and fails
// with what stands there instead after two minutes, so that code with a mistake in it holds nobody up.
const PATIENCE_MS = 120_000;
globalThis.watch = (element, text) =>
  (globalThis.shown = new Promise((resolve, reject) => {
    const look = () => {
      if (!element.textContent.includes(text)) return;
      resolve(performance.now());
      observer.disconnect();
    };
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    look();
    setTimeout(() => reject(new Error(`no "${text}", but: ${element.textContent}`)), PATIENCE_MS);
  }));
