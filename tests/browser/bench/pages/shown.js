// Notes when the expected result first stands in the page: `shown` resolves with milliseconds since navigation.
globalThis.watch = (element, text) =>
  (globalThis.shown = new Promise((resolve) => {
    const look = () => {
      if (!element.textContent.includes(text)) return;
      resolve(performance.now());
      observer.disconnect();
    };
    const observer = new MutationObserver(look);
    observer.observe(element, { childList: true, characterData: true, subtree: true });
    look();
  }));
