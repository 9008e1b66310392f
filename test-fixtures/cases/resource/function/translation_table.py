"""Message catalogues of a small application, one JSON file for each language."""
import json


def load_languages(folder, wanted):
    return {
        language: json.load(open(folder / f"{language}.json", encoding="utf-8"))  # leak: resource
        for language in wanted
    }


def translate(messages, language, key):
    return messages.get(language, {}).get(key, key)


def scenario(tmp):
    (tmp / "de.json").write_text('{"yes": "ja", "no": "nein"}')
    (tmp / "fr.json").write_text('{"yes": "oui"}')
    messages = load_languages(tmp, ["de", "fr"])
    for language in ("de", "fr"):
        print(translate(messages, language, "yes"), translate(messages, language, "no"))
