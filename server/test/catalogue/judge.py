"""CPython's word on the catalogue.

Reads the merged catalogue as JSON from stdin (``types``, ``callables``, ``aliases``) and checks what it
claims against the running interpreter. Prints a JSON list of ``{subject, verdict, detail}``; a verdict is
``true``, ``wrong``, ``absent`` (this Python or platform has no such thing) or ``unseen`` (no sample).
"""
import asyncio
import gc
import importlib
import inspect
import json
import os
import sqlite3
import sys
import tempfile
import warnings

warnings.simplefilter("ignore")
sys.path.insert(0, os.path.dirname(__file__))
ORIGIN = os.getcwd()
WORK = tempfile.TemporaryDirectory()
os.chdir(WORK.name)

import claims  # noqa: E402
import samples  # noqa: E402

CATALOGUE = json.load(sys.stdin)
TYPES = CATALOGUE["types"]
CALLABLES = CATALOGUE["callables"]
REPORT = []
FAILURES = (ValueError, OSError, sqlite3.Error, RuntimeError)


def report(subject, verdict, detail=""):
    REPORT.append({"subject": subject, "verdict": verdict, "detail": str(detail)})


def resolve(name):
    """The object of a qualified name, or None where this Python has none."""
    parts = name.split(".")
    for size in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:size]))
        except ImportError:
            continue
        for part in parts[size:]:
            found = getattr(found, part, None)
            if found is None:
                return None
        return found
    return None


def check_signature(name, entry):
    found = resolve(name)
    if found is None:
        return report(f"signature {name}", "absent")
    if not callable(found):
        return report(f"signature {name}", "wrong", "not callable")
    wanted = entry.get("parameters", [])
    try:
        actual = list(inspect.signature(found).parameters.values())
    except (TypeError, ValueError):
        return report(f"signature {name}", "true", "no signature to compare with")
    if any(one.kind is one.VAR_POSITIONAL for one in actual):
        # Names for the places of a star argument, as in zip(first, second), are the catalogue's own.
        return report(f"signature {name}", "true", "star arguments")
    names = [one.name for one in actual]
    keyword_only = {one.name for one in actual if one.kind is one.KEYWORD_ONLY}
    open_ended = any(one.kind is one.VAR_KEYWORD for one in actual)
    positional = [one.name for one in actual if one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD)]
    for index, parameter in enumerate(wanted):
        if parameter in keyword_only:
            continue
        if parameter not in names and (open_ended or index >= len(positional)):
            continue  # added in another version
        if index >= len(positional) or positional[index] != parameter:
            return report(f"signature {name}", "wrong", f"{wanted} against {names}")
    report(f"signature {name}", "true")


def flatten(spec, made, path):
    """Pairs of type name and value for the fresh resources of a value specification."""
    if isinstance(spec, str):
        if TYPES[spec].get("resource"):
            yield spec, made
    elif "elements" in spec:
        for part, value in zip(spec["elements"], made):
            if part is not None:
                yield from flatten(part, value, path)


def is_open(type_name, value):
    probe = samples.PROBES.get(type_name)
    if probe:
        return probe(value)
    attribute = TYPES[type_name]["resource"].get("closedAttribute")
    if attribute and hasattr(value, attribute):
        return not getattr(value, attribute)
    raise LookupError(f"no way to see whether a {type_name} is open")


def release(type_name, value, how=None):
    resource = TYPES[type_name]["resource"]
    if resource["release"]:
        returned = getattr(value, how or resource["release"][0])()
    else:
        returned = resolve(resource["releaseFunctions"][0])(value)
    return returned


def discard(type_name, value):
    """Release whatever may be left, by force; the claims were checked before."""
    try:
        if is_open(type_name, value):
            release(type_name, value)
    except Exception:
        pass


async def call(function):
    made = function()
    return await made if inspect.isawaitable(made) else made


async def check_acquisition(name, entry):
    """What is called a resource is open when it is made, and released by its first release method."""
    if resolve(name) is None:
        return report(f"acquires {name}", "absent")
    if name in samples.NOT_RUN:
        return report(f"acquires {name}", "unseen", samples.NOT_RUN[name])
    sample = samples.CALLS.get(name)
    if sample is None:
        return report(f"acquires {name}", "wrong", "there is no sample of this call")
    made = sample()
    if inspect.isawaitable(made) != bool(entry.get("async")):
        return report(f"acquires {name}", "wrong", "awaitable or not")
    made = await made if entry.get("async") else made
    values = list(flatten(entry["returns"], made, name))
    problems = [] if values else ["nothing to release"]
    for type_name, value in values:
        if not is_open(type_name, value):
            problems.append(f"{type_name} is not open")
        returned = release(type_name, value)
        if inspect.isawaitable(returned):
            await returned
        if is_open(type_name, value):
            problems.append(f"{type_name} is still open")
    report(f"acquires {name}", "wrong" if problems else "true", "; ".join(problems))


