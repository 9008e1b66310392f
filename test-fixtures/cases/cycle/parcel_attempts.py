"""Try a courier several times before giving a parcel up."""


class CourierBusy(Exception):
    pass


class Attempt:
    """One try; swallows the errors that are worth another one."""

    def __init__(self, number, retry_on):
        self.number = number
        self.retry_on = retry_on
        self.reason = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            return False
        self.reason = error  # leak: cycle
        return issubclass(kind, self.retry_on)

    @property
    def succeeded(self):
        return self.reason is None


def attempts(limit, retry_on=(CourierBusy,)):
    for number in range(1, limit + 1):
        yield Attempt(number, retry_on)


class Courier:
    def __init__(self, name, busy_for):
        self.name = name
        self._busy = busy_for

    def fetch(self, parcel):
        if self._busy > 0:
            self._busy -= 1
            raise CourierBusy(f"{self.name} is out ({self._busy} more)")
        return f"{self.name} took {parcel}"


def hand_over(parcel, courier, limit=3):
    receipt = None
    remarks = []
    for attempt in attempts(limit):
        with attempt:
            receipt = courier.fetch(parcel)
        if attempt.succeeded:
            break
        remarks.append(f"#{attempt.number}: {attempt.reason}")
    return receipt or "returned to sender", remarks


def scenario(tmp):
    for courier in (Courier("Mo", 0), Courier("Jo", 2), Courier("Bo", 9)):
        print(*hand_over("lamp", courier), sep=" | ")
