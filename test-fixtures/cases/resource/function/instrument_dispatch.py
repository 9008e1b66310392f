"""Carries out the commands of a measuring instrument that work on its memory file."""


def execute(command, memory):
    match command.split():
        case ["read"]:
            with open(memory) as file:
                answer = file.read()
        case ["store", *values] if values:
            file = open(memory, "a")
            try:
                file.writelines(f"{float(value)};" for value in values)
                answer = "ok"
            except ValueError:
                answer = "bad number"
            finally:
                file.close()
        case ["clear"]:
            open(memory, "w").close()
            answer = "ok"
        case _:
            answer = "error"
    return answer


def scenario(tmp):
    memory = tmp / "memory"
    memory.touch()
    for command in ("store 1.5 2", "store x", "read", "clear", "bogus"):
        print(command, execute(command, memory))
