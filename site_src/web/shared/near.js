// Waits with loading until the reader comes near an element, by scrolling or by focus.
// Law: small, because every page pays for it. What did not load is tried again when the reader comes back.

/** Far enough for a script to arrive before the element is in sight. */
const NEAR = "600px";
/** On the first screen, but for what only peeps in at its lower edge. */
const IN_SIGHT = "0px 0px -15% 0px";

/**
 * @template T
 * @param {Element} element
 * @param {() => Promise<T>} load called until it has succeeded once
 * @returns {Promise<T>} what it gave then
 */
export function whenNear(element, load) {
  return new Promise((resolve) => {
    const come = () => load().then(leave, () => {});
    /** @param {string} rootMargin */
    const watch = (rootMargin) => {
      const observer = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && come(), { rootMargin });
      observer.observe(element);
      return observer;
    };
    const observers = [watch(IN_SIGHT)];
    // What lies below is near only to somebody who has begun to scroll.
    const scrolled = () => observers.push(watch(NEAR));
    const leave = (/** @type {T} */ loaded) => {
      for (const observer of observers) observer.disconnect();
      removeEventListener("scroll", scrolled);
      element.removeEventListener("focusin", come);
      resolve(loaded);
    };
    addEventListener("scroll", scrolled, { once: true, passive: true });
    element.addEventListener("focusin", come);
  });
}

/**
 * For an element that is near already.
 * @template T
 * @param {Element} element
 * @param {() => Promise<T>} load
 * @returns {Promise<T>}
 */
export const loadFor = (element, load) => load().catch(() => whenNear(element, load));
