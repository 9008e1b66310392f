/** Evidence for leaks that raise no ResourceWarning: the example runs with a watcher around what it acquires. */

interface Watcher {
  /** Runs before the example: counts what it acquires. */
  readonly before: string;
  /** An expression that is true when something is left open. */
  readonly left: string;
}

/** What the example leaves behind for good grows with every call: objects that stay reachable, hooks at exit. */
const GROWTH: Watcher = {
  before: `
import atexit as _atexit
import contextlib as _contextlib
import gc as _gc
import io as _io
import pathlib as _pathlib
import tempfile as _tempfile
def _growing(example):
    counts = []
    for _ in range(8):
        with _tempfile.TemporaryDirectory() as folder, _contextlib.redirect_stdout(_io.StringIO()):
            example(_pathlib.Path(folder))
        _gc.collect()
        counts.append(len(_gc.get_objects()) + _atexit._ncallbacks())
    return min(after - before for before, after in zip(counts[3:], counts[4:])) > 0
`,
  left: "_growing(_scenario)",
};

const WATCHERS: Readonly<Record<string, Watcher>> = {
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
  LK401: GROWTH,
  LK402: GROWTH,
  LK403: GROWTH,
  LK404: GROWTH,
  LK405: GROWTH,
};

const LEFT_OPEN = "<left open>";

/** The example with a watcher that prints a mark when something is left open; null where no watcher knows how. */
export function watched(rule: string, source: string): string | null {
  const watcher = WATCHERS[rule];
  if (watcher === undefined) return null;
  const after = `
_scenario = scenario
def scenario(tmp):
    _scenario(tmp)
    if ${watcher.left}:
        print(${JSON.stringify(LEFT_OPEN)})
`;
  return `${watcher.before}${source}${after}`;
}

/** Whether a watched example printed the mark. */
export function leftOpen(stdout: string): boolean {
  return stdout.includes(LEFT_OPEN);
}
