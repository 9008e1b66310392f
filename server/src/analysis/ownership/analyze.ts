/** The ownership analysis of a file: scope by scope, those that acquire something. */
import type { Range } from "../../base/text.js";
import type { Catalogue } from "../../catalogue/catalogue.js";
import { type Scope, ScopeTree } from "../../semantics/scopes.js";
import type { ClassDef, Module } from "../../syntax/ast.js";
import { TypeInference } from "../types.js";
import type { FileContext } from "./context.js";
import type { LostResource, OwnershipFacts, OwnerWithoutRelease, UnreleasedLock, UseAfterRelease } from "./facts.js";
import { interestingScopes, type ScopeOwner } from "./interesting.js";
import { ownersWithoutRelease } from "./owners.js";
import { RaiseEvidence } from "./raises.js";
import { reboundAttributes } from "./rebinding.js";
import { walkScope } from "./scope-walk.js";
import { FileSummaries, LocalCatalogue } from "./summaries.js";

/**
 * What becomes of the resources that a file acquires.
 *
 * A scope that is too complex for the budget, or holds code that does not parse, contributes nothing.
 */
export function analyzeOwnership(module: Module, text: string, library: Catalogue, moduleName = ""): OwnershipFacts {
  const catalogue = new LocalCatalogue(library);
  const summaries = new FileSummaries(catalogue, moduleName);
  return new FileOwnership(module, text, catalogue, summaries).facts();
}

/** The ownership analysis of one file: the context that all its scopes share. */
export class FileOwnership {
  private readonly tree: ScopeTree;
  private readonly file: FileContext;
  /** The scopes that are walked, as paths from the module down. */
  readonly interesting: readonly (readonly ScopeOwner[])[];

  constructor(
    readonly module: Module,
    private readonly text: string,
    readonly catalogue: LocalCatalogue,
    private readonly summaries: FileSummaries,
  ) {
    this.tree = new ScopeTree(module);
    this.file = {
      text,
      catalogue,
      tree: this.tree,
      types: new TypeInference(catalogue),
      raises: new RaiseEvidence(),
      summaries,
    };
    this.interesting = interestingScopes(module, catalogue.acquiringNames);
    summaries.attach(this.file, new Set(this.interesting.flat()));
  }

  /** The scope of the module. */
  get scope(): Scope {
    return this.tree.module;
  }

  facts(): OwnershipFacts {
    const facts = {
      lost: [] as LostResource[],
      locks: [] as UnreleasedLock[],
      usesAfterRelease: [] as UseAfterRelease[],
      owners: [] as OwnerWithoutRelease[],
      abandoned: [] as Range[],
    };
    const { interesting } = this;
    if (interesting.length === 0) return facts;
    const classes = new Map<ClassDef, Scope>();
    for (const stmt of this.module.body) {
      if (stmt.kind === "ClassDef" && stmt.bases.length > 0) classes.set(stmt, this.tree.module);
    }
    for (const path of interesting) {
      let scope: Scope = this.tree.module;
      for (const node of path.slice(1)) {
        if (node.kind === "ClassDef") classes.set(node, scope);
        scope = this.tree.enter(node, scope);
      }
      const found = walkScope(this.file, path[path.length - 1] as ScopeOwner, scope).facts;
      facts.lost.push(...found.lost);
      facts.locks.push(...found.locks);
      facts.usesAfterRelease.push(...found.usesAfterRelease);
      facts.abandoned.push(...(found.abandoned ?? []));
    }
    for (const [node, home] of classes) {
      facts.lost.push(...reboundAttributes(node, home, this.summaries, this.text));
      facts.owners.push(...ownersWithoutRelease(node, home, this.summaries, this.module, this.text));
    }
    return facts;
  }
}
