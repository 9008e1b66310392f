/** Methods, and lines of methods, that release what an object owns. Suggestions: who uses the class must call them. */
import type { OwnerWithoutRelease } from "../../../analysis/ownership/facts.js";
import type { Edit } from "../../../base/text.js";
import type { ClassDef, Expr, FunctionDef, Module, Stmt } from "../../../syntax/ast.js";
import type { Fix } from "../../define.js";
import { importedName } from "./imports.js";
import { endOf, Layout } from "./layout.js";

/** What the fix must know: the file, and all attributes that its classes forget. */
export interface OwnerRequest {
  readonly text: string;
  readonly module: Module;
  readonly owners: readonly OwnerWithoutRelease[];
}

/** Rules that may have something to say once a class can be released: its users have to do it. */
const REVEALS: readonly string[] = ["LK101", "LK102", "LK103", "LK109"];

/**
 * Give the class `close`, `__enter__` and `__exit__`; or its forgetful method the missing line. Null where the
 * attribute may not be there when that line runs, or the layout forbids.
 */
export function ownerFix(request: OwnerRequest, owner: OwnerWithoutRelease): Fix | null {
  if (owner.onSuccessOnly === true) return null;
  const method = owner.forgetfulMethod === null ? undefined : methodAt(owner.owner, owner.forgetfulMethod.range.start);
  // Which arguments the inherited method takes says another file.
  if (owner.forgetfulMethod === null && owner.inheritedCloser !== undefined) return null;
  if (owner.forgetfulMethod === null) return closeMethodOnce(request, owner.owner);
  if (method === undefined) return null;
  return owner.inheritedFrom === undefined
    ? missingLine(request, owner, method)
    : superCall(request, method, owner.inheritedFrom);
}

/** By what a file forgets, and class. */
const known = new WeakMap<readonly OwnerWithoutRelease[], Map<ClassDef, Fix | null>>();

/** All that one class forgets has the same fix. */
function closeMethodOnce(request: OwnerRequest, node: ClassDef): Fix | null {
  const fixes = known.get(request.owners) ?? new Map<ClassDef, Fix | null>();
  known.set(request.owners, fixes);
  let fix = fixes.get(node);
  if (fix === undefined) {
    fix = closeMethod(request, node);
    fixes.set(node, fix);
  }
  return fix;
}

/** `close` for all that the class forgets, and the two methods of a `with` statement. */
function closeMethod(request: OwnerRequest, node: ClassDef): Fix | null {
  const { text, owners } = request;
  const layout = new Layout(text);
  const forgotten = owners.filter((one) => one.owner === node && one.forgetfulMethod === null);
  const methods = methodsOf(node);
  const [first] = methods;
  const last = node.body[node.body.length - 1];
  const indent = first === undefined ? null : layout.indentOf(first);
  const body = first?.body[0];
  const inner = body === undefined ? null : layout.indentOf(body);
  if (last === undefined || indent === null || indent === "" || !inner?.startsWith(indent) || inner === indent)
    return null;
  const isAwaited = forgotten.some(({ type }) => type.resource?.awaitRelease === true);
  const releases: Release[] = [];
  for (const owner of [...forgotten].reverse()) {
    const release = releaseOf(request, owner, "self", isAwaited);
    if (release === null) return null;
    releases.push(release);
  }
  const has = (name: string): boolean => methods.some((method) => method.name.name === name);
  const [def, enter, exit, wait] = isAwaited
    ? ["async def", "__aenter__", "__aexit__", "await "]
    : ["def", "__enter__", "__exit__", ""];
  const parts = [[`${indent}${def} close(self):`, ...releases.flatMap((one) => one.lines(inner))]];
  if (!has(enter)) parts.push([`${indent}${def} ${enter}(self):`, `${inner}return self`]);
  parts.push([`${indent}${def} ${exit}(self, *exc_info):`, `${inner}${wait}self.close()`]);
  const end = endOf(last);
  const at = end + layout.behind(end).length;
  const newline = layout.newlineAt(node.start);
  const added = parts.map((lines) => newline + newline + lines.join(newline)).join("");
  const names = has(enter) ? `'close' and '${exit}'` : `'close', '${enter}' and '${exit}'`;
  return {
    title: `Add ${names} to '${node.name.name}'`,
    safe: false,
    reveals: REVEALS,
    edits: [...distinct(releases.flatMap((one) => one.edits)), { start: at, end: at, text: added }],
  };
}

/** The release of one attribute at the end of the method that forgets it. */
function missingLine(request: OwnerRequest, owner: OwnerWithoutRelease, method: FunctionDef): Fix | null {
  const self = method.params.all[0]?.name;
  const release = self === undefined ? null : releaseOf(request, owner, self, method.isAsync);
  if (release === null) return null;
  const edit = atEnd(request.text, method, release.lines);
  if (edit === null) return null;
  const title = `Release 'self.${owner.attribute}' in '${method.name.name}'`;
  return { title, safe: false, reveals: REVEALS, edits: [...release.edits, edit] };
}

/** The method that a class in another file releases by, called at the end of the one that overrides it. */
export function overridingFix(text: string, node: ClassDef, at: number): Fix | null {
  const method = methodAt(node, at);
  const [, ...params] = method?.params.all ?? [];
  const name = method?.name.name ?? "";
  // What is handed on besides, and whether that is awaited, says a file that is not at hand.
  if (method === undefined || method.isAsync || (params.length > 0 && name !== "__exit__")) return null;
  const passed = params.map((param) => (param.form === "varPositional" ? `*${param.name}` : param.name)).join(", ");
  const edit = atEnd(text, method, (indent) => [`${indent}super().${name}(${passed})`]);
  return edit === null ? null : { title: `Call 'super().${name}()'`, safe: false, reveals: REVEALS, edits: [edit] };
}

