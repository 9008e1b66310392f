"""Nightly imports: every step may fail, and the failures are reported together."""
import json


class ReportsFailures:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.failures = []

    def note_failure(self, step, error):
        self.failures.append((step, error))  # leak: cycle #1

    @property
    def failed(self):
        return bool(self.failures)

    def failure_report(self):
        return [f"{step}: {type(error).__name__}" for step, error in self.failures]


class Job:
    steps = ()

    def run(self):
        for name in self.steps:
            self.run_step(name)
        return self

    def run_step(self, name):
        getattr(self, name)()


class ImportJob(ReportsFailures, Job):
    steps = ("read", "convert", "store")

    def __init__(self, source, target):
        super().__init__()
        self.source = source
        self.target = target
        self.records = []

    def run_step(self, name):
        try:
            super().run_step(name)
        except (OSError, ValueError, KeyError) as error:
            self.note_failure(name, error)  # leak: cycle #1

    def read(self):
        self.records = json.loads(self.source.read_text())

    def convert(self):
        self.records = [{"id": int(r["id"]), "name": r["name"]} for r in self.records]

    def store(self):
        self.target.write_text(json.dumps(self.records))


def scenario(tmp):
    good, bad = tmp / "good.json", tmp / "bad.json"
    good.write_text('[{"id": "7", "name": "ink"}]')
    bad.write_text('[{"id": "seven", "name": "ink"}')
    for source in (good, bad, tmp / "absent.json"):
        job = ImportJob(source, tmp / "out.json").run()
        print(job.failed, job.failure_report())
