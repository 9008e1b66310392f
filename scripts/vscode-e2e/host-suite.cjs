"use strict";
// Runs inside VS Code's extension host, with its whole API.

const assert = require("node:assert/strict");
const vscode = require("vscode");

const FAMILY = `class Child:
    def __init__(self, parent):
        self.parent = parent


class Parent:
    def __init__(self):
        self.children = []

    def add(self):
        self.children.append(Child(self))
`;

/** Waits until `ask` gives something, and gives that. */
async function until(what, ask, milliseconds = 20_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const diagnosticsOf = (uri) => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "leaklint");
const some = (list) => (list.length > 0 ? list : undefined);
const actionsAt = (uri, range, kind) =>
  until("code actions", async () =>
    some(await vscode.commands.executeCommand("vscode.executeCodeActionProvider", uri, range, kind, 10)),
  );

exports.run = async () => {
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const uri = vscode.Uri.joinPath(folder, "demo.py");
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const original = document.getText();

  const [diagnostic] = await until("a diagnostic", () => some(diagnosticsOf(uri)));
  assert.equal(diagnosticsOf(uri).length, 1, "one diagnostic, not one pulled and one published");
  assert.equal(diagnostic.code.value, "LK101");
  assert.match(diagnostic.code.target.toString(), /docs\/rules\/LK101\.md$/);
  assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
  assert.ok(diagnostic.relatedInformation.length > 0, "the path is attached");
  assert.equal(document.getText(diagnostic.range).split("\n").length, 1);

  const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", uri, diagnostic.range.start);
  assert.match(hovers.flatMap(({ contents }) => contents.map(({ value }) => value)).join("\n"), /unclosed-resource/);

  const actions = await actionsAt(uri, diagnostic.range, vscode.CodeActionKind.QuickFix.value);
  assert.ok(actions[0].isPreferred);
  assert.match(actions.at(-1).title, /^Ignore LK101/);
  assert.ok(await vscode.workspace.applyEdit(actions[0].edit));
  assert.match(document.getText(), /with open\(path, encoding="utf-8"\) as source:/);
  await until("no diagnostic after the fix", () => diagnosticsOf(uri).length === 0);

  await vscode.commands.executeCommand("workbench.action.files.revert");
  await until("the diagnostic again", () => diagnosticsOf(uri).length === 1);
  const editor = vscode.workspace.getConfiguration("editor", uri);
  await editor.update(
    "codeActionsOnSave",
    { "source.fixAll.leaklint": "explicit" },
    vscode.ConfigurationTarget.Workspace,
  );
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), "# changed\n");
  await vscode.workspace.applyEdit(edit);
  await document.save();
  await until("the fix on save", () => document.getText().includes("with open(path"));

  const whole = new vscode.WorkspaceEdit();
  whole.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), original);
  await vscode.workspace.applyEdit(whole);
  await until("the diagnostic of the old text", () => diagnosticsOf(uri).length === 1);
  await vscode.commands.executeCommand("leaklint.fixAll");
  await until("the command's fix", () => document.getText().includes("with open(path"));
  await vscode.workspace.applyEdit(whole);
  await until("the diagnostic once more", () => diagnosticsOf(uri).length === 1);

  const settings = vscode.workspace.getConfiguration("leaklint", uri);
  await settings.update("ignore", ["LK101"], vscode.ConfigurationTarget.Workspace);
  await until("silence by setting", () => diagnosticsOf(uri).length === 0);
  await settings.update("ignore", undefined, vscode.ConfigurationTarget.Workspace);
  await until("the diagnostic without the setting", () => diagnosticsOf(uri).length === 1);

  const config = vscode.Uri.joinPath(folder, "leaklint.toml");
  await vscode.workspace.fs.writeFile(config, Buffer.from('levels = { LK101 = "error" }\n'));
  await until("the level of the configuration file", () => diagnosticsOf(uri)[0]?.severity === 0);
  await vscode.workspace.fs.delete(config);
  await until("the old level", () => diagnosticsOf(uri)[0]?.severity === 1);

  const other = vscode.Uri.joinPath(folder, "other.py");
  await vscode.workspace.fs.writeFile(other, Buffer.from("def f(p):\n    g = open(p)\n    return g.read()\n"));
  const summary = await vscode.commands.executeCommand("leaklint.lintWorkspace");
  assert.equal(summary.files, 2);
  assert.equal(diagnosticsOf(other).length, 1, "the file that is not open has its finding");
  const opened = await vscode.workspace.openTextDocument(other);
  await vscode.window.showTextDocument(opened);
  await until("one diagnostic after opening", () => diagnosticsOf(other).length === 1);

  const family = await vscode.workspace.openTextDocument({ language: "python", content: FAMILY });
  await vscode.window.showTextDocument(family);
  const [cycle] = await until("the cycle", () => some(diagnosticsOf(family.uri)));
  assert.equal(cycle.code.value, "LK201");
  const offered = await actionsAt(family.uri, cycle.range, vscode.CodeActionKind.QuickFix.value);
  const show = offered.find(({ title }) => title === "Show reference cycle");
  await vscode.commands.executeCommand(show.command.command, ...show.command.arguments);
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  await until("the picture", () => tabs().some((label) => /^Cycle: .*Parent/.test(label)));

  await vscode.commands.executeCommand("leaklint.restartServer");
  await until("diagnostics of the new server", () => diagnosticsOf(other).length === 1);
};
