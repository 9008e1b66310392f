"""Departments of a company, with budgets that add up along the tree."""
import weakref


class Department:
    def __init__(self, name, budget=0):
        self.name = name
        self.budget = budget
        self.children = []
        self._parent = None

    @property
    def parent(self):
        return self._parent() if self._parent is not None else None

    @parent.setter
    def parent(self, department):
        self._parent = None if department is None else weakref.ref(department)

    def add(self, child):
        if child.parent is not None:
            child.parent.children.remove(child)
        child.parent = self
        self.children.append(child)
        return child

    def path(self):
        names = []
        department = self
        while department is not None:
            names.append(department.name)
            department = department.parent
        return "/".join(reversed(names))

    def total(self):
        return self.budget + sum(child.total() for child in self.children)


def build(company, rows):
    root = Department(company)
    known = {company: root}
    for name, boss, budget in rows:
        known[name] = known[boss].add(Department(name, budget))
    return root, known


def scenario(tmp):
    root, known = build("Acme", [("IT", "Acme", 50), ("Web", "IT", 20), ("Sales", "Acme", 40)])
    print(root.total(), known["Web"].path())
    known["Sales"].add(known["Web"])
    print(known["Web"].path(), known["Sales"].total(), known["IT"].total())
