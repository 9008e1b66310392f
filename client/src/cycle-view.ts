/** Shows a reference cycle as a picture beside the code; a click on a class or a link goes to its line. */
import { commands, Position, Range, Selection, TextEditorRevealType, Uri, ViewColumn, window } from "vscode";

/** What the server answers to `leaklint.cyclePicture`. */
interface CyclePicture {
  readonly title: string;
  readonly svg: string;
}

/** Ask the server for the cycle at a position, and show it; without arguments, that at the cursor. */
export async function showCycle(uri?: unknown, position?: unknown): Promise<void> {
  const editor = window.activeTextEditor;
  const target = typeof uri === "string" ? uri : editor?.document.uri.toString();
  if (target === undefined) return;
  const at = position ?? editor?.selection.active;
  const where = at === undefined ? undefined : { line: (at as Position).line, character: (at as Position).character };
  const picture = await commands.executeCommand<CyclePicture | null>("leaklint.cyclePicture", target, where);
  if (picture === null || picture === undefined) {
    window.setStatusBarMessage("leaklint: no reference cycle here", 5_000);
    return;
  }
  const panel = window.createWebviewPanel("leaklint.cycle", `Cycle: ${picture.title}`, ViewColumn.Beside, {
    enableScripts: true,
  });
  panel.webview.onDidReceiveMessage((place: unknown) => void reveal(target, place));
  panel.webview.html = pageOf(picture);
}

async function reveal(uri: string, place: unknown): Promise<void> {
  const [, line, column, elsewhere] = /^(\d+):(\d+)(?::(.+))?$/.exec(String(place)) ?? [];
  if (line === undefined || column === undefined) return;
  const position = new Position(Number(line) - 1, Number(column) - 1);
  const editor = await window.showTextDocument(Uri.parse(elsewhere ?? uri), { viewColumn: ViewColumn.One });
  editor.selection = new Selection(position, position);
  editor.revealRange(new Range(position, position), TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The page may run its one script and nothing else (https://code.visualstudio.com/api/extension-guides/webview). */
function pageOf({ title, svg }: CyclePicture): string {
  const nonce = Array.from({ length: 16 }, () => Math.floor(Math.random() * 36).toString(36)).join("");
  const escaped = title.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>${escaped}</title>
<style nonce="${nonce}">
body { background: #fff; color: #111; }
svg { max-width: 100%; height: auto; }
.node, .edge { cursor: pointer; }
</style>
</head>
<body>
${svg}
<p>Click a class or a link to go to its line. The dashed link is the one that should be weak.</p>
<script nonce="${nonce}">
const vscode = acquireVsCodeApi();
for (const part of document.querySelectorAll("[data-place]")) {
  part.addEventListener("click", () => vscode.postMessage(part.dataset.place));
}
</script>
</body>
</html>`;
}
