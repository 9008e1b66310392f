"""One thread for the whole process writes the audit trail."""
import queue
import threading

_jobs = queue.Queue()
_worker = None
_lock = threading.Lock()
TRAIL = []


def _run():
    while True:
        job = _jobs.get()
        TRAIL.append(job)
        del TRAIL[:-5]
        _jobs.task_done()


def audit(line):
    global _worker
    with _lock:
        if _worker is None:
            _worker = threading.Thread(target=_run, daemon=True)
            _worker.start()
    _jobs.put(line)


def scenario(tmp):
    audit("login")
    audit("logout")
    _jobs.join()
    print(TRAIL[-2:])
