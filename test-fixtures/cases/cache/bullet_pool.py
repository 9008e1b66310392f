"""Bullets of a game are used again."""
import itertools

_frame = itertools.count()


class Bullet:
    spare = []

    def __init__(self):
        self.x = self.speed = 0

    @classmethod
    def fire(cls, x, speed):
        bullet = cls.spare.pop() if cls.spare else cls()
        bullet.x, bullet.speed = x, speed
        return bullet

    def fly(self):
        self.x += self.speed
        return self.x < 10

    def recycle(self):
        self.spare.append(self)


def scenario(tmp):
    flying = [Bullet.fire(next(_frame) % 5, speed) for speed in (2, 3)]
    while flying:
        for bullet in list(flying):
            if not bullet.fly():
                flying.remove(bullet)
                bullet.recycle()
    print(len(flying))
