"""Writes events to a log that starts a new file when the old one is full."""


def write_events(events, folder, limit):
    generation = 0
    log = open(folder / "log.0", "w")
    try:
        for event in events:
            if log.tell() + len(event) > limit:
                log.close()
                generation += 1
                log = open(folder / f"log.{generation}", "w")
            log.write(event + "\n")
    finally:
        log.close()
    return generation + 1


def scenario(tmp):
    print(write_events(["start", "login ann", "logout ann", "login bo", "stop"], tmp, 12))
