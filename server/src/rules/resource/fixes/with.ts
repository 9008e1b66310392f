/** `with` for a resource: bound to a name, or made inside an expression. */
import type { Edit } from "../../../base/text.js";
import type { AnnAssign, Assign, Node, Stmt } from "../../../syntax/ast.js";
import { contains, namesIn } from "../../../syntax/walk.js";
import type { Fix } from "../../define.js";
import { moveIntoBlock } from "./block.js";
import { endOf, Layout } from "./layout.js";
import { type Manager, managerOf } from "./manager.js";
import { type Place, placeOf } from "./place.js";
import { isDeletionOf, type Region, regionOf } from "./region.js";
import { isGuardedRelease, needlessReleases, waitsAnyway } from "./release.js";
import type { FixRequest } from "./request.js";
import { temporaryFix } from "./temporary.js";

/**
 * Hold the resource in a `with` block that is as short as its last use allows. Null when there is no block of the
 * same behaviour.
 */
export function withFix(request: FixRequest): Fix | null {
  const place = placeOf(request);
  if (place === null) return null;
  const { name } = request;
  if (name === null) return temporaryFix(request, place);
  return namedFix(request, place, name) ?? behindTryFix(request, place, name);
}

/** How the statement that acquires becomes the head of the block. */
interface Head {
  readonly edits: Edit[];
  /** A `pass` goes to the end of this line when the block is empty. */
  readonly end: number;
}

function namedFix(request: FixRequest, place: Place, name: string): Fix | null {
  return blockFix(request, place, name, (layout, manager, indent) => headOf(request, layout, manager, name, indent));
}

/**
 * `try: f = open(p)`, `except OSError: return`: the handlers all leave, so what follows the `try` can enter `f`.
 */
function behindTryFix(request: FixRequest, place: Place, name: string): Fix | null {
  const { levels, suite, index } = place;
  const owner = levels[levels.length - 1]?.owner;
  const outer = levels[levels.length - 2];
  if (owner?.kind !== "Try" || outer === undefined || suite !== owner.body || index !== suite.length - 1) return null;
  if (owner.orelse.length + owner.finalbody.length > 0 || owner.handlers.length === 0) return null;
  const { handlers } = owner;
  if (
    !handlers.every(({ body }) => leaves(body[body.length - 1], place) && !body.some((stmt) => namesIn(stmt).has(name)))
  )
    return null;
  const { statement } = request;
  if (statement.kind !== "Assign" || statement.value !== request.acquisition) return null;
  if (!simpleTarget(statement, name) && !bindsPlainly(statement, name)) return null;
  const behind: Place = { ...place, levels: levels.slice(0, -1), suite: outer.suite, index: outer.index };
  return blockFix(
    request,
    behind,
    name,
    (layout, manager, indent) => entering(layout, manager, name, endOf(owner), indent),
    1,
  );
}

/** Whether control never gets past the statement. */
function leaves(stmt: Stmt | undefined, place: Place): boolean {
  if (stmt === undefined) return false;
  if (stmt.kind === "ExprStmt" && stmt.value.kind === "Call") {
    return ["sys.exit", "os._exit"].includes(place.resolve(stmt.value.func) ?? "");
  }
  return stmt.kind === "Return" || stmt.kind === "Raise" || stmt.kind === "Continue" || stmt.kind === "Break";
}

/** Makes the head of the block; null where the text is not as simple as it must be. */
type MakeHead = (layout: Layout, manager: Manager, indent: string) => Head | null;

function blockFix(request: FixRequest, place: Place, name: string, makeHead: MakeHead, minimum = 0): Fix | null {
  const region = regionOf(request, place, { first: place.index + 1, name });
  const manager = managerOf(request, place);
  if (region === null || manager === null || region.last - region.first + 1 < minimum) return null;
  if (isEntered(place.suite[region.first], name)) return null;
  const isProcess = request.type.resource?.rule === "LK108";
  // A pool's `with` ends in `terminate`: work that nobody waited for would be lost.
  if ((isProcess && region.last < region.first) || request.type.resource?.release[0] === "terminate") return null;
  const layout = new Layout(request.text);
  for (const fold of region.ending.kind === "finally" ? [true, false] : [false]) {
    const edits = namedEdits(request, region, manager, layout, name, fold, makeHead);
    if (edits === null) continue;
    return {
      title: `Use '${manager.keyword}' for '${name}'`,
      safe: !isProcess || waitsAnyway(place.suite.slice(region.first, region.last + 1), name),
      edits,
    };
  }
  return null;
}

