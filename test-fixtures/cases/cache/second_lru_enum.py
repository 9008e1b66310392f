"""Names of planets in a closed enumeration."""
import enum
import functools


class Planet(enum.Enum):
    EARTH = 3
    MARS = 4

    @functools.lru_cache(maxsize=None)
    def label(self):
        return f"{self.value}. {self.name.title()}"


@functools.cache
def banner():
    return ", ".join(planet.label() for planet in Planet)


def scenario(tmp):
    print(banner(), Planet.MARS.label())
