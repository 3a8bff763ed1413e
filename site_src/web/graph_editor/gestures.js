// What a pointer does on the graph: choose, connect from port to port, drag a node to a worker, frame several.
// Takes where it went; asks the editor for an edit when it is let go. A tap on an output and a tap on an input connect too.
import { html, nothing, svg } from "lit";
import { inputToUse } from "./connecting.js";

/** @typedef {import("./viewport.js").Point} Point */
/** @typedef {import("./fingers.js").Gesture} Gesture */
/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** How near a port counts as on it, in CSS pixels. */
const REACH_PX = { mouse: 13, pen: 16, touch: 24 };

export class Gestures {
  /** @param {Editor} editor */
  constructor(editor) {
    this.editor = editor;
    /** @type {{tensor: string, from: Point, to: Point | null, aim: {node: string, input: number} | null, moves: {target: string, input: number} | null} | null} the connection being made */
    this.wire = null;
    /** @type {{names: string[], at: Point, place: any} | null} nodes on their way to a worker */
    this.load = null;
    /** @type {{from: Point, to: Point} | null} */
    this.marquee = null;
  }

  /** @param {Point} at @param {PointerEvent} event @returns {Gesture | null} */
  begin(at, event) {
    const { editor } = this;
    const point = editor.viewport.toGraph(at);
    const reach = REACH_PX[/** @type {keyof typeof REACH_PX} */ (event.pointerType)] ?? 13;
    const target = /** @type {Element} */ (event.target);
    const name = /** @type {SVGElement | null} */ (target.closest?.("[data-node]"))?.dataset.node ?? null;
    if (!editor.isReadOnly) {
      const input = this.portNear(point, reach, "inputs");
      if (this.wire) return { press: () => this.finish(input ? { node: input.node, input: input.port.input } : name ? { node: name, input: -1 } : null) };
      const output = this.portNear(point, reach, "outputs");
      if (output) return this.wiring(output.port.tensor, output.port, reach);
      if (input?.port.source) return this.rewiring(input, reach);
      const edge = /** @type {SVGElement | null} */ (target.closest?.("[data-edge]"));
      if (edge) return { ...this.panning(at), press: () => this.chooseEdge(edge.dataset.edge ?? "") };
      if (event.shiftKey && !name) return this.framing(point);
    }
    if (!name) return { ...this.panning(at), press: () => editor.choose([]) };
    return { ...(editor.isReadOnly ? this.panning(at) : this.carrying(name)), press: (_, up) => this.pressNode(name, up) };
  }

  /** @param {Point} at @returns {Gesture} */
  panning(at) {
    return /** @type {import("./fingers.js").Fingers} */ (this.editor.fingers).panning(at);
  }

  /** @param {string} name @param {PointerEvent} event */
  pressNode(name, event) {
    const { editor } = this;
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    if (adds && editor.selected.has(name)) editor.choose(editor.chosen.filter((one) => one !== name));
    else editor.choose([name], { add: adds });
  }

  /** @param {string} key */
  chooseEdge(key) {
    const edge = this.editor.view?.edges.find((one) => `${one.from}>${one.to}:${one.input}` === key);
    if (!edge) return;
    this.editor.choose([edge.to]);
    this.editor.edge = { to: edge.to, input: edge.input };
  }

  /** The port of that side nearest to a point, if within reach. @param {Point} point @param {number} reach @param {"inputs" | "outputs"} side */
  portNear({ x, y }, reach, side) {
    let best = null;
    let least = reach / this.editor.viewport.scale;
    const inside = this.nodeAt({ x, y });
    for (const node of this.editor.view?.nodes ?? []) {
      // The middle of a small node is the node, however wide a finger is.
      if (node.name === inside) least = Math.min(least, node.width / 4);
      for (const port of /** @type {any[]} */ (node[side] ?? [])) {
        const distance = Math.hypot(port.x - x, port.y - y);
        if (distance <= least) [best, least] = [{ node: node.name, port }, distance];
      }
    }
    return best;
  }

  /** Begins a connection: from a port, or from a node by key. @param {string} tensor */
  start(tensor) {
    const name = tensor.split(":")[0];
    const port = this.editor.view?.nodes.flatMap((node) => node.outputs ?? []).find((one) => one.tensor === tensor);
    this.wire = { tensor, from: { x: port?.x ?? 0, y: port?.y ?? 0 }, to: null, aim: null, moves: null };
    this.editor.source = name;
    this.editor.announce(this.editor.sayMore?.("connecting", { source: tensor }) ?? "");
  }

  /** @param {string} tensor @param {Point} from @param {number} reach @param {{target: string, input: number} | null} [moves] @returns {Gesture} */
  wiring(tensor, from, reach, moves = null) {
    const { editor } = this;
    return {
      move: (at) => {
        const to = editor.viewport.toGraph(at);
        const near = this.portNear(to, reach * 1.4, "inputs");
        const over = near ? null : this.nodeAt(to);
        const aim = near ? { node: near.node, input: near.port.input } : over && over !== tensor.split(":")[0] ? { node: over, input: -1 } : null;
        this.wire = { tensor, from, to: near ? near.port : to, aim, moves };
        editor.source = tensor.split(":")[0];
        editor.requestUpdate();
      },
      drop: () => this.finish(this.wire?.aim ?? null),
      press: () => (moves ? editor.choose([moves.target]) : this.start(tensor)),
      cancel: () => this.cancel(),
    };
  }

