"""A barrier of a car park; its state is written to a file."""


class Barrier:
    def __init__(self, path):
        self._log = open(path, "w")  # leak: resource
        self._is_open = True

    def pass_car(self, plate):
        if self._is_open:
            self._log.write(plate + "\n")

    def close(self):
        self._is_open = False


def scenario(tmp):
    barrier = Barrier(tmp / "cars")
    barrier.pass_car("B-AB 12")
    barrier.close()
    barrier.pass_car("M-XY 34")
    print((tmp / "cars").exists())
