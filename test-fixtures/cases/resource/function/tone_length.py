"""How long a recording is, read through a file that the caller's cache has made."""
import wave


def seconds(path):
    tape = open(path, "rb")  # leak: resource
    with wave.open(tape) as sound:
        return sound.getnframes() / sound.getframerate()


def scenario(tmp):
    path = tmp / "beep.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(4000))
    print(seconds(path))
