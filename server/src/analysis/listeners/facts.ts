/** What the listener analysis says of a file: facts, which the rules turn into messages. */
import type { Range } from "../../base/text.js";
import type { FunctionDef, Node } from "../../syntax/ast.js";
import type { Mention } from "../mentions.js";
import type { ClassInfo } from "../model/class-info.js";
import type { Unit } from "../model/unit.js";
import type { Skipped } from "./paths.js";
import type { Container } from "./publishers.js";
import type { Registration } from "./registrations.js";
import type { RemovalSite } from "./removals.js";

/** Why a listener stays. */
export type Reason =
  /** Nothing unregisters it. */
  | { readonly kind: "never"; readonly removers: readonly string[] }
  /** What is unregistered is another object. */
  | { readonly kind: "mismatch"; readonly removal: RemovalSite }
  /** A path of the function skips the removal. */
  | { readonly kind: "path"; readonly removal: Node; readonly skipped: Skipped }
  /** The method that unregisters it has a way that does not. */
  | { readonly kind: "closing"; readonly method: Unit; readonly removal: Node; readonly skipped: Skipped }
  /** The result, by which it would end, is thrown away or overwritten. */
  | { readonly kind: "token"; readonly lost: "dropped" | "unused" | "overwritten"; readonly at: Node }
  /** Registered twice, unregistered once. */
  | { readonly kind: "twice"; readonly other: Registration }
  /** A subclass overrides the method that unregisters, without calling it. */
  | { readonly kind: "override"; readonly method: Unit; readonly override: Unit }
  /** Only a method unregisters it that nothing calls. */
  | { readonly kind: "uncalled"; readonly method: Unit; readonly removal: RemovalSite }
  /** Only `__del__` unregisters it, which cannot run while the publisher holds the object. */
  | { readonly kind: "finalizer"; readonly removal: RemovalSite };

/** A listener that stays registered. */
export interface StayingListener {
  readonly registration: Registration;
  readonly reason: Reason;
  /** The class whose instances are kept alive, if it is instances. */
  readonly keeps: ClassInfo | null;
  /** Shown, or merely likely. */
  readonly certain: boolean;
  readonly rule: string;
  readonly unless: readonly Mention[];
}

/** A publisher with no way out. */
export interface ClosedPublisher {
  readonly container: Container;
  readonly owner: ClassInfo;
  /** The method that registers, and the place where it keeps the listener. */
  readonly method: FunctionDef;
  readonly addition: Node;
  readonly instance: Range;
  /** Something is registered with it at run time. */
  readonly isUsed: boolean;
  readonly unless: readonly Mention[];
}

/** What the listener analysis says of a file. */
export interface ListenerFacts {
  readonly staying: readonly StayingListener[];
  readonly closedPublishers: readonly ClosedPublisher[];
  readonly registrations: readonly Registration[];
}
