"""Trains a line through points and keeps the curves for a plot."""
import random

HISTORY = {"loss": [], "slope": []}  # leak: cache #1


def step(slope, points, rate):
    gradient = sum(2 * (slope * x - y) * x for x, y in points) / len(points)
    return slope - rate * gradient


def fit(points, epochs=3, rate=0.05):
    slope = 0.0
    for epoch in range(epochs):
        slope = step(slope, points, rate)
        loss = sum((slope * x - y) ** 2 for x, y in points)
        HISTORY["loss"].append((epoch, loss))  # leak: cache #1
        HISTORY["slope"].append((epoch, slope))  # leak: cache #1
    return slope


def scenario(tmp):
    randomness = random.Random(5)
    points = [(x, 2 * x + randomness.random() / 100) for x in (1, 2, 3)]
    print(round(fit(points), 1))
    print(HISTORY["loss"][0][1] > HISTORY["loss"][-1][1])
