"""Packs boxes with several packers."""
import queue
import threading


def pack(boxes, packers=3):
    todo = queue.Queue()
    packed = []

    def packer():
        while True:
            box = todo.get()
            if box is None:
                todo.task_done()
                return
            packed.append(f"{box} packed")
            todo.task_done()

    for _ in range(packers):
        threading.Thread(target=packer, daemon=True).start()  # leak: task
    for box in boxes:
        todo.put(box)
    todo.put(None)
    todo.join()
    return sorted(packed)


def scenario(tmp):
    print(pack(["cups", "plates"]))
    print(pack(["books"], packers=2))
