// What a narrow bar has no room for, as a list: the same tools by name.

/** @typedef {import("./editor_element.js").HeureumGraphEditor} Editor */

/** @param {Editor} editor */
export function openMenu(editor) {
  const say = /** @type {import("./words.js").SayMore} */ (editor.sayMore);
  const { viewport, chosen, original, isReadOnly } = editor;
  const isEdited = original && editor.document !== original.document;
  const edits = [
    ...(chosen.length ? [{ name: say("connect"), about: chosen.join(", "), press: () => editor.use("beginConnecting") }] : []),
    ...(chosen.length ? [{ name: say("duplicate"), about: chosen.join(", "), press: () => editor.use("duplicate") }] : []),
    ...(chosen.length ? [{ name: say("remove"), about: chosen.join(", "), press: () => editor.removeChosen() }] : []),
    { name: say("arrange"), about: say("keyArrange"), press: () => editor.edit({ do: "arrange" }) },
    ...(isEdited ? [{ name: say("reset"), about: say("resetAbout"), press: () => editor.reset() }] : []),
  ];
  editor.openDialog({ kind: "list", title: say("others"), rows: [
    ...editor.actions,
    ...(isReadOnly ? [] : edits),
    { name: say("fit"), about: "", press: () => viewport.fit() },
    { name: say("larger"), about: "", press: () => viewport.zoomIn() },
    { name: say("smaller"), about: "", press: () => viewport.zoomOut() },
    { name: say("help"), about: "", press: () => editor.openDialog({ kind: "help" }) },
  ] });
}
