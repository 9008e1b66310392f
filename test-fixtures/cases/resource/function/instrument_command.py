"""Carries out the commands of a measuring instrument that work on its memory file."""


def execute(command, memory):
    file = open(memory, "r+")  # leak: resource
    match command.split():
        case ["read"]:
            answer = file.read()
            file.close()
        case ["store", value]:
            file.seek(0, 2)
            file.write(value + ";")
            file.close()
            answer = "ok"
        case ["clear"]:
            file.truncate(0)
            answer = "ok"
        case _:
            file.close()
            answer = "error"
    return answer


def scenario(tmp):
    memory = tmp / "memory"
    memory.touch()
    for command in ("store 1.5", "store 2.0", "read", "clear", "bogus"):
        print(command, execute(command, memory))
