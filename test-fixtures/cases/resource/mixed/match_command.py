"""A tape machine with commands."""


def run(commands, folder):
    tape, heard = None, []
    for command in commands:
        match command.split():
            case ["load", name]:
                if tape:
                    tape.close()
                tape = open(folder / name)
            case ["play"]:
                heard.append(tape.readline().strip())
            case ["eject"]:
                tape.close()
                tape = None
    if tape:
        tape.close()
    return heard


def scenario(tmp):
    (tmp / "a").write_text("one\ntwo\n")
    (tmp / "b").write_text("three\n")
    print(run(["load a", "play", "load b", "play", "eject", "load a", "play"], tmp))
