// The records of heureum.show, as types, and how one more point joins a plot.
// Law: Python says which block a record belongs to; here its numbers are only put behind those that are there.

/** @typedef {number | boolean | string} Value "nan", "inf" and "-inf" are text */
/** @typedef {{name: string, values: Value[]}} Series */
/** @typedef {{block: number, kind: string, title: string} & Record<string, any>} ShownRecord */

/**
 * @param {ShownRecord | null} shown
 * @param {ShownRecord} record
 * @returns {ShownRecord}
 */
export function joined(shown, record) {
  if (!record.adds) return record;
  /** @type {ShownRecord} */
  const before = shown ?? { ...record, x: [], series: [] };
  const count = before.x.length;
  /** @type {Map<string, Value[]>} */
  const values = new Map(before.series.map((/** @type {Series} */ each) => [each.name, each.values]));
  /** @type {Map<string, Value>} */
  const added = new Map(record.series.map((/** @type {Series} */ each) => [each.name, each.values[0]]));
  for (const name of added.keys()) if (!values.has(name)) values.set(name, Array(count).fill("nan"));
  const series = [...values].map(([name, known]) => ({ name, values: [...known, added.get(name) ?? "nan"] }));
  return { ...record, x: [...before.x, ...(record.x ?? [count])], series };
}

/** A number that can be drawn, or null. @param {Value} value */
export function drawable(value) {
  return typeof value === "number" || typeof value === "boolean" ? Number(value) : null;
}
