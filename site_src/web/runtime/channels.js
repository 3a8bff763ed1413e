// The message channels of a page: each device slot to the client, and each pair of slots.
// Law: all of them exist before any worker does, so a client that blocks can already post to devices still booting.
import { SLOTS } from "./protocol.js";

/** @typedef {{client: MessagePort, peers: Array<MessagePort | null>}} DeviceEnds */

/** @returns {{client: MessagePort[], devices: DeviceEnds[]}} */
export function makeChannels() {
  /** @type {MessagePort[]} */
  const client = [];
  /** @type {DeviceEnds[]} */
  const devices = [];
  for (let slot = 0; slot < SLOTS; slot++) {
    const { port1, port2 } = new MessageChannel();
    client.push(port1);
    devices.push({ client: port2, peers: new Array(SLOTS).fill(null) });
  }
  for (let a = 0; a < SLOTS; a++) {
    for (let b = a + 1; b < SLOTS; b++) {
      const { port1, port2 } = new MessageChannel();
      devices[a].peers[b] = port1;
      devices[b].peers[a] = port2;
    }
  }
  return { client, devices };
}
