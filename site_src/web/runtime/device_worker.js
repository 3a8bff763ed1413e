// A device worker: boots Python and hands every message that arrives to its DeviceHost, one after the other.
// Law: no state of its own; a fault here is a bug (kernels' errors are messages), so the page ends the run and says so.
import { boot, prepare } from "./boot.js";
import { DeviceBridge } from "./device_bridge.js";
import { bootFaultsToPage, faultsToPage, page } from "./worker_scope.js";

/** @typedef {import("./protocol.js").Prepare | import("./protocol.js").BootDevice} FromPage */

/** When nothing has come for so long, runs that go on elsewhere are told what was done here. */
const QUIET_MS = 50;

/** @type {Promise<import("./boot.js").LoadPyodide>} */
let scripts;

/** @param {import("./protocol.js").BootDevice} message */
async function start({ kit, heap, client, peers, mailbox, bell }) {
  const { python, path } = await boot(await scripts, kit, heap);
  const bridge = new DeviceBridge({ client, peers, mailbox, bell, heap: python._module });
  const host = python.pyimport("heureum.transports.browser").DeviceHost(bridge);
  const { open, deliver, close, tell } = host; // bound once: every attribute access makes a proxy
  let telling = 0;
  /** @param {boolean} hasNews */
  const tellLater = (hasNews) => {
    if (hasNews) telling = setTimeout(() => faultsToPage(async () => tellLater(tell())), QUIET_MS);
  };

  /** @param {import("./protocol.js").ToDevice} message */
  const arrived = async (message) => {
    if (message.type === "mail") {
      clearTimeout(telling);
      tellLater(deliver(message.session, message.to, message));
    } else if (message.type === "open") {
      if (message.mailbox) bridge.byMailbox.add(message.session);
      open(message.session, message.device, message.slots);
    } else {
      bridge.byMailbox.delete(message.session);
      close(message.session);
      page.postMessage({ type: "memory", memoryBytes: python._module.HEAPU8.length });
    }
  };
  for (const carrier of bridge.carriers) carrier.listen((message) => faultsToPage(() => arrived(message)));
  page.postMessage({ type: "ready", path, elapsedMs: performance.now(), memoryBytes: python._module.HEAPU8.length });
}

page.onmessage = ({ data }) =>
  faultsToPage(async () => {
    /** @type {FromPage} */
    const message = data;
    if (message.type === "prepare") await (scripts = prepare(message));
    else await bootFaultsToPage(() => start(message));
  });
