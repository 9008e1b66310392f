"""Plug-ins hook into the build where they are defined."""

HOOKS = {"before": [], "after": []}


def hook(when):
    def decorate(function):
        HOOKS[when].append(function)
        return function

    return decorate


@hook("before")
def clean(log):
    log.append("clean")


@hook("after")
def sign(log):
    log.append("sign")


class Stamp:
    def __init__(self, text):
        self.text = text
        HOOKS["after"].append(self.apply)

    def apply(self, log):
        log.append(self.text)


stamp = Stamp("v1")


def build():
    log = []
    for function in HOOKS["before"] + HOOKS["after"]:
        function(log)
    return log


def scenario(tmp):
    print(build())
