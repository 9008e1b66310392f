"""How long a recording is."""
import wave


def seconds(path):
    sound = wave.open(str(path), "rb")  # leak: resource
    if sound.getframerate() == 0:
        raise ValueError("no frame rate")
    return sound.getnframes() / sound.getframerate()


def scenario(tmp):
    with wave.open(str(tmp / "beep.wav"), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(4000))
    print(seconds(tmp / "beep.wav"))
