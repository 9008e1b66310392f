"""All importers log into one place."""
import io
import logging

transcript = io.StringIO()
HANDLER = logging.StreamHandler(transcript)


def importer_log(name):
    log = logging.getLogger(f"importers.{name}")
    log.propagate = False
    log.addHandler(HANDLER)
    return log


def run(name, rows):
    log = importer_log(name)
    for row in rows:
        log.warning("%s", row)
    return len(rows)


def scenario(tmp):
    print(run("csv", ["a", "b"]), run("xml", []))
    transcript.seek(0)
    transcript.truncate()
