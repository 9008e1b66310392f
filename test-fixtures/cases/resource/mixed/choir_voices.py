"""Open a file for every voice of a choir and hand out the notes."""
from contextlib import ExitStack


def hand_out(notes, folder):
    stack = ExitStack()  # leak: resource #1
    voices = {}
    for voice, _ in notes:
        if voice not in voices:
            voices[voice] = stack.enter_context(open(folder / voice, "w"))  # leak: resource #1
    for voice, note in notes:
        voices[voice].write(note)
        voices[voice].flush()
    return sorted(voices)


def scenario(tmp):
    print(hand_out([("alto", "c"), ("bass", "g"), ("alto", "e")], tmp), (tmp / "alto").read_text())
