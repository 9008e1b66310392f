"""Friends as plain dictionaries."""


def befriend(people, first, second):
    people[first]["friends"].append(people[second])  # leak: cycle #1
    people[second]["friends"].append(people[first])  # leak: cycle #1


def names(people, who):
    return [friend["name"] for friend in people[who]["friends"]]


def scenario(tmp):
    people = {name: {"name": name, "friends": []} for name in ("Ada", "Bob", "Cyd")}
    befriend(people, "Ada", "Bob")
    befriend(people, "Bob", "Cyd")
    print(names(people, "Bob"))
