"""Nightly job: run the steps one after the other and say how each of them went."""
import dataclasses
import json
import typing as t


@dataclasses.dataclass
class Outcome:
    step: str
    produced: int = 0
    cause: t.Optional[BaseException] = None

    @property
    def ok(self) -> bool:
        return self.cause is None

    def headline(self) -> str:
        if self.ok:
            return f"{self.step}: {self.produced} rows"
        return f"{self.step}: {type(self.cause).__name__}"


class Step(t.Protocol):
    name: str

    def rows(self, text: str) -> t.Iterable[object]: ...


class JsonLines:
    name = "json lines"

    def rows(self, text):
        for line in text.splitlines():
            yield json.loads(line)


class Integers:
    name = "integers"

    def rows(self, text):
        return [int(word) for word in text.split()]


def attempt(step: Step, text: str) -> Outcome:
    outcome = Outcome(step.name)
    try:
        for _ in step.rows(text):
            outcome.produced += 1
    except (ValueError, LookupError) as problem:
        outcome = dataclasses.replace(outcome, cause=problem)  # leak: cycle
    return outcome


def run_all(steps, inputs):
    outcomes = [attempt(step, text) for step, text in zip(steps, inputs)]
    failed = [outcome for outcome in outcomes if not outcome.ok]
    return outcomes, len(failed)


def scenario(tmp):
    outcomes, failed = run_all([JsonLines(), Integers()], ['{"a": 1}\n[2]', "4 5 six"])
    for outcome in outcomes:
        print(outcome.headline())
    print(failed, "failed")
