/** What a file starts and does not end: the facts that the rules on threads, timers and tasks report. */
import type { Range } from "../../base/text.js";
import type { Call, Expr, Node, Stmt } from "../../syntax/ast.js";
import type { Mention } from "../mentions.js";
import type { ClassInfo } from "../model/class-info.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";

/** The rule that a fact belongs to. */
export type TaskRule = "LK501" | "LK502" | "LK503" | "LK504" | "LK505" | "LK506" | "LK508";

export type Problem =
  /** It runs a loop that has no way out. */
  | "endless"
  /** The loop would end, and nobody brings that about. */
  | "untold"
  /** Only `__del__` ends it, which never runs while the thread holds the object. */
  | "finalizer"
  /** The loop is told, and waits for a queue meanwhile. */
  | "blocked"
  /** Nothing ends it. */
  | "never-ended"
  /** A path goes past what ends it. */
  | "not-always"
  /** Its result is thrown away. */
  | "dropped"
  /** It is put in place of one that still runs. */
  | "replaced"
  /** It starts itself again and again. */
  | "rearms"
  /** Its consumer may leave while it waits for room in a queue. */
  | "producer"
  /** The others go on when the first is done. */
  | "losers"
  /** A time limit passes it by. */
  | "shielded"
  /** Its pipes are closed, and nobody waits for it. */
  | "unwaited"
  /** It is told to end in a way that it does not notice. */
  | "unheard"
  /** It waits for somebody outside, and what should end that is closed without a word. */
  | "closed-only"
  /** The word that ends one of them is said once. */
  | "one-word"
  /** It catches the exception that would end it, and goes on. */
  | "deaf"
  /** It is killed, and nobody asks how it ended. */
  | "zombie"
  /** Its business is done long before its time, and it waits on. */
  | "needless"
  /** It is not joined, and ends by itself. */
  | "not-joined";

export interface TaskStep {
  readonly message: string;
  readonly range: Range;
}

/** Something that goes on running. */
export interface TaskFact {
  readonly rule: TaskRule;
  readonly problem: Problem;
  /** The call that makes it, or makes the object that starts it. */
  readonly call: Call;
  readonly unit: Unit;
  /** What it is: `thread`, `timer`, `task`; or the name of the class that starts one. */
  readonly noun: string;
  /** The class of the file whose instance it is; null for what a library makes. */
  readonly made: ClassInfo | null;
  /** The name that it has here: `reminder`, `self._timer`. */
  readonly name: string | null;
  /** The class that keeps it on `self`. */
  readonly owner: ClassInfo | null;
  /** The method that would end it. */
  readonly ends: string | null;
  /** What would end its loop: `self._stop.set()`. */
  readonly wanted: string | null;
  readonly loop: Node | null;
  /** The `return` that goes past what ends it. */
  readonly exit: Stmt | null;
  readonly certain: boolean;
  readonly steps: readonly TaskStep[];
  readonly unless: readonly Mention[];
}

/** What a fact is made of that most have not. */
export const PLAIN = {
  made: null,
  name: null,
  owner: null,
  ends: null,
  wanted: null,
  loop: null,
  exit: null,
  certain: true,
  steps: [],
  unless: [],
} as const;

/** The first line of a node, which stands for it in related information. */
export function headOf(node: Range, model: FileModel): Range {
  const newline = model.text.indexOf("\n", node.start);
  return { start: node.start, end: newline < 0 ? node.end : Math.min(node.end, newline) };
}

/** An expression as the user wrote it, on one line. */
export function textOf(expr: Expr, model: FileModel): string {
  return model.text.slice(expr.start, expr.end).replace(/\s+/g, " ");
}
