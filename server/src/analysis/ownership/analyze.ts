/** The ownership analysis of a file: scope by scope, those that acquire something. */
import { isTouched, type Range } from "../../base/text.js";
import type { Catalogue } from "../../catalogue/catalogue.js";
import { type Scope, ScopeTree } from "../../semantics/scopes.js";
import type { ClassDef, Module } from "../../syntax/ast.js";
import { TypeInference } from "../types.js";
import { type Chunk, ChunkCache, type Generation } from "./chunk-cache.js";
import type { FileContext } from "./context.js";
import type {
  LostResource,
  OverriddenRelease,
  OwnershipFacts,
  OwnerWithoutRelease,
  UnawaitedRelease,
  UnreleasedLock,
  UseAfterRelease,
} from "./facts.js";
import { Instances } from "./instances.js";
import { interestingScopes, type ScopeOwner } from "./interesting.js";
import { LocalCatalogue } from "./local-catalogue.js";
import { overriddenReleases } from "./overridden.js";
import { CLOSERS, ownersWithoutRelease } from "./owners.js";
import { droppedElements } from "./pools.js";
import { RaiseEvidence } from "./raises.js";
import { reboundAttributes, reopenedAttributes } from "./rebinding.js";
import { walkScope } from "./scope-walk.js";
import { FileSummaries } from "./summaries.js";
import { unawaitedReleases } from "./unawaited.js";

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

/** The same for a file that is edited: what an edit does not concern is not analysed again. */
export class EditedOwnership {
  private readonly cache = new ChunkCache();

  analyze(module: Module, text: string, library: Catalogue, changed?: readonly Range[]): OwnershipFacts {
    const catalogue = new LocalCatalogue(library);
    const known = this.cache.begin(module, text, library);
    const facts = new FileOwnership(module, text, catalogue, new FileSummaries(catalogue, "")).facts(known, changed);
    known.asked(catalogue.questions);
    return facts;
  }
}

/** The ownership analysis of one file: the context that all its scopes share. */
export class FileOwnership {
  private readonly tree: ScopeTree;
  private readonly file: FileContext;
  private readonly chunks: ReadonlySet<Chunk>;
  /** The scopes that are walked, as paths from the module down. */
  readonly interesting: readonly (readonly ScopeOwner[])[];

  constructor(
    readonly module: Module,
    readonly text: string,
    readonly catalogue: LocalCatalogue,
    private readonly summaries: FileSummaries,
  ) {
    this.tree = new ScopeTree(module);
    const types = new TypeInference(catalogue);
    this.file = {
      text,
      catalogue,
      tree: this.tree,
      types,
      instances: new Instances({ catalogue, tree: this.tree, types, summaries }),
      raises: new RaiseEvidence(),
      summaries,
      looksElsewhere: { yes: false },
    };
    this.chunks = new Set(
      module.body.flatMap((stmt) => (stmt.kind === "FunctionDef" || stmt.kind === "ClassDef" ? [stmt] : [])),
    );
    this.interesting = interestingScopes(module, text, catalogue);
    summaries.attach(this.file, new Set(this.interesting.flat()));
  }

  /** The scope of the module. */
  get scope(): Scope {
    return this.tree.module;
  }

  /** All facts of the file; what a cache knows to lose nothing is not walked. */
  facts(cache: Generation | null = null, changed?: readonly Range[]): OwnershipFacts {
    const facts = new Collected();
    const { interesting } = this;
    const { types } = this.file;
    const parts = { catalogue: this.catalogue, tree: this.tree, types, summaries: this.summaries };
    facts.unawaited.push(...unawaitedReleases(this.module, this.file.text, parts));
    if (interesting.length === 0 && ![...this.chunks].some(mayOverride)) return facts;
    const inChunks = new Map<ScopeOwner, (readonly ScopeOwner[])[]>();
    for (const path of interesting) {
      const top = path[1];
      // Definitions under an `if` or `try` of the module belong to no chunk.
      if (top === undefined || top.kind === "Module" || !this.chunks.has(top))
        this.summaries.settled(() => this.walk(path, facts));
      else inChunks.set(top, [...(inChunks.get(top) ?? []), path]);
    }
    for (const chunk of this.chunks) {
      if (changed !== undefined && !changed.some((range) => isTouched(chunk, range))) continue;
      const paths = inChunks.get(chunk) ?? [];
      const mayForget = chunk.kind === "ClassDef" && chunk.bases.length > 0;
      if (paths.length > 0 || mayForget) this.summaries.settled(() => this.chunk(chunk, paths, facts, cache));
    }
    return facts;
  }

