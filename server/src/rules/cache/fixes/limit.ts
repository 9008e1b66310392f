/** Fixes that limit a container. */

import type { GrowingContainer } from "../../../analysis/growth/growing.js";
import type { Growth } from "../../../analysis/growth/operations.js";
import { accessOf } from "../../../analysis/model/access.js";
import type { Edit } from "../../../base/text.js";
import type { Expr } from "../../../syntax/ast.js";
import type { Fix, RuleContext } from "../../define.js";
import { importedName } from "../../resource/fixes/imports.js";
import { before, LIMIT } from "./statement.js";

/** A `deque` with `maxlen` for a list, an eviction before each insertion into a dictionary or set; null for others. */
export function limitContainer(context: RuleContext, container: GrowingContainer): Fix | null {
  const { holder, growths } = container;
  if (growths.some(({ depth }) => depth > 0)) return null;
  switch (holder.made.typeName) {
    case "builtins.list":
      return asDeque(context, container);
    case "collections.deque":
      return withArgument(container, `maxlen=${LIMIT}`);
    case "builtins.dict":
    case "collections.OrderedDict":
    case "collections.defaultdict":
      return evicting(context, container, (growth, name) => [
        [0, `if ${keyTest(context, growth, name)}len(${name}) >= ${LIMIT}:`],
        [1, `del ${name}[next(iter(${name}))]`],
      ]);
    case "builtins.set":
      return evicting(context, container, (growth, name) => [
        [0, `if ${keyTest(context, growth, name)}len(${name}) >= ${LIMIT}:`],
        [1, `${name}.pop()`],
      ]);
    default:
      return null;
  }
}

/** `maxsize` for a queue that has none. */
export function limitQueue(_context: RuleContext, container: GrowingContainer): Fix | null {
  if (container.holder.made.type.limit === undefined) return null;
  return withArgument(container, `maxsize=${LIMIT}`);
}

/** Removes dead weak references before one is added. */
export function pruneDead(context: RuleContext, container: GrowingContainer): Fix | null {
  const { holder, growths } = container;
  if (growths.some(({ depth, values }) => depth > 0 || values[0]?.kind !== "Call")) return null;
  const name = `'${holder.name}'`;
  if (holder.made.typeName === "builtins.list") {
    const edits = editsFor(context, growths, (_growth, text) => [
      [0, `${text}[:] = [ref for ref in ${text} if ref() is not None]`],
    ]);
    return edits === null
      ? null
      : { title: `Remove dead references from ${name} before one is added`, safe: false, edits };
  }
  if (holder.made.typeName !== "builtins.dict") return null;
  const edits = editsFor(context, growths, (_growth, text) => [
    [0, `for dead in [key for key, ref in ${text}.items() if ref() is None]:`],
    [1, `del ${text}[dead]`],
  ]);
  return edits === null
    ? null
    : { title: `Remove dead references from ${name} before one is added`, safe: false, edits };
}

function asDeque(context: RuleContext, container: GrowingContainer): Fix | null {
  const { holder, growths } = container;
  const { value } = holder.made;
  const isEmpty =
    value.kind === "List"
      ? value.elts.length === 0
      : value.kind === "Call" && value.args.length === 0 && value.keywords.length === 0;
  if (!isEmpty || growths.some(({ how }) => !/^(?:append\(\)|extend\(\)|append|\+=)$/.test(how))) return null;
  // Slices, sorting and '+' are beyond a deque.
  const beyond = new RegExp(
    `\\b${holder.shortName}\\s*(?:\\[[^\\]\\n]*:|\\.sort\\b|\\+[^=]|\\*|==)|[+=]=\\s*(?:\\w+\\.)*${holder.shortName}\\b`,
  );
  if (beyond.test(context.text) || !suitsDeque(context, holder.shortName)) return null;
  const deque = importedName(context.text, context.module, "collections", "deque", value.start);
  if (deque === null) return null;
  return {
    title: `Keep the last ${LIMIT} entries of '${holder.name}'`,
    safe: false,
    edits: [...deque.edits, { start: value.start, end: value.end, text: `${deque.expression}(maxlen=${LIMIT})` }],
  };
}

/** Functions that take anything that can be iterated over. */
const TAKES_ANY =
  /^(?:len|list|tuple|set|frozenset|sorted|sum|min|max|any|all|enumerate|reversed|iter|next|print|str|repr|bool|zip|map|filter|join|extend|update|Counter|chain|islice|mean|median|stdev|deque|isinstance)$/;
const OF_BOTH = /^(?:append|extend|clear|copy|count|index|insert|pop|remove|reverse)$/;

/** Whether all that the file does to what has the name works for a deque as for a list. */
function suitsDeque({ model }: RuleContext, name: string): boolean {
  return model.units.every((unit) =>
    [
      ...unit.attributes.filter(({ attr }) => attr.name === name),
      ...unit.names.filter((one) => one.name === name),
    ].every((node) => {
      const access = accessOf(node, unit.parentOf);
      switch (access.kind) {
        case "call":
          return OF_BOTH.test(access.method);
        case "argument": {
          const { func } = access.call;
          return TAKES_ANY.test(func.kind === "Attribute" ? func.attr.name : func.kind === "Name" ? func.name : "");
        }
        case "return":
        case "alias":
        case "attribute":
        case "delete-item":
          return false;
        default:
          return true;
      }
    }),
  );
}

function withArgument(container: GrowingContainer, argument: string): Fix | null {
  const { holder } = container;
  const { value } = holder.made;
  if (value.kind !== "Call" || value.args.length > 0 || value.keywords.length > 0) return null;
  return {
    title: `Limit '${holder.name}' to ${LIMIT} entries`,
    safe: false,
    edits: [{ start: value.end - 1, end: value.end - 1, text: argument }],
  };
}

type Lines = (growth: Growth, name: string) => readonly (readonly [number, string])[];

function evicting(context: RuleContext, container: GrowingContainer, lines: Lines): Fix | null {
  const { holder, growths } = container;
  if (growths.some(({ key, how }) => key === null || how === "|=" || how === "{**…}")) return null;
  const edits = editsFor(context, growths, lines);
  return edits === null
    ? null
    : { title: `Drop an entry of '${holder.name}' once it has ${LIMIT}`, safe: false, edits };
}

function editsFor(context: RuleContext, growths: readonly Growth[], lines: Lines): readonly Edit[] | null {
  const edits: Edit[] = [];
  for (const growth of growths) {
    const { node } = growth;
    const edit = before(context.text, growth, lines(growth, context.text.slice(node.start, node.end)));
    if (edit === null) return null;
    if (!edits.some(({ start }) => start === edit.start)) edits.push(edit);
  }
  return edits;
}

/** A key that is there already takes no room: asked where the key is cheap to write twice. */
function keyTest(context: RuleContext, { key, unit, node }: Growth, name: string): string {
  if (key === null || !isCheap(key)) return "";
  for (let at = unit.parentOf(node); at !== null; at = unit.parentOf(at)) {
    if (at.kind === "If" && at.test.kind === "Compare" && at.test.ops[0] === "not in") return "";
  }
  return `${context.text.slice(key.start, key.end)} not in ${name} and `;
}

function isCheap(key: Expr): boolean {
  return key.kind === "Name" || (key.kind === "Attribute" && isCheap(key.value));
}
