"""Solve a riddle, with a protocol where one is asked for."""


def solve(numbers, target, protocol=None):
    log = None
    try:
        if protocol is not None:
            log = open(protocol, "w")
        for number in numbers:
            if log:
                log.write(f"try {number}\n")
            if number * number == target:
                return number
        raise LookupError(target)
    finally:
        if log is not None:
            log.close()


def scenario(tmp):
    print(solve(range(9), 49), solve(range(9), 16, tmp / "protocol"))
    try:
        solve([1, 2], 9, tmp / "protocol")
    except LookupError as error:
        print(error, (tmp / "protocol").read_text().split("\n"))
