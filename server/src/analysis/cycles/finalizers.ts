/** Finalizers that keep alive what they wait for. */
import type { Range } from "../../base/text.js";
import type { Call, Expr } from "../../syntax/ast.js";
import { lastName, namesIn } from "../../syntax/walk.js";
import type { FileModel } from "../model/file-model.js";
import type { Unit } from "../model/unit.js";
import { capturedBy } from "./expressions.js";

/** A callback that refers to the object whose end it should follow. */
export interface KeptByFinalizer {
  readonly call: Call;
  readonly unit: Unit;
  /** What refers to the object. */
  readonly holder: Expr;
  /** The object as the code writes it. */
  readonly object: string;
  readonly how: "finalize" | "atexit";
  /** `__del__` of its class, which will not run before the process ends. */
  readonly finalizer: Range | null;
}

/** All of a file. */
export function keptByFinalizers(model: FileModel): readonly KeptByFinalizer[] {
  const found: KeptByFinalizer[] = [];
  let unregisters: boolean | undefined;
  for (const unit of model.units) {
    for (const call of unit.calls) {
      const { func } = call;
      const last = lastName(func);
      if (last !== "finalize" && last !== "register") continue;
      const name = model.qualifiedName(func, unit.scopeOf(call));
      if (name === "weakref.finalize") {
        const [object, ...rest] = call.args;
        if (object?.kind !== "Name") continue;
        const handed = [...rest, ...call.keywords.map(({ value }) => value)];
        const holder = handed.find((one, index) => refersTo(one, object.name, unit, model, index === 0));
        if (holder !== undefined)
          found.push({ call, unit, holder, object: object.name, how: "finalize", finalizer: null });
      } else if (name === "atexit.register") {
        const [callback] = call.args;
        const method = model.methodAround(unit);
        const finalizer = method?.owner.method("__del__") ?? null;
        if (callback === undefined || method?.receiver == null || finalizer === null) continue;
        unregisters ??= model.units.some((one) => one.attributes.some(({ attr }) => attr.name === "unregister"));
        if (unregisters || !refersTo(callback, method.receiver, unit, model, true)) continue;
        found.push({
          call,
          unit,
          holder: callback,
          object: method.receiver,
          how: "atexit",
          finalizer: finalizer.node.name,
        });
      }
    }
  }
  return found;
}

/** Whether a callback or argument holds the object that a name stands for. */
function refersTo(expr: Expr, name: string, unit: Unit, model: FileModel, isCallback: boolean): boolean {
  switch (expr.kind) {
    case "Name": {
      if (expr.name === name) return true;
      const inner = unit.children.find(({ node }) => node.kind === "FunctionDef" && node.name.name === expr.name);
      return inner !== undefined && capturedBy(inner).has(name);
    }
    case "Attribute": {
      if (expr.value.kind !== "Name" || expr.value.name !== name) return false;
      const cls = model.classOf(expr.value, unit);
      const method = cls?.method(expr.attr.name) ?? null;
      if (cls === null) return isCallback;
      return (
        method !== null &&
        method.kind === "instance" &&
        cls.usesOf(expr.attr.name).every(({ access }) => access.kind !== "bind")
      );
    }
    case "Lambda": {
      const own = expr.params.all.some((param) => param.name === name);
      return !own && namesIn(expr.body).has(name);
    }
    case "Call": {
      const made = model.qualifiedName(expr.func, unit.scopeOf(expr));
      if (made === null || model.catalogue.reference(made) !== "holds") return false;
      return expr.args.some((arg) => refersTo(arg, name, unit, model, true));
    }
    default:
      return false;
  }
}
