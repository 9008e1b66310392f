"""Probes several services and keeps the outcome of each probe."""
import time


class ServiceDown(Exception):
    def __init__(self, service, code):
        super().__init__(f"{service} answered {code}")
        self.code = code


class Probe:
    def __init__(self, service, fetch, clock=time.monotonic):
        self.service = service
        self.fetch = fetch
        self.clock = clock
        self.error = None
        self.elapsed = None

    def run(self):
        started = self.clock()
        try:
            code = self.fetch(self.service)
            if code >= 400:
                raise ServiceDown(self.service, code)
        except ServiceDown as exc:
            self.error = exc.with_traceback(None)
        else:
            self.error = None
        finally:
            self.elapsed = self.clock() - started
        return self

    @property
    def healthy(self):
        return self.error is None

    def __str__(self):
        return f"{self.service} up" if self.healthy else f"{self.service} down ({self.error.code}: {self.error})"


def probe_all(services, fetch):
    probes = [Probe(service, fetch).run() for service in services]
    worst = max((p.error.code for p in probes if not p.healthy), default=0)
    return [str(p) for p in probes], worst


def scenario(tmp):
    codes = {"shop": 200, "mail": 503, "wiki": 404}
    lines, worst = probe_all(codes, codes.__getitem__)
    print(lines, worst)
    print(probe_all(["shop"], codes.get))
