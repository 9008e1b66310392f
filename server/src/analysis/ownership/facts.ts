/**
 * What the ownership analysis says of a file: facts, not findings. The rules turn them into messages.
 */
import type { Range } from "../../base/text.js";
import type { TypeEntry } from "../../catalogue/schema.js";
import type { Call, ClassDef, FunctionDef, Module, Stmt } from "../../syntax/ast.js";

/** One step on the path from the acquisition to the loss. */
export interface TraceStep {
  readonly kind:
    | "acquire"
    | "branch"
    | "loop"
    | "raise"
    | "rebind"
    | "delete"
    | "exit"
    | "return"
    | "yield"
    | "with"
    | "release"
    | "use";
  readonly message: string;
  readonly range: Range;
  /** The function of another file that has been called here, by its qualified name: its steps come next. */
  readonly origin?: string;
}

/** How a resource gets lost. */
export type Loss =
  /** The scope ends normally (or by return, break, continue) with the resource open. */
  | "end-of-scope"
  /** Its last name is bound to something else, or deleted. */
  | "rebound"
  | "deleted"
  /** An exception leaves the scope. */
  | "exception"
  /** It never had a name. */
  | "temporary"
  /** A `with` block of a manager that does not release it ended. */
  | "with-keeps"
  /** A context manager function left at its bare `yield`. */
  | "manager-yield"
  /** A generator left at a `yield`. */
  | "generator-exit";

export interface LostResource {
  readonly loss: Loss;
  /** Where it was acquired: the call expression. */
  readonly acquisition: Call;
  /** The statement that contains the acquisition. */
  readonly statement: Stmt;
  /** The function whose scope it is, or the module. */
  readonly scope: FunctionDef | Module;
  readonly type: TypeEntry;
  readonly typeName: string;
  /** The call as the user wrote it, without arguments: `socket.create_connection`. */
  readonly callee: string;
  /** The name that held it, if it had one. */
  readonly name: string | null;
  /** Whether it is released on some other path through the scope. */
  readonly releasedElsewhere: boolean;
  /** For `exception`: evidence (explicit raise, the resource's own call, marked by the catalogue) or mere possibility. */
  readonly evident: boolean;
  /** The collection that it was put into, if it was; one that `exits` releases it at its end. */
  readonly container?: { readonly name: string; readonly exits: boolean } | null;
  /** It is put into a collection on some path. */
  readonly isCollected?: boolean;
  /** It is one of those that an iterator acquires one by one. */
  readonly isRepeated?: boolean;
  /** For a process: it is waited for, and its pipes stay open. */
  readonly pipesOpen?: boolean;
  readonly trace: readonly TraceStep[];
}

export interface UnreleasedLock {
  readonly loss: "end-of-scope" | "exception" | "manager-yield";
  readonly acquisition: Call;
  readonly statement: Stmt;
  readonly scope: FunctionDef | Module;
  /** The receiver as written: `self._lock`. */
  readonly lock: string;
  readonly releasedElsewhere: boolean;
  readonly evident: boolean;
  readonly trace: readonly TraceStep[];
}

export interface UseAfterRelease {
  /** The use: the expression that fails. */
  readonly use: Range;
  readonly statement: Stmt;
  readonly name: string;
  readonly type: TypeEntry;
  readonly trace: readonly TraceStep[];
}

/** A class that keeps a resource on `self` and never releases it. */
export interface OwnerWithoutRelease {
  readonly owner: ClassDef;
  readonly attribute: string;
  readonly acquisition: Call;
  readonly statement: Stmt;
  readonly type: TypeEntry;
  readonly typeName: string;
  readonly callee: string;
  /** The attribute holds a collection, and this is one of its elements. */
  readonly isElement?: boolean;
  /** A method that ought to release it: it releases others, or is there to. Null where the class has none. */
  readonly forgetfulMethod: { readonly name: string; readonly range: Range } | null;
  /** The base class that acquires it, where the class overrides what released it. */
  readonly inheritedFrom?: string;
  /** A method of a base class in another file that is there to release, and does not know of the attribute. */
  readonly inheritedCloser?: string;
  /** The method releases it where the block did not raise, and only there. */
  readonly onSuccessOnly?: boolean;
}

/** A method that overrides what a base class in another file releases, and does not call it. */
export interface OverriddenRelease {
  readonly owner: ClassDef;
  readonly attribute: string;
  readonly type: TypeEntry;
  readonly method: { readonly name: string; readonly range: Range };
  /** The base class as written, and its qualified name. */
  readonly base: string;
  readonly origin: string;
}

/** A release that does not happen, for want of an `await` or an `async`. */
export interface UnawaitedRelease {
  /** A call that drops its coroutine; `with` over what needs `async with`; `closing`, which awaits nothing. */
  readonly how: "call" | "with" | "closing";
  /** The call, or what is entered. */
  readonly place: Range;
  /** What is to be released, as written. */
  readonly receiver: string;
  /** The method that gives the coroutine. */
  readonly method: string;
  readonly noun: string;
  readonly statement: Stmt;
  /** Whether one can wait there: the function is asynchronous. */
  readonly isAsync: boolean;
}

export interface OwnershipFacts {
  readonly lost: readonly LostResource[];
  readonly locks: readonly UnreleasedLock[];
  readonly usesAfterRelease: readonly UseAfterRelease[];
  readonly owners?: readonly OwnerWithoutRelease[];
  readonly overridden?: readonly OverriddenRelease[];
  readonly unawaited?: readonly UnawaitedRelease[];
  /** Scopes too complex for the budget: nothing is said of them. */
  readonly abandoned?: readonly Range[];
}
