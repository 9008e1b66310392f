"""Opens plot files by number, as an old graphics library does, and forgets them all at the end."""

OPEN = []


def new_plot(folder):
    plot = open(folder / f"plot{len(OPEN)}", "w")  # leak: resource
    OPEN.append(plot)
    return len(OPEN) - 1


def draw(number, shape):
    OPEN[number].write(shape + "\n")


def end_plots():
    count = len(OPEN)
    OPEN.clear()
    return count


def scenario(tmp):
    one, two = new_plot(tmp), new_plot(tmp)
    draw(one, "circle")
    draw(two, "line")
    print(end_plots())
