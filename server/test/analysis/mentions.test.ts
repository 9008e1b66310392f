import { expect, it } from "vitest";
import { scanMentions } from "../../src/analysis/mentions.js";

it.each([
  ["cache.CACHE.clear()", "call CACHE.clear"],
  ["CACHE.pop(key, None)", "call CACHE.pop"],
  ["self._pools[key].close()", "call _pools.close"],
  ["get(1).stop()", "call get.stop"],
  ["bus.remove_listener(f)", "call bus.remove_listener"],
  ["bus.remove_listener(f)", "call remove_listener"],
  ["f.add_done_callback(tasks.discard)", "call tasks.discard"],
  ["stack.callback(bus.off, f)", "call bus.off"],
  ["worker.jobs.put(None)", "call jobs.put"],
  ["worker.jobs.put_nowait(STOP)", "call jobs.put_nowait"],
  ["worker.submit(None)", "call submit"],
  ["monitor.halt()", "call monitor.halt"],
  ["app.radio.silence()", "call radio.silence"],
  ["store.ITEMS = {}", "bind ITEMS"],
  ["child.parent = None", "cut parent"],
  ["child.parent: Node = None", "cut parent"],
  ["setattr(child, 'parent', None)", "cut parent"],
  ["del cache.CACHE[key]", "delete CACHE"],
  ["del a.one, b.two", "delete two"],
  ["self._views = weakref.WeakSet()", "call WeakSet"],
  ["if len(cache.CACHE) > 9:", "measure CACHE"],
])("%s", (source, mention) => {
  expect([...scanMentions(source)]).toContain(mention);
});

it("says nothing of what only reads or grows", () => {
  expect([...scanMentions("x = cache.CACHE[key]\ncache.CACHE.append(1)\nif a.b == None: pass\nCACHE = {}\n")]).toEqual(
    [],
  );
});

it("does not take a definition for a call", () => {
  expect([...scanMentions("class Bus:\n    def remove_listener(self, f):\n        pass\n")]).toEqual([]);
});
