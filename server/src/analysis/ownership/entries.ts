/** What walks through a function came to, as parts of a catalogue entry. */
import type { CallableEntry } from "../../catalogue/schema.js";
import type { FunctionDef } from "../../syntax/ast.js";
import type { Returned } from "./context.js";
import type { FunctionOutcome } from "./scope-walk.js";

/** The effects that a constant argument, or a default, decides. */
export function variantsOf(node: FunctionDef, { variants }: FunctionOutcome): Pick<CallableEntry, "variants"> {
  const found = variants.flatMap(({ parameter, is, fates }) => {
    const effects = Object.fromEntries(fates);
    const standard = node.params.all.find(({ name }) => name === parameter)?.default;
    const isDefault = standard?.kind === "Constant" && standard.type === is;
    return [{ parameter, is, effects }, ...(isDefault ? [{ parameter, given: false as const, effects }] : [])];
  });
  return found.length > 0 ? { variants: found } : {};
}

/** What all returned values have in common, when each is fresh and of one kind. */
export function freshSpec(returned: readonly Returned[]): CallableEntry["returns"] | null {
  const [first] = returned;
  if (first?.kind !== "fresh") return null;
  const text = JSON.stringify(first.spec);
  return returned.every((one) => one.kind === "fresh" && JSON.stringify(one.spec) === text) ? first.spec : null;
}

/** What a generator gives its consumer with each step, where all that it yields is fresh and of one type. */
export function yieldsOf({ yielded }: FunctionOutcome): Pick<CallableEntry, "yields"> {
  const [first] = yielded;
  return first != null && yielded.every((one) => one === first) ? { yields: first } : {};
}

/** Add an entry that is made when it is first asked for. */
export function defineLazily(entries: Record<string, CallableEntry>, name: string, make: () => CallableEntry): void {
  let made: CallableEntry | null = null;
  Object.defineProperty(entries, name, {
    enumerable: true,
    get: () => {
      made ??= make();
      return made;
    },
  });
}
