/** The files around a file that import it, or that it imports, directly or not, and what they mention. */
import path from "node:path";
import { type Mention, scanMentions } from "../analysis/mentions.js";
import { type ImportRequest, scanImports } from "./imports.js";
import type { ModuleMap } from "./modules.js";

/** What the neighbours need of their host. */
export interface NeighbourParts {
  readonly map: ModuleMap;
  /** A file's present text; null where it cannot be read. */
  readonly read: (file: string) => string | null;
}

/** What is remembered of a file's text. */
interface Known {
  readonly imports: readonly ImportRequest[];
  readonly mentions: ReadonlySet<Mention>;
}

interface Question {
  readonly mentions: readonly Mention[];
  /** Files that are not asked. */
  readonly seen: readonly string[];
  readonly answer: boolean;
}

interface Project {
  readonly files: Set<string>;
  /** For each file all that are connected with it; null until needed. */
  groups: ReadonlyMap<string, readonly string[]> | null;
  isRead: boolean;
}

/** So many files of a project are looked at; what is beyond refutes nothing. */
const MAX_FILES = 20_000;

const NOTHING: Known = { imports: [], mentions: new Set() };

/**
 * Answers whether code elsewhere in a project refutes a finding. A project's files are read when its first question
 * comes. Tests refute nothing of what is no test: a cache that only a test clears grows.
 */
export class Neighbours {
  readonly #projects = new Map<string, Project>();
  readonly #known = new Map<string, Known>();
  /** What was asked for a file, and what was answered. */
  readonly #asked = new Map<string, Map<string, Question>>();
  readonly #stale = new Set<string>();
  /** Whether answers may be others than before. */
  #isDirty = false;

  constructor(readonly parts: NeighbourParts) {}

  /** Whether another file that is connected with `file` by imports, and not `seen`, mentions one of these. */
  refute(file: string, mentions: readonly Mention[], seen: readonly string[] = []): boolean {
    const answer = this.#answer(file, mentions, seen);
    const asked = this.#asked.get(file) ?? new Map();
    this.#asked.set(file, asked);
    asked.set([...mentions, ...seen].join("\n"), { mentions, seen, answer });
    return answer;
  }

  /** The text of a file may have changed: answers follow from the next call of `outdated` on. */
  changed(file: string): void {
    this.#stale.add(file);
  }

  /** Files came or went, or anything may have changed: read them again when next needed. */
  layoutChanged(): void {
    this.#projects.clear();
    this.#known.clear();
    this.#isDirty = true;
  }

  /** The files for which an earlier answer does not hold any more; they are asked anew. */
  outdated(): readonly string[] {
    for (const file of this.#stale) this.#readAgain(file);
    this.#stale.clear();
    if (!this.#isDirty) return [];
    this.#isDirty = false;
    const files: string[] = [];
    for (const [file, asked] of this.#asked) {
      if ([...asked.values()].every(({ mentions, seen, answer }) => this.#answer(file, mentions, seen) === answer))
        continue;
      this.#asked.delete(file);
      files.push(file);
    }
    return files;
  }

  /** Read the files of a file's project, a turn for others between any two, so that a question need not. */
  async prepare(file: string, isOver: () => Promise<boolean>): Promise<void> {
    const project = this.#projectOf(file);
    if (project.isRead) return;
    for (const one of project.files) {
      if (await isOver()) return;
      if (!this.#known.has(one)) this.#scan(one);
    }
    project.isRead = true;
  }

  #answer(file: string, mentions: readonly Mention[], seen: readonly string[]): boolean {
    const project = this.#projectOf(file);
    project.groups ??= this.#grouped(project);
    const ownIsTest = isTest(file);
    return (project.groups.get(file) ?? []).some((other) => {
      if (other === file || seen.includes(other) || (!ownIsTest && isTest(other))) return false;
      const { mentions: known } = this.#of(other);
      return mentions.some((mention) => known.has(mention));
    });
  }

  #readAgain(file: string): void {
    const project = this.#projects.get(this.parts.map.projectRoot(file));
    if (project === undefined) return;
    const before = this.#known.get(file);
    const now = this.#scan(file);
    if (before === undefined || !sameImports(before, now)) project.groups = null;
    else if (sameMentions(before, now)) return;
    project.files.add(file);
    this.#isDirty = true;
  }

  #projectOf(file: string): Project {
    const root = this.parts.map.projectRoot(file);
    let project = this.#projects.get(root);
    if (project === undefined) {
      project = { files: new Set(this.parts.map.filesBelow(root, MAX_FILES)), groups: null, isRead: false };
      this.#projects.set(root, project);
    }
    return project;
  }

  /** The files in groups that imports connect, whatever their direction. */
  #grouped(project: Project): ReadonlyMap<string, readonly string[]> {
    const leaders = new Map<string, string>();
    const leaderOf = (file: string): string => {
      let at = file;
      for (let next = leaders.get(at); next !== undefined && next !== at; next = leaders.get(at)) at = next;
      leaders.set(file, at);
      return at;
    };
    for (const file of project.files) {
      for (const edge of this.parts.map.filesOf(file, this.#of(file).imports))
        leaders.set(leaderOf(edge), leaderOf(file));
    }
    const members = new Map<string, string[]>();
    for (const file of project.files) {
      const leader = leaderOf(file);
      const known = members.get(leader);
      if (known === undefined) members.set(leader, [file]);
      else known.push(file);
    }
    return new Map([...project.files].map((file) => [file, members.get(leaderOf(file)) ?? []]));
  }

  #of(file: string): Known {
    return this.#known.get(file) ?? this.#scan(file);
  }

  #scan(file: string): Known {
    const text = this.parts.read(file);
    const known = text === null ? NOTHING : detached({ imports: scanImports(text), mentions: scanMentions(text) });
    this.#known.set(file, known);
    return known;
  }
}

/** Whether a file is a test, by the names that test runners look for. */
function isTest(file: string): boolean {
  return /(?:^|[\\/])(?:tests?[\\/]|test_[^\\/]*\.pyw?$|[^\\/]*_test\.pyw?$|conftest\.py$)/.test(
    file.slice(path.parse(file).root.length),
  );
}

/** A copy that shares no characters with the text that it was cut from. */
function detached({ imports, mentions }: Known): Known {
  const copy = JSON.parse(JSON.stringify([imports, [...mentions]])) as [ImportRequest[], Mention[]];
  return { imports: copy[0], mentions: new Set(copy[1]) };
}

function sameImports(a: Known, b: Known): boolean {
  return JSON.stringify(a.imports) === JSON.stringify(b.imports);
}

function sameMentions(a: Known, b: Known): boolean {
  return a.mentions.size === b.mentions.size && [...a.mentions].every((mention) => b.mentions.has(mention));
}
