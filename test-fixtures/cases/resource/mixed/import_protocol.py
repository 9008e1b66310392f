"""Write the protocol of one import into a file of its own."""
import logging

log = logging.getLogger("importer")
log.propagate = False


def run_import(rows, protocol):
    handler = logging.FileHandler(protocol, encoding="utf-8")  # leak: resource
    log.addHandler(handler)
    try:
        for row in rows:
            if not row:
                log.warning("empty row")
    finally:
        log.removeHandler(handler)


def scenario(tmp):
    run_import(["a", "", "b"], tmp / "protocol")
    print((tmp / "protocol").read_text())
