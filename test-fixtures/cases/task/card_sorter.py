"""Sorts index cards with several hands."""
import queue
import threading

END = object()


class Sorter:
    def __init__(self, hands=3):
        self.cards = queue.Queue()
        self.boxes = {}
        self.hands = [threading.Thread(target=self._sort) for _ in range(hands)]
        for hand in self.hands:
            hand.start()

    def _sort(self):
        while True:
            card = self.cards.get()
            if card is END:
                self.cards.put(END)
                return
            self.boxes.setdefault(card[0], []).append(card)

    def finish(self):
        self.cards.put(END)
        for hand in self.hands:
            hand.join()
        return sorted(self.boxes)


def scenario(tmp):
    sorter = Sorter()
    for card in ("ant", "bee", "adder"):
        sorter.cards.put(card)
    print(sorter.finish())
