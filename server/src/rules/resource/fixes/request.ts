import type { Loss } from "../../../analysis/ownership/facts.js";
import type { Catalogue } from "../../../catalogue/catalogue.js";
import type { TypeEntry } from "../../../catalogue/schema.js";
import type { Call, Expr, FunctionDef, Module, Stmt } from "../../../syntax/ast.js";

/** What every fix must know: a file, and the acquisition in it that is to be cared for. */
export interface FixRequest {
  /** The text that `module` was parsed from. */
  readonly text: string;
  readonly module: Module;
  readonly catalogue: Catalogue;
  /** The call that acquires. */
  readonly acquisition: Call;
  /** The statement that contains it. */
  readonly statement: Stmt;
  readonly scope: FunctionDef | Module;
  readonly type: TypeEntry;
  /** The name that it is bound to; null for a temporary. */
  readonly name: string | null;
  readonly loss?: Loss;
  /**
   * Whether a call of something that the catalogue does not know only borrows an argument. Without it such a call
   * counts as taking the resource over, and there is no fix.
   */
  readonly borrows?: (call: Call, argument: Expr) => boolean;
}

/** The same for a lock that is acquired and not released. */
export interface LockFixRequest {
  readonly text: string;
  readonly module: Module;
  readonly catalogue: Catalogue;
  /** The call of `acquire`. */
  readonly acquisition: Call;
  readonly statement: Stmt;
  readonly scope: FunctionDef | Module;
  /** The receiver as written: `self._lock`. */
  readonly lock: string;
}
