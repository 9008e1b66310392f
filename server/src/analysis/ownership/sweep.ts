/** The end of a step: objects that nothing refers to any more. */
import { type ObjectId, objectsIn, renameObject, type State } from "./state.js";

/**
 * Forget objects that nothing refers to, telling of the open ones; then name the remaining ones anew,
 * so that a loop's second round looks like its first.
 */
export function sweepState(state: State, onLost: (id: ObjectId, evident: boolean) => void): void {
  if (state.objects.size === 0) return;
  const referred = new Set<ObjectId>(state.holders.values());
  for (const value of state.vars.values()) for (const id of objectsIn(value)) referred.add(id);
  for (const [id, status] of state.objects) {
    if (referred.has(id)) continue;
    if (status === "open" || status === "doubtful") onLost(id, status === "open");
    else if (status === "kept") continue;
    state.objects.delete(id);
  }
  for (const [id, status] of state.objects) {
    const first = id & ~1;
    if (id === first || state.objects.has(first)) continue;
    state.objects.delete(id);
    state.objects.set(first, status);
    for (const [name, value] of state.vars) state.vars.set(name, renameObject(value, id, first));
    for (const [at, held] of state.holders) if (held === id) state.holders.set(at, first);
  }
}
