/** Words and fixes for exceptions that are kept within reach of their own frames. */
import type { Cycle } from "../../analysis/cycles/find.js";
import { exitOf } from "../../analysis/cycles/managers.js";
import type { Fix, RuleContext } from "../define.js";
import { letExceptionGoFix } from "./fixes/let-go.js";
import { holderOf } from "./wording.js";

/** The message of a cycle through a frame. */
export function exceptionMessage(context: RuleContext, cycle: Cycle): string {
  const { back, unit } = cycle;
  const around = `${unit.qualifiedName}()`;
  const isFrame = back.to.kind === "frame";
  if (back.from.kind === "frame") {
    return isFrame
      ? `The frame of ${around} is kept in its own variable '${back.label}'. Delete it in 'finally'.`
      : `The exception kept in '${back.label}' holds the frame of ${around}, which holds '${back.label}'. Set it to None in 'finally', or keep its text.`;
  }
  const what = isFrame ? "frame" : "exception";
  const where = back.label.startsWith("[") ? "here" : `in '${holderOf(back)}'`;
  const exit = exitOf(unit, context.model);
  if (exit !== null)
    return `The exception kept ${where} holds the frame of the 'with' block that it ended, whose variables lead back to it. Keep its text, or 'with_traceback(None)'.`;
  const end = isFrame ? "Delete it in 'finally'." : "Keep its text, or 'with_traceback(None)'.";
  return `The ${what} kept ${where} holds the frame of ${around}, whose variables lead back to it. ${end}`;
}

/** Local variables are let go; elsewhere the traceback is, which may be wanted: a suggestion. */
export function exceptionFix(context: RuleContext, cycle: Cycle): Fix | null {
  const { back, unit } = cycle;
  if (back.from.kind === "frame") {
    const { start } = back.place.statement;
    const names = [back, ...cycle.others].filter(({ from }) => from.kind === "frame").map(({ label }) => label);
    return letExceptionGoFix(context, unit, [...new Set(names)].sort(), start);
  }
  if (back.to.kind !== "exception") return null;
  const { statement } = back.place;
  const caught = unit.stmts
    .flatMap((stmt) => (stmt.kind === "Try" ? stmt.handlers : []))
    .filter(({ body }) => body.some((stmt) => stmt.start <= statement.start && statement.end <= stmt.end))
    .map(({ name }) => name?.name)
    .concat(exitOf(unit, context.model)?.exception ?? []);
  const uses = unit.names.filter(
    ({ name, start, end }) => caught.includes(name) && statement.start <= start && end <= statement.end,
  );
  const [use] = uses;
  if (use === undefined || uses.length !== 1) return null;
  return {
    title: `Keep '${use.name}' without its traceback`,
    safe: false,
    edits: [{ start: use.end, end: use.end, text: ".with_traceback(None)" }],
  };
}
