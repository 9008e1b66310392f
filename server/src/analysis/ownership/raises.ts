/** Which functions of the file raise of their own accord: an explicit `raise` that no handler of theirs can meet. */

import { exceptionName } from "../../semantics/exceptions.js";
import type { Referent } from "../../semantics/names.js";
import type { ClassDef, FunctionDef, Stmt } from "../../syntax/ast.js";
import { blocksOf } from "../../syntax/walk.js";
import { isGenerator } from "./generators.js";

/** Answers for one file whether a call to a function of its own raises; each function is looked at once. */
export class RaiseEvidence {
  private readonly known = new Map<FunctionDef, boolean>();

  /** Whether calling what is referred to may raise by an explicit `raise`. */
  ofReferent(referent: Referent | null): boolean {
    if (referent?.kind === "function") return this.ofFunction(referent.node);
    if (referent?.kind === "class") return this.ofMethod(referent.node, "__init__");
    return false;
  }

  /** Whether a method, defined in this very class, raises. */
  ofMethod(owner: ClassDef, name: string): boolean {
    const method = owner.body.find((stmt) => stmt.kind === "FunctionDef" && stmt.name.name === name);
    return method?.kind === "FunctionDef" && this.ofFunction(method);
  }

  private ofFunction(node: FunctionDef): boolean {
    let raises = this.known.get(node);
    if (raises === undefined) {
      // Calling a generator function runs none of it.
      raises = raisesInBlock(node.body) && !isGenerator(node);
      this.known.set(node, raises);
    }
    return raises;
  }
}

function raisesInBlock(block: readonly Stmt[]): boolean {
  return block.some((stmt) => {
    switch (stmt.kind) {
      case "Raise":
        // An abstract method is there to be overridden.
        return stmt.exc === null || exceptionName(stmt.exc) !== "NotImplementedError";
      case "FunctionDef":
      case "ClassDef":
        return false;
      case "Try":
        return (
          (stmt.handlers.length === 0 && raisesInBlock(stmt.body)) ||
          stmt.handlers.some((handler) => raisesInBlock(handler.body)) ||
          raisesInBlock(stmt.orelse) ||
          raisesInBlock(stmt.finalbody)
        );
      default:
        return blocksOf(stmt).some(raisesInBlock);
    }
  });
}
