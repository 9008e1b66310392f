"""Orbit computations are tried with several methods; the outcome names the last trouble."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Generic, TypeVar

T = TypeVar("T")


@dataclass
class Outcome(Generic[T]):
    value: T | None = None
    error: Exception | None = None
    tried: list[str] = field(default_factory=list)

    def fail(self, error: Exception) -> "Outcome[T]":
        self.error = error.with_traceback(None)
        return self

    def succeed(self, value: T) -> "Outcome[T]":
        self.value, self.error = value, None
        return self

    def unwrap(self) -> T:
        if self.error is not None:
            raise RuntimeError(f"gave up after {len(self.tried)} methods: {self.error}")
        return self.value


def by_series(eccentricity: float) -> float:
    if eccentricity > 0.66:
        raise ArithmeticError(f"series diverges at {eccentricity}")
    return round(1 + eccentricity / 2, 4)


def by_parabola(eccentricity: float) -> float:
    return round(2 / (eccentricity - 1), 4)


def attempt(methods: list[Callable[[float], float]], eccentricity: float) -> Outcome[float]:
    outcome: Outcome[float] = Outcome()
    for method in methods:
        outcome.tried.append(method.__name__)
        try:
            return outcome.succeed(method(eccentricity))
        except ArithmeticError as trouble:
            outcome.fail(trouble)
    return outcome


def scenario(tmp):
    for eccentricity in (0.2, 0.9, 1.0):
        outcome = attempt([by_series, by_parabola], eccentricity)
        if outcome.error:
            print(type(outcome.error).__name__, outcome.tried)
        else:
            print(outcome.unwrap(), outcome.tried)
