/** Strongly connected components of a graph of files. */

/**
 * The components reachable from `roots`, those that others lead to first. Members are sorted, so that a component
 * is the same list wherever one starts.
 */
export function components(
  roots: Iterable<string>,
  next: (node: string) => readonly string[],
): readonly (readonly string[])[] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const enter = (node: string): { node: string; edges: readonly string[]; at: number } => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.push(node);
    isOpen.add(node);
    return { node, edges: next(node), at: 0 };
  };
  const lower = (node: string, value: number): void => {
    if (value < (low.get(node) ?? 0)) low.set(node, value);
  };
  for (const root of roots) {
    if (order.has(root)) continue;
    // With a stack of its own: a chain of imports may be longer than JavaScript's stack is deep.
    const stack = [enter(root)];
    for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
      const target = frame.edges[frame.at++];
      if (target !== undefined) {
        if (!order.has(target)) stack.push(enter(target));
        else if (isOpen.has(target)) lower(frame.node, order.get(target) ?? 0);
        continue;
      }
      stack.pop();
      const { node } = frame;
      const parent = stack.at(-1);
      if (parent !== undefined) lower(parent.node, low.get(node) ?? 0);
      if (low.get(node) !== order.get(node)) continue;
      const members: string[] = [];
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        isOpen.delete(member);
        members.push(member);
        if (member === node) break;
      }
      found.push(members.sort());
    }
  }
  return found;
}
