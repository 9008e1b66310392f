"""A tool that is started with arguments and remembers its runs."""
import argparse
import itertools

_number = itertools.count()
_runs = {}  # leak: cache #1


def parser():
    made = argparse.ArgumentParser("jobs")
    made.add_argument("name")
    made.add_argument("--times", type=int, default=1)
    return made


def main(argv):
    options = parser().parse_args(argv)
    key = (options.name, options.times)
    _runs[key] = [options.name] * options.times  # leak: cache #1
    return len(_runs[key])


def scenario(tmp):
    print(main([f"job{next(_number)}", "--times", "2"]))
