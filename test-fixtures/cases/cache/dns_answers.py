"""Names of hosts and what they resolve to."""
import itertools

RESOLVED = {}  # leak: cache #1
_host = itertools.count()


def remember(table, key, make):
    if key not in table:
        table[key] = make(key)  # leak: cache #1
    return table[key]


def _ask(host):
    return f"10.0.0.{len(host) % 250}"


def address(host):
    return remember(RESOLVED, host, _ask)


def scenario(tmp):
    print(address("localhost"))
    print(address(f"node-{next(_host)}.example.org").startswith("10."))
