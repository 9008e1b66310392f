"""Order packages so that each comes after what it depends on."""


class Resolver:
    def __init__(self, needs):
        self.needs = needs

    def order(self, wanted):
        done = []

        def visit(name):  # leak: cycle #1
            if name in done:
                return
            for other in self.needs.get(name, ()):
                visit(other)  # leak: cycle #1
            done.append(name)

        for name in wanted:
            visit(name)
        return done


def scenario(tmp):
    resolver = Resolver({"app": ["web", "db"], "web": ["http"], "db": []})
    print(resolver.order(["app"]), resolver.order(["web"]))
