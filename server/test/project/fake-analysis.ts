/**
 * A small analysis with foreseeable exports: a function gives what the call it returns gives; a class is a resource
 * where it has a `close` or its base is one; `name = call()` in a function that neither closes nor returns the name
 * loses it.
 */

import type { LostResource } from "../../src/analysis/ownership/facts.js";
import type { Catalogue } from "../../src/catalogue/catalogue.js";
import type { CallableEntry, TypeEntry, ValueSpec } from "../../src/catalogue/schema.js";
import type { AnalyzeFile } from "../../src/project/analyse.js";
import { resolveReferent } from "../../src/semantics/names.js";
import { type Scope, ScopeTree } from "../../src/semantics/scopes.js";
import type { Call, ClassDef, Expr, FunctionDef, Stmt } from "../../src/syntax/ast.js";

/** What a file's analysis asks and gives; `analysed` names the modules in the order of their analyses. */
export class FakeAnalysis {
  readonly analysed: string[] = [];

  readonly analyze: AnalyzeFile = (module, _text, catalogue, moduleName) => {
    this.analysed.push(moduleName);
    const callables = new Map<string, CallableEntry>();
    const types = new Map<string, TypeEntry>();
    const file = new FakeFile(new ScopeTree(module), catalogue, moduleName, types);
    const lost: LostResource[] = [];
    const read = (block: readonly Stmt[], prefix: string): void => {
      for (const stmt of block) {
        if (stmt.kind === "FunctionDef") {
          const returns = file.resultOf(stmt);
          if (returns !== null) callables.set(prefix + stmt.name.name, { returns });
        } else if (stmt.kind === "ClassDef") {
          const type = file.typeOf(stmt);
          if (type !== null) {
            types.set(stmt.name.name, type);
            callables.set(stmt.name.name, { returns: `${moduleName}.${stmt.name.name}` });
          }
          read(stmt.body, `${stmt.name.name}.`);
        }
      }
    };
    read(module.body, "");
    for (const stmt of module.body) if (stmt.kind === "FunctionDef") lost.push(...file.losses(stmt));
    return { facts: { lost, locks: [], usesAfterRelease: [] }, exports: { callables, types } };
  };
}

class FakeFile {
  constructor(
    readonly tree: ScopeTree,
    readonly catalogue: Catalogue,
    readonly moduleName: string,
    readonly types: Map<string, TypeEntry>,
  ) {}

  resultOf(node: FunctionDef, depth = 0): ValueSpec | null {
    const last = node.body.at(-1);
    if (last?.kind !== "Return" || last.value === null) return null;
    return this.valueOf(last.value, this.tree.enter(node, this.tree.module), depth);
  }

  typeOf(node: ClassDef): TypeEntry | null {
    const own = node.body.some((stmt) => stmt.kind === "FunctionDef" && stmt.name.name === "close");
    const noun = node.name.name;
    if (own) return { noun, resource: { release: ["close"], with: "none" } };
    for (const base of node.bases) {
      const referent = this.#referent(base, this.tree.module);
      if (referent?.kind === "class") {
        const type = this.typeOf(referent.node);
        if (type !== null) return { ...type, noun };
      }
      const type = referent?.kind === "qualified" ? this.catalogue.typeOfClass(referent.name) : undefined;
      if (type !== undefined && this.catalogue.type(type)?.resource) return { noun, extends: type };
    }
    return null;
  }

  losses(node: FunctionDef): LostResource[] {
    const scope = this.tree.enter(node, this.tree.module);
    return node.body.flatMap((stmt, index): LostResource[] => {
      if (stmt.kind !== "Assign" || stmt.value.kind !== "Call") return [];
      const [target] = stmt.targets;
      const spec = this.valueOf(stmt.value, scope, 0);
      const type = typeof spec === "string" ? (this.types.get(spec) ?? this.catalogue.type(spec)) : undefined;
      if (target?.kind !== "Name" || type?.resource === undefined || node.body.length > index + 1) return [];
      const call: Call = stmt.value;
      return [
        {
          loss: "end-of-scope",
          acquisition: call,
          statement: stmt,
          scope: node,
          type,
          typeName: String(spec),
          callee: "call",
          name: target.name,
          releasedElsewhere: false,
          evident: true,
          trace: [{ kind: "acquire", message: "opened here", range: call }],
        },
      ];
    });
  }

  valueOf(expr: Expr, scope: Scope, depth: number): ValueSpec | null {
    if (expr.kind !== "Call" || depth > 8) return null;
    const referent = this.#referent(expr.func, scope);
    if (referent?.kind === "function") return this.resultOf(referent.node, depth + 1);
    if (referent?.kind === "class")
      return this.typeOf(referent.node) === null ? null : `${this.moduleName}.${referent.node.name.name}`;
    if (referent?.kind !== "qualified") return null;
    const last = referent.name.slice(referent.name.lastIndexOf(".") + 1);
    // As the real one, which looks only at scopes with a call of such a name.
    if (!this.catalogue.acquiringNames.has(last)) return null;
    return this.catalogue.callable(referent.name)?.returns ?? null;
  }

  #referent(expr: Expr, scope: Scope) {
    return resolveReferent(expr, scope, (name) => this.catalogue.callable(name) !== undefined);
  }
}
