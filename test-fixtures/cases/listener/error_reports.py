"""Jobs report their uncaught errors in their own words."""
import sys
import threading


def run(job, report):
    before = sys.excepthook

    def hook(kind, error, trace):
        report.append(str(error))
        before(kind, error, trace)

    sys.excepthook = hook  # leak: listener
    return job()


def run_thread(job, report):
    before = threading.excepthook

    def hook(args):
        report.append(str(args.exc_value))
        before(args)

    threading.excepthook = hook
    try:
        thread = threading.Thread(target=job)
        thread.start()
        thread.join()
    finally:
        threading.excepthook = before
    return report


def scenario(tmp):
    print(run(lambda: 3, []), run_thread(lambda: None, []))
