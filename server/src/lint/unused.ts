/** LK001: what is wrong with the suppression comments of a file, found after everything else. */
import type { Edit } from "../base/text.js";
import type { RuleFinding } from "../rules/define.js";
import { unusedSuppression } from "../rules/self/lk001.js";
import type { Comment, Module } from "../syntax/ast.js";
import type { RuleNames } from "./names.js";
import type { Code, Directive, SuppressionMatcher } from "./suppressions.js";

/** Findings on malformed, unknown and unused suppressions. `isOn` says which rules run on this file. */
export function* checkSuppressions(
  module: Module,
  text: string,
  matcher: SuppressionMatcher,
  names: RuleNames,
  isOn: (rule: string) => boolean,
  allOn: boolean,
): Iterable<RuleFinding> {
  for (const { range, message } of matcher.suppressions.malformed) yield { message, range, steps: [] };
  // A region that was not analysed might hold what a comment suppresses.
  const complete = module.problems.length === 0;
  for (const directive of matcher.suppressions.directives) {
    if (directive.codes === null) {
      if (directive.form === "noqa" || !complete || !allOn || matcher.isUsed(directive)) continue;
      yield {
        message: `Unused suppression: nothing to suppress ${directive.form === "ignore" ? "here" : "in this file"}`,
        range: directive.range,
        steps: [],
        fix: () => ({ title: "Remove the unused suppression", safe: true, edits: [removal(text, directive)] }),
      };
      continue;
    }
    yield* checkCodes(text, directive, directive.codes, matcher, names, isOn, complete);
  }
}

function* checkCodes(
  text: string,
  directive: Directive,
  codes: readonly Code[],
  matcher: SuppressionMatcher,
  names: RuleNames,
  isOn: (rule: string) => boolean,
  complete: boolean,
): Iterable<RuleFinding> {
  for (const code of codes) {
    const foreign = directive.form === "noqa" && !/^LK\d/i.test(code.text);
    if (foreign || code.rule === unusedSuppression.id) continue;
    const fix = () => ({
      title: `Remove '${code.text}' from the suppression`,
      safe: true,
      edits: [codes.length === 1 ? removal(text, directive) : codeRemoval(codes, code)],
    });
    if (code.rule === undefined) {
      const message = `Unknown rule '${code.text}' in suppression${names.suggestRule(code.text)}`;
      yield { message, range: code, steps: [], fix };
    } else if (complete && isOn(code.rule) && !matcher.isUsed(code)) {
      const message = `Unused suppression: no ${code.text} ${directive.form === "ignore-file" ? "in this file" : "here"}`;
      yield { message, range: code, steps: [], fix };
    }
  }
}

/** Takes the code away, with the separator before it, or behind it where it is the first. */
function codeRemoval(codes: readonly Code[], code: Code): Edit {
  const index = codes.indexOf(code);
  const next = codes[index + 1];
  const previous = codes[index - 1];
  if (previous !== undefined) return { start: previous.end, end: code.end, text: "" };
  return { start: code.start, end: next?.start ?? code.end, text: "" };
}

/** Takes a directive away; other parts of the comment stay, a line that held nothing else goes. */
function removal(text: string, { comment, range }: Directive): Edit {
  const before = comment.text.slice(0, range.start - comment.start);
  const after = comment.text.slice(range.end - comment.start);
  if (after.trim() !== "") {
    const skipped = after.length - after.trimStart().length;
    return { start: range.start, end: range.end + skipped, text: "" };
  }
  const whole = before.trim() === "";
  const start = whole ? skipBlanksBack(text, comment.start) : range.start - (before.length - before.trimEnd().length);
  if (!whole || !ownsLine(text, start)) return { start, end: comment.end, text: "" };
  return { start, end: behindLineEnd(text, comment), text: "" };
}

function skipBlanksBack(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && /[ \t\f]/.test(text.charAt(start - 1))) start--;
  return start;
}

function ownsLine(text: string, start: number): boolean {
  return start === 0 || text[start - 1] === "\n" || text[start - 1] === "\r";
}

function behindLineEnd(text: string, comment: Comment): number {
  if (text.startsWith("\r\n", comment.end)) return comment.end + 2;
  return Math.min(comment.end + 1, text.length);
}
