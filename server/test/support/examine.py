"""Run programs and say what each leaves open.

Reads a JSON array of Python sources from standard input and writes a JSON array of answers. Each source is a
module with a function ``scenario(tmp)``; it runs in an interpreter of its own (``-X dev``), several at a time.
With ``--compile`` the sources are only compiled.
"""
import gc
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import tracemalloc
import types
import warnings

TIMEOUT_SECONDS = 60


def descriptors():
    try:
        return {(fd, os.readlink(f"/proc/self/fd/{fd}")) for fd in os.listdir("/proc/self/fd") if is_open(int(fd))}
    except OSError:
        return set()


def is_open(fd):
    try:
        os.fstat(fd)
        return True
    except OSError:
        return False


def examine(path):
    with open(path, encoding="utf-8", newline="") as file:
        source = file.read()
    warned = []
    tracemalloc.start(10)

    def listen(message):
        if issubclass(message.category, ResourceWarning):
            trace = tracemalloc.get_object_traceback(message.source) if message.source is not None else None
            lines = [frame.lineno for frame in trace or () if frame.filename == path]
            warned.append({"line": lines[-1] if lines else 0, "message": str(message.message)})

    warnings.simplefilter("always", ResourceWarning)
    warnings._showwarnmsg_impl = listen  # the only hook that gets the object that was left open
    printed = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace", newline="")
    os.dup2(printed.fileno(), 1)
    error = None
    before = left = set()
    # Dataclasses look their module up by name.
    module = sys.modules["example"] = types.ModuleType("example")
    module.__file__ = path
    namespace = module.__dict__
    seen = []

    def call():
        with tempfile.TemporaryDirectory() as tmp:
            seen.append(os.path.realpath(tmp))
            seen.append(tmp)
            namespace["scenario"](pathlib.Path(tmp))

    try:
        exec(compile(source, path, "exec"), namespace)
        try:
            call()  # imports and caches of the standard library are not the program's
        except Exception:
            pass
        gc.collect()
        warned.clear()
        before = descriptors()
        sys.stdout.flush()
        printed.seek(0)
        printed.truncate()
        call()
    except BaseException as problem:
        error = f"{type(problem).__name__}: {problem}"
        problem.__traceback__ = None
    gc.collect()
    left = descriptors()
    found = list(warned)
    sys.stdout.flush()
    printed.seek(0)
    stdout = printed.read()
    cycle = [] if error else uncounted(call, namespace)
    sys.stdout.flush()
    printed.close()
    for directory in seen:
        stdout = stdout.replace(directory, "TMP")
        error = error and error.replace(directory, "TMP")
    return {
        "resourceWarnings": found,
        "openDescriptors": len(left - before) if before else 0,
        "cycle": cycle,
        "stdout": stdout,
        "error": error,
    }


def uncounted(call, namespace):
    """What one call leaves for the cyclic collector, by type name; empty where none of it is the program's own."""
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        call()
    except Exception:
        pass
    gc.collect()
    own = sorted({type(one).__name__ for one in gc.garbage if is_own(one, namespace)})
    gc.set_debug(0)
    gc.garbage.clear()
    gc.collect()
    gc.enable()
    return own


def is_own(one, namespace):
    if isinstance(one, types.FunctionType):
        return one.__globals__ is namespace
    if isinstance(one, types.FrameType):
        return one.f_globals is namespace
    return type(one).__module__ == namespace["__name__"] or isinstance(one, (list, dict, set))


def ask(source):
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "program.py")
        answer = os.path.join(directory, "answer.json")
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(source)
        command = [sys.executable, "-X", "dev", __file__, "--one", path, answer]
        try:
            run = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_SECONDS, cwd=directory
            )
        except subprocess.TimeoutExpired:
            return failed(f"still running after {TIMEOUT_SECONDS} s")
        try:
            with open(answer, encoding="utf-8") as file:
                return json.load(file)
        except (OSError, ValueError):
            return failed(run.stderr.decode(errors="replace").strip()[-500:] or "died without an answer")


def failed(error):
    return {"resourceWarnings": [], "openDescriptors": 0, "cycle": [], "stdout": "", "error": error}


def compiles(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # As bytes, so that a coding cookie or a byte order mark is no obstacle.
            compile(source.encode("utf-8", "surrogatepass"), "program.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as problem:
            return f"{type(problem).__name__}: {problem}"
    return None


def main(arguments):
    if arguments[:1] == ["--one"]:
        _, path, answer = arguments
        result = json.dumps(examine(path))
        with open(answer, "w", encoding="utf-8") as file:
            file.write(result)
        os._exit(0)  # a thread that the program left running must not hang the answer
    sources = json.load(sys.stdin)
    if arguments[:1] == ["--compile"]:
        answers = [compiles(source) for source in sources]
    else:
        import concurrent.futures

        with concurrent.futures.ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
            answers = list(pool.map(ask, sources))
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