  private chunk(
    chunk: Chunk,
    paths: readonly (readonly ScopeOwner[])[],
    facts: Collected,
    cache: Generation | null,
  ): void {
    const known = cache?.of(chunk);
    if (known?.isClean) return;
    const { looksElsewhere } = this.file;
    looksElsewhere.yes = false;
    const found = new Collected();
    const classes = new Map<ClassDef, Scope>();
    if (chunk.kind === "ClassDef") classes.set(chunk, this.tree.module);
    for (const path of paths) {
      let scope: Scope = this.tree.module;
      for (const node of path.slice(1)) {
        if (node.kind === "ClassDef") classes.set(node, scope);
        scope = this.tree.enter(node, scope);
      }
      this.walk(path, found);
    }
    for (const [node, home] of classes) {
      found.lost.push(...reboundAttributes(node, home, this.summaries, this.file.text));
      found.lost.push(...reopenedAttributes(node, home, this.summaries, this.file.text));
      found.lost.push(...droppedElements(node, home, this.summaries, this.file.text));
      found.owners.push(...ownersWithoutRelease(node, home, this.summaries, this.module, this.file));
      found.overridden.push(...overriddenReleases(node, home, this.summaries, this.file));
    }
    facts.add(found);
    if (known !== undefined) known.isClean = found.isEmpty && !looksElsewhere.yes;
  }

  /** Whether what was said since the last time depended on code elsewhere in the file. */
  lookedElsewhere(): boolean {
    const { yes } = this.file.looksElsewhere;
    this.file.looksElsewhere.yes = false;
    return yes;
  }

  private walk(path: readonly ScopeOwner[], facts: Collected): void {
    let scope: Scope = this.tree.module;
    for (const node of path.slice(1)) scope = this.tree.enter(node, scope);
    const node = path[path.length - 1] as ScopeOwner;
    const found = walkScope(this.file, node, scope);
    if (node.kind === "FunctionDef") this.summaries.noteStores(node, found.stores);
    facts.add(found.facts);
  }
}

/** Whether a class may take the place of what releases something in a base class. */
function mayOverride(chunk: Chunk): boolean {
  if (chunk.kind !== "ClassDef" || chunk.bases.length === 0) return false;
  return chunk.body.some((stmt) => stmt.kind === "FunctionDef" && CLOSERS.includes(stmt.name.name));
}

class Collected implements OwnershipFacts {
  readonly lost: LostResource[] = [];
  readonly locks: UnreleasedLock[] = [];
  readonly usesAfterRelease: UseAfterRelease[] = [];
  readonly owners: OwnerWithoutRelease[] = [];
  readonly overridden: OverriddenRelease[] = [];
  readonly unawaited: UnawaitedRelease[] = [];
  readonly abandoned: Range[] = [];

  get isEmpty(): boolean {
    return [this.lost, this.locks, this.usesAfterRelease, this.owners, this.overridden, this.abandoned].every(
      (list) => list.length === 0,
    );
  }

  add(other: OwnershipFacts): void {
    this.lost.push(...other.lost);
    this.locks.push(...other.locks);
    this.usesAfterRelease.push(...other.usesAfterRelease);
    this.owners.push(...(other.owners ?? []));
    this.overridden.push(...(other.overridden ?? []));
    this.abandoned.push(...(other.abandoned ?? []));
  }
}
