"""Reads settings in three formats that the programs of a suite happen to use."""
import pickle
import tomllib
import xml.etree.ElementTree as ET


def gather(folder):
    settings = {}
    settings.update(tomllib.load(open(folder / "a.toml", "rb")))  # leak: resource
    settings.update(pickle.load(open(folder / "b.pickle", "rb")))  # leak: resource
    with open(folder / "c.xml") as document:
        root = ET.parse(document).getroot()
    settings.update((child.tag, child.text) for child in root)
    return settings


def scenario(tmp):
    (tmp / "a.toml").write_text("size = 3\n")
    (tmp / "b.pickle").write_bytes(pickle.dumps({"name": "x"}))
    (tmp / "c.xml").write_text("<s><mode>fast</mode></s>")
    print(gather(tmp))
