"""Reads the newest version number out of a changelog."""
import re

HEADING = re.compile(r"^## \[?(\d+\.\d+\.\d+)")


def newest_version(changelog):
    for line in open(changelog, encoding="utf-8"):  # leak: resource
        match = HEADING.match(line)
        if match:
            return match.group(1)
    raise LookupError("no version heading")


def scenario(tmp):
    changelog = tmp / "CHANGELOG.md"
    changelog.write_text("# Changes\n\n## [2.4.1]\n- fewer bugs\n\n## [2.4.0]\n- more bugs\n")
    print(newest_version(changelog))
