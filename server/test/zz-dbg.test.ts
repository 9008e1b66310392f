import { readFileSync } from "node:fs";
import { it } from "vitest";
import { FileModel } from "/tmp/wt/listeners/server/src/analysis/model/file-model.js";
import { listenersOf } from "/tmp/wt/listeners/server/src/analysis/listeners/analyze.js";
import { builtinCatalogue } from "/tmp/wt/listeners/server/src/catalogue/catalogue.js";
import { loadParser } from "/tmp/wt/listeners/server/src/syntax/parser.js";
it("x", async () => {
  const parser = await loadParser();
  const text = readFileSync(process.env.F!, "utf8");
  const model = new FileModel(parser.parse(text), text, builtinCatalogue());
  const a = listenersOf(model);
  for (const c of a.publishers.containers.values()) console.log("container", c.key, c.level, c.weak, c.isInvoked, c.additions.length, c.removals.map((r)=>text.slice(r.node.start,r.node.end)));
  for (const u of model.units) for (const k of a.publishers.keptBy(u)) console.log("kept", u.qualifiedName, k.parameter, k.holder.kind, k.wrapped, k.weak);
  for (const r of a.facts.registrations) console.log("reg", text.slice(r.node.start, r.node.end), r.unit.qualifiedName, r.holder.kind, r.grows, a.callers.frequency(r.unit));
  for (const s of a.facts.staying) console.log("stay", text.slice(s.registration.node.start, s.registration.node.end), s.reason.kind, s.certain);
});
