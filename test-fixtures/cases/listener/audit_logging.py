"""Logging of a payroll run: one console for all, one memory per run."""
import contextlib
import logging
import logging.handlers

AUDIT = "payroll.audit"


class MemoryList(logging.Handler):
    def __init__(self, level=logging.NOTSET):
        super().__init__(level)
        self.records = []

    def emit(self, record):
        self.records.append(f"{record.levelname.lower()}: {record.getMessage()}")


def audit_log():
    log = logging.getLogger(AUDIT)
    if any(isinstance(handler, logging.NullHandler) for handler in log.handlers):
        return log
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(logging.NullHandler())
    return log


def _swap(log, old, new):
    for handler in old:
        log.removeHandler(handler)
    for handler in new:
        log.addHandler(handler)


@contextlib.contextmanager
def recorded(*handlers):
    log = audit_log()
    before = list(log.handlers)
    _swap(log, before, handlers)
    try:
        yield log
    finally:
        _swap(log, handlers, before)


class PayrollRun:
    def __init__(self, salaries):
        self.salaries = salaries

    def execute(self):
        paid = 0
        memory = MemoryList(logging.INFO)
        with recorded(memory) as log:
            for name, salary in self.salaries.items():
                if salary <= 0:
                    log.warning("%s gets nothing", name)
                    continue
                log.info("%s gets %d", name, salary)
                paid += salary
        return paid, memory.records


def scenario(tmp):
    audit_log().info("run starts")
    print(PayrollRun({"ada": 4000, "bo": 0}).execute())
    print(PayrollRun({}).execute())
