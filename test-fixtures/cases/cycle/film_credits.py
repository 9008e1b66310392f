"""Films and actors, loaded from a table."""


class Actor:
    def __init__(self, name):
        self.name = name
        self.films = []


class Film:
    def __init__(self, title):
        self.title = title
        self.cast = {}

    def add(self, role, actor):
        self.cast[role] = actor  # leak: cycle #1
        actor.films.append(self)  # leak: cycle #1


def load(rows):
    films, actors = {}, {}
    for title, role, name in rows:
        film = films.setdefault(title, Film(title))
        actor = actors.setdefault(name, Actor(name))
        film.add(role, actor)
    return films, actors


def scenario(tmp):
    films, actors = load([("Alien", "Ripley", "Weaver"), ("Galaxy Quest", "Madison", "Weaver")])
    print([film.title for film in actors["Weaver"].films], len(films))
