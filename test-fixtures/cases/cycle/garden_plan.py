"""Beds of a garden; the plan is drawn when it is first asked for."""
from functools import cached_property


class Plan:
    def __init__(self, garden):
        self.garden = garden  # leak: cycle #1

    def draw(self):
        return " ".join(f"[{bed}]" for bed in self.garden.beds)


class Garden:
    def __init__(self, *beds):
        self.beds = beds

    @cached_property
    def plan(self):
        return Plan(self)  # leak: cycle #1


def scenario(tmp):
    garden = Garden("beans", "kale")
    print(garden.plan.draw(), garden.plan is garden.plan)