  /** Takes hold of what an input is connected to. @param {{node: string, port: any}} input @param {number} reach */
  rewiring({ node, port }, reach) {
    const edge = this.editor.view?.edges.find((one) => one.to === node && one.input === port.input);
    const [x, y] = edge?.points[0] ?? [port.x, port.y];
    return this.wiring(port.source, { x, y }, reach, { target: node, input: port.input });
  }

  /** @param {{node: string, input: number} | null} aim an input; -1 for whichever is free */
  finish(aim) {
    const { editor } = this;
    const wire = this.wire;
    this.wire = editor.source = null;
    editor.requestUpdate();
    if (!wire) return;
    const { moves } = wire;
    if (moves && (!aim || aim.node !== moves.target || aim.input !== moves.input)) editor.edit({ do: "disconnect", ...moves });
    if (aim) this.connect(wire.tensor, aim);
    else if (!moves) editor.announce(editor.sayMore?.("cancelled") ?? "");
  }

  /** @param {string} source @param {{node: string, input: number}} aim */
  connect(source, { node, input }) {
    const { editor } = this;
    const target = editor.view?.nodes.find((one) => one.name === node);
    const place = input >= 0 ? input : target ? inputToUse(target) : null;
    if (place !== null) editor.edit({ do: "connect", source, target: node, input: place });
    else if (target?.inputs?.length) editor.warm().then((rest) => rest?.askInput(editor, source, target));
    // No input at all: Python says so, in its own words.
    else editor.edit({ do: "connect", source, target: node, input: 0 });
  }

  cancel() {
    const had = this.wire || this.load || this.marquee;
    this.wire = this.load = this.marquee = this.editor.source = null;
    if (had) this.editor.announce(this.editor.sayMore?.("cancelled") ?? "");
    return Boolean(had);
  }

  /** @param {string} name @returns {Gesture} */
  carrying(name) {
    const { editor } = this;
    const names = editor.selected.has(name) ? editor.chosen : [name];
    return {
      move: (at, event) => {
        this.load = { names, at, place: this.placeUnder(event) };
        editor.requestUpdate();
      },
      drop: () => {
        const place = this.load?.place;
        this.load = null;
        if (place) editor.place(names, place.worker);
        editor.requestUpdate();
      },
      cancel: () => this.cancel(),
    };
  }

  /** The worker whose place on the strip lies under the pointer. @param {PointerEvent} event */
  placeUnder(event) {
    const { editor } = this;
    for (const [at, place] of [...editor.renderRoot.querySelectorAll(".place")].entries()) {
      const { left, right, top, bottom } = place.getBoundingClientRect();
      if (event.clientX >= left - 4 && event.clientX <= right + 4 && event.clientY >= top - 10 && event.clientY <= bottom + 10) return editor.view?.places[at];
    }
    return null;
  }

  /** @param {Point} from @returns {Gesture} */
  framing(from) {
    const { editor } = this;
    return {
      move: (at) => {
        const to = editor.viewport.toGraph(at);
        this.marquee = { from, to };
        const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
        const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
        const inside = editor.view?.nodes.filter((one) => one.x < right && one.x + one.width > left && one.y < bottom && one.y + one.height > top) ?? [];
        editor.choose(inside.map((one) => one.name), { quietly: true });
      },
      drop: () => {
        this.marquee = null;
        editor.choose(editor.chosen);
      },
      cancel: () => this.cancel(),
    };
  }

  /** @param {Point} point */
  nodeAt({ x, y }) {
    return this.editor.view?.nodes.find((node) => x >= node.x && x <= node.x + node.width && y >= node.y && y <= node.y + node.height)?.name ?? null;
  }

  /** The names of nodes on their way, over the graph and the workers' places below it. */
  drawLoad() {
    if (!this.load) return nothing;
    const { names, at } = this.load;
    return html`<span class="carried" style="left:${at.x}px;top:${at.y}px">${names.join(", ")}</span>`;
  }

  /** What the gesture in hand shows, in the graph's units. */
  draw() {
    const { wire, marquee } = this;
    if (wire?.to) {
      const [a, b] = [wire.from, wire.to];
      const middle = (a.x + b.x) / 2;
      return svg`<path class="ghost" d="M${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}"/>
        ${wire.aim && wire.aim.input >= 0 ? svg`<circle class="port aim" cx=${b.x} cy=${b.y} r="7"/>` : nothing}`;
    }
    if (marquee) {
      const [x, y] = [Math.min(marquee.from.x, marquee.to.x), Math.min(marquee.from.y, marquee.to.y)];
      return svg`<rect class="marquee" x=${x} y=${y} width=${Math.abs(marquee.to.x - marquee.from.x)} height=${Math.abs(marquee.to.y - marquee.from.y)}/>`;
    }
    return undefined;
  }
}
