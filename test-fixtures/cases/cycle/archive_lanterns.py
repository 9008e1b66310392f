"""Import lantern slides from an old archive; report everything that is wrong at once."""
from dataclasses import dataclass, field


class SlideError(ValueError):
    def __init__(self, row, text):
        super().__init__(text)
        self.row = row


@dataclass(frozen=True)
class Slide:
    number: int
    title: str
    year: int


@dataclass
class ImportReport:
    slides: list = field(default_factory=list)
    errors: list = field(default_factory=list)

    def reject(self, error):
        self.errors.append(error.with_traceback(None))

    def first_error(self):
        return self.errors[0] if self.errors else None


def parse(row, line):
    number, _, rest = line.partition(";")
    title, _, year = rest.rpartition(";")
    if not number.isdigit():
        raise SlideError(row, f"bad number {number!r}")
    if not title:
        raise SlideError(row, "no title")
    return Slide(int(number), title.strip(), int(year))


def import_slides(lines):
    report = ImportReport()
    for row, line in enumerate(lines, 1):
        try:
            slide = parse(row, line)
        except SlideError as error:
            report.reject(error)
        except ValueError:
            report.errors.append(SlideError(row, "bad year"))
        else:
            report.slides.append(slide)
    return report


def summary(report):
    first = report.first_error()
    if first is None:
        return f"{len(report.slides)} slides"
    return f"{len(report.slides)} slides, {len(report.errors)} errors, first in row {first.row}: {first}"


def scenario(tmp):
    print(summary(import_slides(["1;Castle;1902", "2;Mill;1911"])))
    print(summary(import_slides(["1;Castle;1902", "x;Mill;1911", "3;;1900", "4;Fair;old"])))
