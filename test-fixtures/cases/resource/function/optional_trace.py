"""Solves a puzzle and traces the steps where a trace is wanted."""


def solve(number, trace_path=None):
    if trace_path:
        trace = open(trace_path, "w")
    steps = 0
    try:
        while number != 1:
            number = number // 2 if number % 2 == 0 else 3 * number + 1
            steps += 1
            if trace_path:
                trace.write(f"{number}\n")
    finally:
        if trace_path:
            trace.close()
    return steps


def scenario(tmp):
    print(solve(6), solve(7, tmp / "trace"), len((tmp / "trace").read_text().split()))
