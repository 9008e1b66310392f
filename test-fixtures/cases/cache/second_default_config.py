"""Options with defaults that are only read."""


def render(text, options={"bold": False, "width": 20}):
    shown = text.center(options["width"], ".")
    return shown.upper() if options.get("bold") else shown


def scenario(tmp):
    print(render("hello"))
    print(render("hello", {"bold": True, "width": 9}))
