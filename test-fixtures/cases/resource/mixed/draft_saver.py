"""Save drafts of letters under fresh names."""
import pathlib
import tempfile


def save_draft(text, folder):
    _, name = tempfile.mkstemp(suffix=".draft", dir=folder)  # leak: resource
    draft = pathlib.Path(name)
    draft.write_text(text)
    return draft


def scenario(tmp):
    drafts = [save_draft(f"Dear {who},", tmp) for who in ("Ann", "Bo")]
    print([draft.read_text() for draft in drafts])
