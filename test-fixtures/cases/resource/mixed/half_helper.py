"""Two helpers of a form printer, of which one tidies up only after success."""


def conclude(form, complete):
    if not complete:
        return False
    form.write("-- end --\n")
    form.close()
    return True


def print_form(path, fields):
    form = open(path, "w")  # leak: resource
    complete = True
    for name, value in fields:
        complete = complete and value is not None
        form.write(f"{name}: {value}\n")
    return conclude(form, complete)


def scenario(tmp):
    print(print_form(tmp / "a", [("name", "ann")]), print_form(tmp / "b", [("name", None)]))
