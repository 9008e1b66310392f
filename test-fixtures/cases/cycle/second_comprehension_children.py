"""Wheels that know their car."""


class Wheel:
    def __init__(self, car, place):
        self.car = car  # leak: cycle #1
        self.place = place

    def describe(self):
        return f"{self.place} wheel of {self.car.brand}"


class Car:
    def __init__(self, brand):
        self.brand = brand
        self.wheels = [Wheel(self, place) for place in ("left", "right")]  # leak: cycle #1


def scenario(tmp):
    print([wheel.describe() for wheel in Car("Lada").wheels])
