/** What callers see of what a function does. */
import type { Link, Rebinding, Sym } from "./graph.js";
import type { Syms } from "./state.js";

/** Parts of an object are looked at as the object. */
export function rootOf(sym: Sym): Sym {
  let at = sym;
  while (at.kind === "part" && at.base !== null) at = at.base;
  return at;
}

/** Whether a function is handed an object, rather than making it. */
export function isHanded({ kind }: Sym): boolean {
  return kind === "receiver" || kind === "parameter" || kind === "outer";
}

/**
 * The effects of which a caller's cycle may be made: those on objects that it has handed over, that it is given, or that
 * these lead to. What a function does among objects of its own that nothing leads to is gone when it returns.
 */
export function effectsSeen(effects: readonly (Link | Rebinding)[], returns: Syms): readonly (Link | Rebinding)[] {
  const next = new Map<Sym, Sym[]>();
  const seen = new Set<Sym>(returns.map(rootOf));
  for (const effect of effects) {
    const from = rootOf(effect.from);
    if (isHanded(from)) seen.add(from);
    if (!("to" in effect)) continue;
    const to = rootOf(effect.to);
    const known = next.get(from);
    if (known === undefined) next.set(from, [to]);
    else known.push(to);
    // What is read from a container made here is what was put into it.
    if (from.kind !== "container") continue;
    const back = next.get(to);
    if (back === undefined) next.set(to, [from]);
    else back.push(from);
  }
  for (const one of seen) for (const other of next.get(one) ?? []) seen.add(other);
  const kept = effects.filter(({ from }) => seen.has(rootOf(from)));
  return kept.length === effects.length ? effects : kept;
}
