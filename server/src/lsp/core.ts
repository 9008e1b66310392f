import type { Range } from "../base/text.js";
import type { FileSettings, Linter } from "../lint/types.js";
import type { ForeignPlace } from "../project/models.js";
import type { CycleGraph } from "../rules/cycle/picture.js";
import type { EditorSettings } from "./settings.js";

/** A configuration that cannot be used, and what is wrong with it. */
export interface ConfigurationProblem {
  /** The configuration file; null for the editor's own settings. */
  readonly path: string | null;
  readonly message: string;
}

/** A graph whose places may lie in other files, and where these are. */
export interface PlacedGraph {
  readonly graph: CycleGraph;
  readonly locate: (range: Range) => ForeignPlace | null;
}

/** What applies to one file. */
export interface Resolution {
  /** Null where the file is not to be linted: switched off, excluded, or not the project's own. */
  readonly settings: FileSettings | null;
  readonly problem: ConfigurationProblem | null;
}

/** A source file read from disk, or why it could not be. */
export type Source = { readonly text: string } | { readonly error: string };

/** What files know of each other; findings of open files follow it once `update` has looked. */
export interface ProjectSync {
  /** A file's text may have changed. `text` is what an editor shows; null where what is on disk counts. */
  changed(path: string, text: string | null): void;
  /** Files came or went. */
  layoutChanged(): void;
  /**
   * Bring what these files are told by those that they import up to date; the files whose findings may be others
   * now. Lets others work in between, and ends early where `isStopped`, or where something changes meanwhile.
   */
  update(paths: readonly string[], isStopped?: () => boolean): Promise<ReadonlySet<string>>;
}

/** All that the server needs of the layers below it. Made once; a test passes its own. */
export interface Core {
  readonly linter: Linter;
  /** Absent where each file is linted on its own. */
  readonly project?: ProjectSync;
  /**
   * What applies to a file in the workspace folder `root`, if it is in any: its nearest configuration file with the
   * editor's settings over it. A configuration that cannot be used is no error but reported in `problem`.
   */
  resolve(path: string, root: string | undefined, editor: EditorSettings): Resolution;
  /** The Python files in a workspace folder that a batch run would lint. */
  discover(root: string, editor: EditorSettings): Promise<readonly string[]>;
  read(path: string): Promise<Source>;
  /** The reference cycles of a file's text through the statement at an offset, and where its other places lie. */
  cyclesAt(path: string, text: string, offset: number): PlacedGraph;
  /** Configuration or ignore files may have changed: read them again when next needed. */
  forget(): void;
}
