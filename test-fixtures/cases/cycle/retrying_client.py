"""Ask a flaky service a few times before giving up."""


class Flaky:
    def __init__(self, failures):
        self.failures = failures

    def ask(self):
        if self.failures > 0:
            self.failures -= 1
            raise ConnectionError(f"{self.failures} failures to go")
        return "answer"


def retry(service, attempts):
    last = None
    for _ in range(attempts):
        try:
            return service.ask()
        except ConnectionError as error:
            last = error  # leak: cycle
    raise last


def scenario(tmp):
    print(retry(Flaky(1), 3))
    try:
        retry(Flaky(5), 2)
    except ConnectionError as error:
        print(f"gave up: {error}")
