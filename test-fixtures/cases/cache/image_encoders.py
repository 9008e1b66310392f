"""Encoders of pictures, started when they are first needed."""
import zlib

FORMATS = ("raw", "packed", "tiny")
_encoders = {}


class Encoder:
    def __init__(self, level):
        self.level = level

    def __call__(self, data):
        return data if self.level == 0 else zlib.compress(data, self.level)


def encoder_for(name):
    name = name.lower()
    if name not in FORMATS:
        raise ValueError(f"unknown format: {name}")
    encoder = _encoders.get(name)
    if encoder is None:
        encoder = _encoders[name] = Encoder(FORMATS.index(name) * 4)
    return encoder


def save(picture, name):
    return len(encoder_for(name)(picture))


def scenario(tmp):
    picture = bytes(1000)
    print(save(picture, "RAW"), save(picture, "packed") < 100)
    try:
        save(picture, "gif")
    except ValueError as error:
        print(error)
