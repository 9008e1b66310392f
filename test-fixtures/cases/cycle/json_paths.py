"""Lists the leaf paths of a nested configuration and renders some of them."""
import json


def leaf_paths(document):
    found = []

    def walk(value, path):
        if isinstance(value, dict):
            for key in sorted(value):
                walk(value[key], path + (key,))
        elif isinstance(value, list):
            for index, item in enumerate(value):
                walk(item, path + (str(index),))
        else:
            found.append(("/".join(path), value))

    try:
        walk(document, ())
    finally:
        del walk
    return found


def depth_of(document):
    def depth(value, recurse):
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return 1 + max((recurse(item, recurse) for item in inner), default=0)

    return depth(document, depth)


def render(path, wanted=None):
    document = json.loads(path.read_text())
    lines = [f"{place}={value}" for place, value in leaf_paths(document)]
    if wanted:
        lines = [line for line in lines if line.startswith(wanted)]
    return depth_of(document), lines


def scenario(tmp):
    config = tmp / "config.json"
    config.write_text('{"db": {"host": "localhost", "ports": [5432, 5433]}, "debug": false}')
    print(render(config))
    print(render(config, "db/ports"))
