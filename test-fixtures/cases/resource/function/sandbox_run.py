"""Runs a step of an installation in a folder of its own."""
import pathlib
import tempfile


def dry_run(step, base):
    sandbox = tempfile.TemporaryDirectory(dir=base)  # leak: resource
    root = pathlib.Path(sandbox.name)
    step(root)
    return sorted(path.name for path in root.iterdir())


def scenario(tmp):
    print(dry_run(lambda root: (root / "etc").mkdir(), tmp))