async def check_type(name, entry):
    """Every claim about a resource type, on a fresh sample for each."""
    call_name = samples.SAMPLE_OF_TYPE.get(name)
    if call_name is None:
        return report(f"type {name}", "unseen", samples.TYPES_NOT_RUN.get(name, "there is no sample of this type"))
    if resolve(call_name) is None:
        return report(f"type {name}", "absent")
    spec = samples.SPEC_OF_TYPE.get(name) or CALLABLES[call_name]["returns"]

    async def fresh():
        values = list(flatten(spec, await call(samples.CALLS[call_name]), name))
        for other_type, other in values:
            if other_type != name:
                discard(other_type, other)
        return next(value for type_name, value in values if type_name == name)

    resource = entry["resource"]
    for method in resource["release"]:
        value = await fresh()
        returned = release(name, value, method)
        if inspect.isawaitable(returned):
            await returned
        report(f"{name}.{method}() releases", "wrong" if is_open(name, value) else "true")
        discard(name, value)

    await check_with(name, resource, await fresh())
    check_members(name, entry, await fresh())
    if resource.get("exhaustible"):
        value = await fresh()
        list(value)
        report(f"{name} exhausted is released", "wrong" if is_open(name, value) else "true")
        discard(name, value)
    for method in resource.get("failsWhenReleased", []):
        value = await fresh()
        release(name, value)
        report(f"{name}.{method}() fails when released", *outcome(value, method))
    if resource.get("iterationFailsWhenReleased"):
        value = await fresh()
        release(name, value)
        report(f"{name} iteration fails when released", *outcome(value, "__iter__"))


async def check_with(name, resource, value):
    claims = {"with": ("__enter__", "__exit__"), "asyncWith": ("__aenter__", "__aexit__")}
    for key, (enter, leave) in claims.items():
        claim = resource.get(key, "none")
        subject = f"{name} {key} {claim}"
        if claim == "none":
            report(subject, "wrong" if hasattr(type(value), enter) else "true")
            continue
        entered = getattr(value, enter)()
        if inspect.isawaitable(entered):
            entered = await entered
        if (entered is value) == bool(resource.get("entersOther")):
            report(f"{name} entersOther", "wrong", type(entered))
        left = getattr(value, leave)(None, None, None)
        if inspect.isawaitable(left):
            await left
        still_open = is_open(name, value)
        report(subject, "true" if still_open == (claim == "keep") else "wrong")
    discard(name, value)


def check_members(name, entry, value):
    closed = entry.get("resource", {}).get("closedAttribute")
    absent = samples.MEMBERS_ELSEWHERE.get(name, ())
    members = [*entry.get("methods", {}), *entry.get("attributes", {}), *([closed] if closed else [])]
    missing = [one for one in members if one not in absent and not hasattr(value, one)]
    report(f"{name} members", "wrong" if missing else "true", ", ".join(missing))
    classes = tuple(one for one in map(resolve, entry.get("classes", [])) if inspect.isclass(one))
    if classes and name not in samples.CLASS_ELSEWHERE:
        report(f"{name} classes", "true" if isinstance(value, classes) else "wrong", type(value))
    if entry.get("resource"):
        discard(name, value)


def outcome(value, method):
    if not hasattr(value, method):
        return "absent", "no such method in this version"
    try:
        if method == "__iter__":
            next(iter(value))
        else:
            getattr(value, method)(*samples.arguments(value, method))
    except FAILURES as error:
        return "true", type(error).__name__
    except Exception as error:
        return "wrong", repr(error)
    return "wrong", "no exception"


async def main():
    for name in {**CALLABLES, **{alias: None for alias in CATALOGUE["aliases"]}}:
        entry = CALLABLES.get(CATALOGUE["aliases"].get(name, name))
        check_signature(name, entry if name in CALLABLES else {})
    for name, entry in CALLABLES.items():
        if "returns" in entry and samples.gives_resource(entry["returns"], TYPES):
            await guarded(f"acquires {name}", check_acquisition(name, entry))
    for name, entry in TYPES.items():
        if entry.get("resource"):
            await guarded(f"type {name}", check_type(name, entry))
        elif name in samples.OTHER_VALUES:
            try:
                value = samples.OTHER_VALUES[name]()
            except AttributeError as error:
                report(f"{name} members", "absent", error)
            else:
                check_members(name, entry, value)
        else:
            report(f"type {name}", "unseen", samples.TYPES_NOT_RUN.get(name, "there is no sample of this type"))
    for name, check in claims.CLAIMS.items():
        try:
            problem = check()
            report(f"claim {name}", "wrong" if problem else "true", problem or "")
        except ModuleNotFoundError as error:
            report(f"claim {name}", "absent", error)
        except Exception as error:
            report(f"claim {name}", "wrong", repr(error))


async def guarded(subject, check):
    try:
        await check
    except Exception as error:
        report(subject, "wrong", repr(error))
    gc.collect()


asyncio.run(main())
os.chdir(ORIGIN)
print(json.dumps(REPORT))
sys.stdout.flush()
# Leftover threads and child processes of the samples are nobody's concern.
os._exit(0)
