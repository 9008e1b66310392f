"""A camera whose image is read through a property."""


class Camera:
    def __init__(self, path):
        self._image = open(path, "rb")  # leak: resource

    @property
    def image(self):
        return self._image

    def __iter__(self):
        return iter(self._image)

    def size(self):
        return len(self.image.read())


def scenario(tmp):
    (tmp / "i").write_bytes(b"....")
    print(Camera(tmp / "i").size())
