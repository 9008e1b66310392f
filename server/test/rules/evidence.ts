/** Evidence for leaks that raise no ResourceWarning: the example runs with a watcher around what it acquires. */

export interface Watcher {
  /** Runs before the example: counts what it acquires. */
  readonly before: string;
  /** An expression that is true when something is left open. */
  readonly left: string;
}

/**
 * Calls the scenario until every limit is reached, then looks for what grows with each further call: objects that stay
 * reachable, by their type, containers of the module and of its objects, hooks at exit.
 */
export const GROWTH: Watcher = {
  before: `
import atexit as _atexit, collections as _collections, contextlib as _contextlib, gc as _gc, io as _io, pathlib as _pathlib, tempfile as _tempfile
_hooks_at_exit = []  # atexit itself counts those that were unregistered, too
_register_at_exit, _unregister_at_exit = _atexit.register, _atexit.unregister
def _watched_register(hook, *args, **options):
    _hooks_at_exit.append(hook)
    return _register_at_exit(hook, *args, **options)
def _watched_unregister(hook):
    _hooks_at_exit[:] = [one for one in _hooks_at_exit if one != hook]
    _unregister_at_exit(hook)
_atexit.register, _atexit.unregister = _watched_register, _watched_unregister
def _sizes_held(names):
    _gc.collect()
    sizes = _collections.Counter(type(one).__name__ for one in _gc.get_objects())
    sizes["hooks at exit"] = len(_hooks_at_exit)
    def measure(label, held):
        if isinstance(held, (list, dict, set, _collections.deque)):
            sizes[label] = len(held)
            inner = list(held.values() if isinstance(held, dict) else held)
            sizes[label, "within"] = sum(len(one) for one in inner if isinstance(one, (list, dict, set)))
        elif hasattr(held, "cache_info") and not isinstance(held, type):
            sizes[label] = held.cache_info().currsize
        for index, default in enumerate(getattr(held, "__defaults__", None) or ()):
            if isinstance(default, (list, dict, set)):
                sizes[label, index] = len(default)
        for index, default in (getattr(held, "__kwdefaults__", None) or {}).items():
            if isinstance(default, (list, dict, set)):
                sizes[label, index] = len(default)
    for name, value in list(names.items()):
        if name.startswith("__") or isinstance(value, type(_gc)):
            continue
        measure((name,), value)
        for attribute, held in list(getattr(value, "__dict__", {}).items()):
            if not attribute.startswith("__"):
                measure((name, attribute), held)
    return sizes
_asked = []
def _grows(scenario):
    counts = []
    _asked.append(None)
    if len(_asked) != 2:
        return False  # the first call warms up, the later ones look for cycles
    with _contextlib.redirect_stdout(_io.StringIO()), _tempfile.TemporaryDirectory() as tmp:
        def call():
            scenario(_pathlib.Path(_tempfile.mkdtemp(dir=tmp)))
        for _ in range(60):
            call()
        for _ in range(7):
            call()
            counts.append(dict(_sizes_held(scenario.__globals__)))
    steps = list(zip(counts[2:], counts[3:]))
    return any(all(before.get(name, 0) < after.get(name, 0) for before, after in steps) for name in counts[-1])
`,
  left: "_grows(_scenario)",
};

/** Threads that are alive a moment after the example has ended. */
const THREADS: Watcher = {
  before: `
import threading as _threading
import time as _time
_before = set(_threading.enumerate())
`,
  left: "bool(_time.sleep(0.05) or set(_threading.enumerate()) - _before)",
};

/** As much of `tkinter` as the examples of LK406 use: no display is needed, and it counts the open windows. */
const TOOLKIT = `
import sys as _sys, types as _types
class _Misc:
    _open = []
    def __init__(self, master=None, command=None, **options):
        self.command = command
    def pack(self): pass
    def invoke(self): return self.command()
class _Window(_Misc):
    def __init__(self, master=None, **options):
        super().__init__(master, **options)
        self._open.append(self)
    def title(self, text): pass
    def destroy(self): self._open.remove(self)
_sys.modules["tkinter"] = _types.SimpleNamespace(
    Tk=type("Tk", (_Misc,), {}), Button=type("Button", (_Misc,), {}), Label=type("Label", (_Misc,), {}),
    Toplevel=type("Toplevel", (_Window,), {}))
`;

/** What stands in for a library that a test machine may not have. Runs before the example, watched or not. */
const STAGES: Readonly<Record<string, string>> = { LK406: TOOLKIT };

/** An example as it is run: with what stands in for its library, where that cannot be used in a test. */
export function staged(rule: string, source: string): string {
  return `${STAGES[rule] ?? ""}${source}`;
}

