"""Every planet that was ever made can be looked up."""
import itertools

_number = itertools.count()


class Registered(type):
    instances = {}  # leak: cache #1

    def __call__(cls, name, *args):
        made = super().__call__(name, *args)
        cls.instances[name] = made  # leak: cache #1
        return made


class Planet(metaclass=Registered):
    def __init__(self, name, moons=0):
        self.name, self.moons = name, moons


def scenario(tmp):
    earth, other = Planet("Earth", 1), Planet(f"X{next(_number)}")
    print(earth.moons, other.moons)
