"""Orders call hooks when they are paid."""

HOOKS = []
paid = []


def when_paid(hook):
    HOOKS.append(hook)


def note(order):
    if order not in paid:
        paid[:] = [order]


def pay(order):
    when_paid(note)  # leak: listener
    for hook in HOOKS:
        hook(order)
    return f"{order} paid"


def scenario(tmp):
    print(pay("tea"))
