"""Load the saved state of a chess game."""
import struct


def check_version(version):
    if version > 2:
        raise NotImplementedError(f"version {version}")
    return version


def load_game(path):
    game = open(path, "rb")  # leak: resource
    version = check_version(game.read(1)[0])
    moves = struct.unpack(f"{version}B", game.read(version))
    game.close()
    return moves


def scenario(tmp):
    (tmp / "old").write_bytes(b"\2ab")
    (tmp / "new").write_bytes(b"\3abc")
    print(load_game(tmp / "old"))
    try:
        load_game(tmp / "new")
    except NotImplementedError as error:
        print(error)
