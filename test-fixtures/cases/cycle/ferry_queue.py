"""Cars wait for a ferry; cars may leave the queue from the middle."""


class Car:
    def __init__(self, plate, metres):
        self.plate = plate
        self.metres = metres
        self.ahead = None
        self.behind = None


class FerryQueue:
    def __init__(self):
        self.first = self.last = None
        self._by_plate = {}

    def arrive(self, plate, metres):
        car = Car(plate, metres)
        if self.last is None:
            self.first = car
        else:
            car.ahead = self.last
            self.last.behind = car
        self.last = car
        self._by_plate[plate] = car

    def leave(self, plate):
        car = self._by_plate.pop(plate, None)
        if car is None:
            return None
        if car.ahead is None:
            self.first = car.behind
        else:
            car.ahead.behind = car.behind
        if car.behind is None:
            self.last = car.ahead
        else:
            car.behind.ahead = car.ahead
        car.ahead = car.behind = None
        return car

    def board(self, deck):
        boarded = []
        while self.first is not None and self.first.metres <= deck:
            car = self.leave(self.first.plate)
            deck -= car.metres
            boarded.append(car.plate)
        return boarded

    def send_home(self):
        plates = []
        while self.first is not None:
            plates.append(self.leave(self.first.plate).plate)
        return plates


def sail(arrivals, quitting, deck):
    queue = FerryQueue()
    try:
        for plate, metres in arrivals:
            queue.arrive(plate, metres)
        for plate in quitting:
            queue.leave(plate)
        return queue.board(deck)
    finally:
        queue.send_home()


def scenario(tmp):
    cars = [("K-1", 4.1), ("L-7", 6.0), ("M-3", 3.9), ("N-9", 4.4)]
    print(sail(cars, ["L-7"], 9.0))
    print(sail(cars, [], 4.0))
