"""Manifests of the installed plug-ins."""
import json


def manifests(folder):
    return {m["name"]: m["version"] for m in [json.load(open(p)) for p in sorted(folder.glob("*.json"))]}  # leak: resource


def newer(installed, wanted):
    return sorted(name for name, version in wanted.items() if installed.get(name, 0) < version)


def scenario(tmp):
    for name, version in (("spell", 3), ("mail", 1)):
        (tmp / f"{name}.json").write_text(json.dumps({"name": name, "version": version}))
    print(newer(manifests(tmp), {"spell": 3, "mail": 2, "chat": 1}))
