"""View model of a sign-up form: fields are observable, the form derives its state from them."""
from typing import Any, Callable, Generic, TypeVar

T = TypeVar("T")


class Observable(Generic[T]):
    def __init__(self, value: T):
        self._value = value
        self._watchers: list[Callable[[T], Any]] = []

    def get(self) -> T:
        return self._value

    def set(self, value: T) -> None:
        if value == self._value:
            return
        self._value = value
        for watcher in self._watchers:
            watcher(value)

    def watch(self, watcher: Callable[[T], Any]) -> "Observable[T]":
        self._watchers.append(watcher)
        return self


class ViewModel:
    """Fields declared as class annotations with defaults become observables."""

    def __init__(self):
        self.fields = {}
        for name, default in self.defaults().items():
            hook = getattr(self, f"on_{name}", None)
            field = Observable(default)
            if hook is not None:
                field.watch(hook)  # leak: cycle #1
            self.fields[name] = field  # leak: cycle #1

    def defaults(self):
        raise NotImplementedError

    def __getitem__(self, name):
        return self.fields[name].get()

    def __setitem__(self, name, value):
        self.fields[name].set(value)


class SignUpForm(ViewModel):
    def __init__(self):
        super().__init__()
        self.messages = {}

    def defaults(self):
        return {"email": "", "password": "", "newsletter": False}

    def on_email(self, text):
        self._check("email", "@" in text, "not an address")

    def on_password(self, text):
        self._check("password", len(text) >= 8, "too short")

    def _check(self, name, good, message):
        if good:
            self.messages.pop(name, None)
        else:
            self.messages[name] = message

    @property
    def can_submit(self):
        return not self.messages and bool(self["email"] and self["password"])


def scenario(tmp):
    form = SignUpForm()
    form["email"] = "ada"
    form["password"] = "lovelace1815"
    print(form.messages, form.can_submit)
    form["email"] = "ada@example.org"
    print(form.messages, form.can_submit)
