// Whether this browser is known to finish a boot from a heap snapshot: where stacks cannot be suspended (WebKit) it never ends.

export function canLoadSnapshot() {
  return "Suspending" in WebAssembly && "DecompressionStream" in globalThis;
}
