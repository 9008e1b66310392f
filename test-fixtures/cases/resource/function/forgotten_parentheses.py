"""Saves the state of a game."""


def save(path, state):
    slot = open(path, "w")  # leak: resource
    try:
        for key, value in sorted(state.items()):
            slot.write(f"{key}={value}\n")
    finally:
        slot.close
    return len(state)


def scenario(tmp):
    print(save(tmp / "slot1", {"level": 3, "lives": 2}))
