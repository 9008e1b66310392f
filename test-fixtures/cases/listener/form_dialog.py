"""Dialogs of an address book; they redraw when the language changes."""
from typing import Protocol


class LanguageListener(Protocol):
    def language_changed(self, language: str) -> None: ...


class Translator:
    TEXTS = {"en": {"name": "Name", "save": "Save"}, "de": {"name": "Name", "save": "Sichern"}}

    def __init__(self) -> None:
        self.language = "en"
        self._listeners: list[LanguageListener] = []

    def add(self, listener: LanguageListener) -> None:
        self._listeners.append(listener)

    def remove(self, listener: LanguageListener) -> None:
        self._listeners.remove(listener)

    def switch(self, language: str) -> None:
        self.language = language
        for listener in tuple(self._listeners):
            listener.language_changed(language)

    def __call__(self, key: str) -> str:
        return self.TEXTS[self.language][key]


translate = Translator()


class AddressDialog:
    def __init__(self, person: dict[str, str]) -> None:
        self.person = person
        self.values = dict(person)
        self.labels: list[str] = []
        self.language_changed(translate.language)
        translate.add(self)  # leak: listener

    def language_changed(self, language: str) -> None:
        self.labels = [translate(key) for key in ("name", "save")]

    def type(self, field: str, text: str) -> None:
        self.values[field] = text

    @property
    def dirty(self) -> bool:
        return self.values != self.person

    def close(self) -> bool:
        if not self.dirty:
            return False
        self.person.update(self.values)
        translate.remove(self)
        return True


def edit(person: dict[str, str], **changes: str) -> tuple[bool, list[str]]:
    dialog = AddressDialog(person)
    translate.switch("de")
    for field, text in changes.items():
        dialog.type(field, text)
    saved = dialog.close()
    translate.switch("en")
    return saved, dialog.labels


def scenario(tmp):
    person = {"name": "Ada"}
    print(edit(person, name="Ada L."), person)
    print(edit(person))
