"""Measure programs: what does one cost that follows the advice, and what one that does not?

Reads a JSON array of objects ``{"source": ..., "measure": ...}`` from standard input and writes a JSON array of
numbers, null where a program fails. Each source is a module with a function ``scenario(tmp)``; it runs in an
interpreter of its own. The measures:

``peak``      bytes by which the memory of Python objects exceeds, at most, what there was before (``tracemalloc``)
``copied``    bytes written to make the bytes objects that local names come to hold
``records``   bytes that ``tracemalloc`` itself holds at the end of the scenario
"""
import contextlib
import gc
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import tracemalloc


def run(namespace):
    with tempfile.TemporaryDirectory() as tmp, contextlib.redirect_stdout(io.StringIO()):
        namespace["scenario"](pathlib.Path(tmp))


def peak(namespace):
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    run(namespace)
    _, highest = tracemalloc.get_traced_memory()
    return highest - before


def copied(namespace):
    held = {}
    total = 0

    def follow(frame, event, argument):
        nonlocal total
        if frame.f_code.co_filename != "program":
            return None
        for name, value in frame.f_locals.items():
            if type(value) is bytes and held.get((frame, name)) is not value:
                held[frame, name] = value
                total += len(value)
        return follow

    sys.settrace(follow)
    try:
        run(namespace)
    finally:
        sys.settrace(None)
    return total


def records(namespace):
    held = 0

    def follow(frame, event, argument):
        nonlocal held
        if event == "return" and frame.f_code.co_name == "scenario" and tracemalloc.is_tracing():
            held = tracemalloc.get_tracemalloc_memory()

    sys.setprofile(follow)
    try:
        run(namespace)
    finally:
        sys.setprofile(None)
    return held


MEASURES = {"peak": peak, "copied": copied, "records": records}


def one():
    task = json.load(sys.stdin)
    namespace = {"__name__": "program"}
    exec(compile(task["source"], "program", "exec"), namespace)
    json.dump(MEASURES[task["measure"]](namespace), sys.stdout)
    sys.stdout.flush()
    os._exit(0)


def main():
    answers = []
    for task in json.load(sys.stdin):
        process = subprocess.run(
            [sys.executable, __file__, "--one"], input=json.dumps(task), capture_output=True, text=True, timeout=120
        )
        answers.append(json.loads(process.stdout) if process.returncode == 0 and process.stdout else None)
    json.dump({"python": "%d.%d" % sys.version_info[:2], "numbers": answers}, sys.stdout)


if __name__ == "__main__":
    one() if sys.argv[1:] == ["--one"] else main()