function namedEdits(
  request: FixRequest,
  region: Region,
  manager: Manager,
  layout: Layout,
  name: string,
  fold: boolean,
  makeHead: MakeHead,
): Edit[] | null {
  const { place } = region;
  const { suite } = place;
  const inside = suite.slice(region.first, region.last + 1);
  const ended = suite[region.ending.kind === "open" ? region.last + 1 : region.ending.index];
  const folded = fold && ended?.kind === "Try" ? ended : null;
  const closes = (stmt: Stmt): boolean => region.releases(stmt) || isGuardedRelease(stmt, name, region.releases);
  const removed: Stmt[] = folded === null ? needlessReleases(inside, closes) : [];
  // Between this release and the end of the block nothing happens: it was the end.
  if (region.ending.kind === "release" && ended !== undefined) removed.push(ended);
  else if (region.ending.kind === "open" && ended !== undefined && isDeletionOf(ended, name)) removed.push(ended);

  const block = moveIntoBlock({
    layout,
    module: request.module,
    place,
    first: region.first,
    last: region.last,
    removed,
    folded,
  });
  if (block === null) return null;
  const head = makeHead(layout, manager, block.indent);
  if (head === null) return null;
  if (block.isEmpty && inside.every((stmt) => !removed.includes(stmt))) {
    const end = head.end + layout.behind(head.end).length;
    const pass = `${layout.newlineAt(head.end)}${block.indent}${block.unit}pass`;
    const last = head.edits[head.edits.length - 1];
    // Two insertions at one place would depend on who comes first.
    if (last?.start === end) head.edits[head.edits.length - 1] = { ...last, text: last.text + pass };
    else head.edits.push({ start: end, end, text: pass });
  }
  return [...manager.edits, ...head.edits, ...block.edits];
}

function headOf(request: FixRequest, layout: Layout, manager: Manager, name: string, indent: string): Head | null {
  const { text, statement, module } = request;
  if (statement.kind !== "Assign" && statement.kind !== "AnnAssign") return null;
  const { value } = statement;
  if (value === null) return null;
  const isWhole = value === request.acquisition || (value.kind === "Await" && value.value === request.acquisition);
  if (!isWhole) return null;
  const simple = simpleTarget(statement, name);
  const equals = simple ? equalsBehind(text, statement) : null;
  if (equals !== null && request.type.resource?.entersOther !== true) {
    const hasComment = module.comments.some((comment) => comment.start > statement.start && comment.end < equals);
    if (hasComment) return null;
    const source = text.slice(equals, statement.end);
    const before = manager.wrapper === null ? `${manager.keyword} ` : `${manager.keyword} ${manager.wrapper}(`;
    const column = layout.lines.positionAt(equals).column;
    // What spans lines is moved only where no line of it may be text.
    const moved = contains(value, (node) => isText(node) && text.slice(node.start, node.end).includes("\n"))
      ? source
      : realigned(source, column, before.length - (equals - statement.start));
    const behind = manager.wrapper === null ? "" : ")";
    return {
      edits: [{ start: statement.start, end: statement.end, text: `${before}${moved}${behind} as ${name}:` }],
      end: statement.end,
    };
  }
  // `connection, address = listener.accept()`: keep the assignment, and enter what it bound.
  if (statement.kind === "AnnAssign" || (!simple && !bindsPlainly(statement, name))) return null;
  return entering(layout, manager, name, statement.end, indent);
}

function isText(node: Node): boolean {
  return node.kind === "JoinedStr" || (node.kind === "Constant" && (node.type === "str" || node.type === "bytes"));
}

/**
 * An expression that stood at a column and moves `by` columns to the right: where its second line was aligned with a
 * bracket of the first, the lines move along.
 */
function realigned(source: string, column: number, by: number): string {
  const [first = "", ...rest] = source.split("\n");
  const indentOf = (line: string): number => line.length - line.trimStart().length;
  const aligned = indentOf(rest[0] ?? "");
  if (rest.length === 0 || !"([{".includes(first[aligned - column - 1] || "-")) return source;
  const move = (line: string): string => {
    if (line.trim() === "" || indentOf(line) < aligned) return line;
    return by >= 0 ? " ".repeat(by) + line : line.slice(Math.min(-by, indentOf(line)));
  };
  return [first, ...rest.map(move)].join("\n");
}

/** Whether the statement is a `with` over the resource: there is nothing to add. */
function isEntered(stmt: Stmt | undefined, name: string): boolean {
  const context = stmt?.kind === "With" ? stmt.items[0]?.context : undefined;
  const [inner] = context?.kind === "Call" ? context.args : [context];
  return inner?.kind === "Name" && inner.name === name;
}

/** A `with` over what a name holds already, on a line of its own behind `offset`. */
function entering(layout: Layout, manager: Manager, name: string, offset: number, indent: string): Head {
  const end = offset + layout.behind(offset).length;
  const wrapped = manager.wrapper === null ? name : `${manager.wrapper}(${name})`;
  const text = `${layout.newlineAt(offset)}${indent}${manager.keyword} ${wrapped}:`;
  return { edits: [{ start: end, end, text }], end };
}

function simpleTarget(statement: Assign | AnnAssign, name: string): boolean {
  const targets = statement.kind === "Assign" ? statement.targets : [statement.target];
  const [target] = targets;
  return targets.length === 1 && target?.kind === "Name" && target.name === name;
}

/** One tuple target with the name as an element of its own. */
function bindsPlainly(statement: Assign, name: string): boolean {
  const [target] = statement.targets;
  if (statement.targets.length !== 1 || (target?.kind !== "Tuple" && target?.kind !== "List")) return false;
  return target.elts.filter((element) => element.kind === "Name" && element.name === name).length === 1;
}

/** The offset of the value's source, parentheses included; null where the text is not as simple as that. */
function equalsBehind(text: string, statement: Assign | AnnAssign): number | null {
  const before = statement.kind === "Assign" ? statement.targets[0]?.end : statement.annotation.end;
  if (before === undefined || text[statement.start] === "(") return null;
  const equals = /^[ \t)\]\\\r\n]*=(?:[ \t]|\\\r?\n)*/.exec(text.slice(before, statement.end));
  return equals === null ? null : before + equals[0].length;
}