const WATCHERS: Readonly<Record<string, Watcher>> = {
  LK205: {
    before: `
import weakref as _weakref
_finalizers = []
class _Watched(_weakref.finalize):
    __slots__ = ()
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if type(args[0]).__module__ == __name__:
            _finalizers.append(self)
_weakref.finalize = _Watched
import gc as _gc
def _waiting():
    return any(type(one).__module__ == __name__ and hasattr(type(one), "__del__") for one in _gc.get_objects())
`,
    left: "any(one.alive for one in _finalizers) or _waiting()",
  },
  LK301: GROWTH,
  LK302: GROWTH,
  LK303: GROWTH,
  LK304: GROWTH,
  LK305: GROWTH,
  LK306: GROWTH,
  LK106: {
    before: `
import sqlite3 as _sqlite3
_open = []
class _Watched(_sqlite3.Connection):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        _open.append(id(self))
    def close(self):
        super().close()
        _open.remove(id(self))
_connect = _sqlite3.connect
_sqlite3.connect = lambda *args, **options: _connect(*args, factory=_Watched, **options)
`,
    left: "bool(_open)",
  },
  LK107: {
    before: `
import threading as _threading
_Lock = _threading.Lock
_locks = []
def _watched_lock():
    _locks.append(_Lock())
    return _locks[-1]
_threading.Lock = _watched_lock
`,
    left: "any(lock.locked() for lock in _locks)",
  },
  LK701: { before: "import gc as _gc\n_gc.enable()\n", left: "not _gc.isenabled()" },
  LK702: { before: "import gc as _gc\n", left: "_gc.get_debug() != 0" },
  LK703: {
    before: "import sys as _sys\nimport tracemalloc as _tracemalloc\n_tracemalloc.stop()\n",
    left: "_tracemalloc.is_tracing() or _sys.gettrace() is not None",
  },
  LK401: GROWTH,
  LK402: GROWTH,
  LK403: GROWTH,
  LK404: GROWTH,
  LK405: GROWTH,
  LK406: { before: TOOLKIT, left: "bool(_Misc._open)" },
  LK501: THREADS,
  LK502: THREADS,
  LK503: THREADS,
  LK504: {
    before: `
import concurrent.futures as _futures
_pools = []
_init = _futures.ThreadPoolExecutor.__init__
def _watched_init(self, *args, **options):
    _init(self, *args, **options)
    _pools.append(self)
_futures.ThreadPoolExecutor.__init__ = _watched_init
import multiprocessing.pool as _multiprocessing_pool
_pool_init = _multiprocessing_pool.Pool.__init__
def _watched_pool_init(self, *args, **options):
    _pool_init(self, *args, **options)
    _pools.append(self)
_multiprocessing_pool.Pool.__init__ = _watched_pool_init
def _is_shut_down(pool):
    return pool._state != "RUN" if isinstance(pool, _multiprocessing_pool.Pool) else pool._shutdown
`,
    left: "any(not _is_shut_down(pool) for pool in _pools)",
  },
  LK505: {
    // Of a task that still runs: who refers to it, a moment after it was made, and whether the loop has to cancel it.
    before: `
import asyncio as _asyncio
import gc as _gc
import weakref as _weakref
_left = []
_create = _asyncio.create_task
_cancel_all = _asyncio.runners._cancel_all_tasks
def _look(ref):
    task = ref()
    holders = [] if task is None else [h for h in _gc.get_referrers(task) if isinstance(h, (set, list, dict)) or hasattr(h, "__dict__")]
    if task is not None and not task.done() and not holders:
        _left.append("dropped")
def _watched_create(coroutine, **options):
    task = _create(coroutine, **options)
    _asyncio.get_running_loop().call_later(0.001, _look, _weakref.ref(task))
    return task
def _watched_cancel(loop):
    _left.extend(_asyncio.all_tasks(loop))
    _cancel_all(loop)
_asyncio.create_task = _watched_create
_asyncio.runners._cancel_all_tasks = _watched_cancel
`,
    left: "bool(_left)",
  },
  LK507: {
    before: `
import asyncio as _asyncio
_left = []
_hook = _asyncio.base_events.BaseEventLoop._asyncgen_finalizer_hook
def _watched_hook(loop, generator):
    _left.append(generator)
    _hook(loop, generator)
_asyncio.base_events.BaseEventLoop._asyncgen_finalizer_hook = _watched_hook
`,
    left: "bool(_left)",
  },
};

const LEFT_OPEN = "<left open>";

/** The example with a watcher that prints a mark when something is left open; null where no watcher knows how. */
export function watched(rule: string, source: string): string | null {
  const watcher = WATCHERS[rule];
  return watcher === undefined ? null : watchedBy(watcher, source);
}

/** A program with a watcher that prints a mark when it leaves something behind. */
export function watchedBy(watcher: Watcher, source: string): string {
  const after = `
_scenario = scenario
def scenario(tmp):
    _scenario(tmp)
    if ${watcher.left}:
        print(${JSON.stringify(LEFT_OPEN)})
`;
  // Python wants these before everything else.
  const future = /^from __future__ import .*\n/m.exec(source)?.[0] ?? "";
  return `${future}${watcher.before}${source.replace(future, "")}${after}`;
}

/** Whether a watched example printed the mark. */
export function leftOpen(stdout: string): boolean {
  return stdout.includes(LEFT_OPEN);
}