/** The overridden method of the base class, called at the end. */
function superCall({ text, module }: OwnerRequest, method: FunctionDef, baseName: string): Fix | null {
  const name = method.name.name;
  const base = module.body.find((stmt): stmt is ClassDef => stmt.kind === "ClassDef" && stmt.name.name === baseName);
  const overridden = base === undefined ? undefined : methodsOf(base).find((one) => one.name.name === name);
  if (overridden === undefined || (overridden.isAsync && !method.isAsync)) return null;
  const [, ...params] = method.params.all;
  const [, ...wanted] = overridden.params.all;
  const isExit = /^__a?exit__$/.test(name);
  if (!isExit && wanted.some((param) => param.default === null && !param.form.startsWith("var"))) return null;
  const passed = params.map((param) => (param.form === "varPositional" ? `*${param.name}` : param.name)).join(", ");
  const call = `${overridden.isAsync ? "await " : ""}super().${name}(${isExit ? passed : ""})`;
  const edit = atEnd(text, method, (indent) => [`${indent}${call}`]);
  return edit === null ? null : { title: `Call 'super().${name}()'`, safe: false, reveals: REVEALS, edits: [edit] };
}

interface Release {
  lines(indent: string): readonly string[];
  readonly edits: readonly Edit[];
}

/** The lines that release an attribute; null where it may be missing at that time, or cannot be released there. */
function releaseOf(
  { text, module }: OwnerRequest,
  { owner, attribute, statement, type }: OwnerWithoutRelease,
  self: string,
  canAwait: boolean,
): Release | null {
  const target = `${self}.${attribute}`;
  const [method] = type.resource?.release ?? [];
  const isAwaited = type.resource?.awaitRelease === true;
  if (isAwaited && !canAwait) return null;
  const init = methodsOf(owner).find((one) => one.name.name === "__init__");
  const isAlwaysThere = init?.body.includes(statement) === true;
  const isNoneBefore =
    init?.body.some((stmt) => targetsOf(stmt).some((one) => isAttribute(one, attribute)) && isNone(stmt)) === true ||
    owner.body.some(
      (stmt) => targetsOf(stmt).some((one) => one.kind === "Name" && one.name === attribute) && isNone(stmt),
    );
  if (!isAlwaysThere && !isNoneBefore) return null;
  let call = `${isAwaited ? "await " : ""}${target}.${method}()`;
  let edits: readonly Edit[] = [];
  if (method === undefined) {
    const [qualified] = type.resource?.releaseFunctions ?? [];
    if (qualified === undefined) return null;
    const dot = qualified.lastIndexOf(".");
    const called = importedName(text, module, qualified.slice(0, dot), qualified.slice(dot + 1), owner.start);
    if (called === null) return null;
    call = `${called.expression}(${target})`;
    edits = called.edits;
  }
  return {
    edits,
    lines: (indent) =>
      isAlwaysThere && !isNoneBefore
        ? [`${indent}${call}`]
        : [`${indent}if ${target} is not None:`, `${indent}${unitOf(indent)}${call}`],
  };
}

/** An insertion of lines behind the last statement of a method, or before the `return` that ends it. */
function atEnd(text: string, method: FunctionDef, lines: (indent: string) => readonly string[]): Edit | null {
  const layout = new Layout(text);
  const last = method.body[method.body.length - 1];
  const indent = last === undefined ? null : layout.indentOf(last);
  if (last === undefined || indent === null || !layout.hasOwnLines(last)) return null;
  const newline = layout.newlineAt(method.start);
  const added = lines(indent);
  if (last.kind === "Return" || last.kind === "Raise") {
    const { start } = layout.linesOf(last);
    return { start, end: start, text: added.map((line) => line + newline).join("") };
  }
  const end = endOf(last);
  const at = end + layout.behind(end).length;
  return { start: at, end: at, text: added.map((line) => newline + line).join("") };
}

/** One step of the indentation of a method's body, which is two steps deep. */
function unitOf(indent: string): string {
  return indent.includes("\t") ? "\t" : " ".repeat(Math.max(1, Math.floor(indent.length / 2)));
}

function methodsOf(node: ClassDef): FunctionDef[] {
  return node.body.filter((stmt) => stmt.kind === "FunctionDef");
}

function methodAt(node: ClassDef, offset: number): FunctionDef | undefined {
  return methodsOf(node).find((method) => method.name.start === offset);
}

function targetsOf(stmt: Stmt): readonly Expr[] {
  return stmt.kind === "Assign" ? stmt.targets : stmt.kind === "AnnAssign" ? [stmt.target] : [];
}

function isAttribute(expr: Expr, attribute: string): boolean {
  return expr.kind === "Attribute" && expr.attr.name === attribute;
}

function isNone(stmt: Stmt): boolean {
  const value = stmt.kind === "Assign" || stmt.kind === "AnnAssign" ? stmt.value : null;
  return value?.kind === "Constant" && value.type === "None";
}

function distinct(edits: readonly Edit[]): Edit[] {
  const seen = new Set<string>();
  return edits.filter((edit) => {
    const key = `${edit.start}:${edit.text}`;
    return !seen.has(key) && seen.add(key).size > 0;
  });
}
