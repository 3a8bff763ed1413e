// Waits with loading until the reader comes near an element, by scrolling or by focus.
// Law: small, because every page pays for it. What did not load is tried again when the reader comes back.

/** Far enough for a script to arrive before the element is in sight. */
const NEAR = "600px";

/** @param {Element} element @param {() => Promise<unknown>} load called until it has succeeded once */
export function whenNear(element, load) {
  const come = () => load().then(leave, () => {});
  const near = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && come(), { rootMargin: NEAR });
  const leave = () => {
    near.disconnect();
    element.removeEventListener("focusin", come);
  };
  near.observe(element);
  element.addEventListener("focusin", come);
}
