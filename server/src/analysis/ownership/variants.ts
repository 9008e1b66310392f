/** Effects that the arguments of a call decide, and those that last until a counterpart is called. */
import type { CallableEntry } from "../../catalogue/schema.js";
import type { Call } from "../../syntax/ast.js";
import type { Argument } from "./arguments.js";
import type { Machine } from "./machine.js";
import { objectsIn, type Value } from "./state.js";

/** An entry with the effects that this call's constants decide. */
export function withVariants(entry: CallableEntry, args: readonly Argument[], call: Call): CallableEntry {
  if (entry.variants === undefined) return entry;
  const unclear = args.some(({ parameter }) => parameter === null) || call.keywords.some(({ name }) => name === null);
  const effects = { ...entry.effects };
  for (const variant of entry.variants) {
    const argument = args.find(({ parameter }) => parameter === variant.parameter);
    const holds =
      argument === undefined
        ? variant.given === false && !unclear
        : argument.value?.kind === "constant" && argument.value.text === variant.is;
    if (!holds) continue;
    for (const [name, effect] of Object.entries(variant.effects)) effects[name] = effect;
  }
  return { ...entry, effects };
}

/** `logger.addHandler(handler)` keeps it until `logger.removeHandler(handler)`; whether the call is one of these. */
export function attach(machine: Machine, entry: CallableEntry, name: string, value: Value): boolean {
  const attaches = entry.attaches?.includes(name) === true;
  if ((!attaches && entry.detaches?.includes(name) !== true) || value.kind !== "object" || value.view) return false;
  const { vars } = machine.state;
  for (const [pin, held] of vars) {
    if (pin.startsWith("attached@") && objectsIn(held).includes(value.id)) vars.delete(pin);
  }
  if (attaches) vars.set(`attached@${value.id}`, value);
  machine.changed();
  return true;
}
