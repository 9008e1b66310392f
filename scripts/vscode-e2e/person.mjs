/** What a person does: look, hover, press Ctrl+., choose, save. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * @param page playwright's page
 * @param vscode what `startVsCode` returned
 * @param {(name: string) => Promise<void>} picture keeps a screenshot
 */
export async function actAsPerson(page, vscode, picture) {
  page.setDefaultTimeout(60_000);
  const file = path.posix.join(vscode.workspace, "demo.py");
  const open = [
    ["openFile", `${vscode.uriOf(file)}:5:1`],
    ["gotoLineMode", "true"],
  ];
  await page.goto(vscode.url(open), { waitUntil: "commit" });
  await page.locator(".squiggly-warning").first().waitFor();
  await picture("squiggle");

  // The side bar away: all room for the code and the problem's path.
  await page.keyboard.press("Control+b");
  await page.keyboard.press("Control+Shift+M");
  const row = page.locator(".markers-panel .monaco-list-row", { hasText: "LK101" });
  await row.waitFor();
  // Unfolded, the row shows the path: where the file was opened, and where it is lost.
  await row.click();
  await page.keyboard.press("ArrowRight");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "returns here" }).waitFor();
  await picture("problems");

  const call = page.locator(".view-line", { hasText: "source = open(" }).getByText("open", { exact: false }).last();
  await call.click();
  // The cursor now lies over the word and would count as an obstacle.
  await call.hover({ force: true });
  await page.locator(".monaco-hover:visible", { hasText: "unclosed-resource" }).first().waitFor();
  await picture("hover");
  await page.keyboard.press("Escape");

  const entry = page.locator(".action-widget .monaco-list-row.action", { hasText: /Use 'with'/ }).first();
  // At the end of the line the menu hides no code.
  await page.keyboard.press("End");
  // While extensions still start, the menu may come without our entries.
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press("Control+.");
    try {
      await entry.waitFor({ timeout: 3000 });
      break;
    } catch (error) {
      if (attempt === 8) throw error;
      await page.keyboard.press("Escape");
    }
  }
  await picture("quick-fix");
  // By keyboard: something transparent lies over the menu and takes clicks.
  for (let step = 0; step < 10 && !/focused/.test((await entry.getAttribute("class")) ?? ""); step++) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.locator(".view-line", { hasText: /with\s+open/ }).waitFor();
  await page.locator(".squiggly-warning").first().waitFor({ state: "detached" });
  await picture("fixed");

  await page.keyboard.press("Control+s");
  const fixed = /^ {4}with open\(path, encoding="utf-8"\) as source:$/m;
  for (let attempt = 0; !fixed.test(readFileSync(file, "utf8")); attempt++) {
    assert.ok(attempt < 100, `not saved: ${readFileSync(file, "utf8")}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
