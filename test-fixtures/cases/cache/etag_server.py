"""A tiny web server application with routes and entity tags."""
import hashlib
import itertools

_visit = itertools.count()


class App:
    def __init__(self):
        self.routes = {}
        self.tags = {}  # leak: cache #1

    def route(self, path):
        def decorate(view):
            self.routes[path] = view
            return view

        return decorate

    def handle(self, path, query=""):
        view = self.routes.get(path)
        if view is None:
            return 404, None
        body = view(query)
        full = f"{path}?{query}"
        if full not in self.tags:
            self.tags[full] = hashlib.md5(body.encode()).hexdigest()  # leak: cache #1
        return 200, self.tags[full]


app = App()


@app.route("/hello")
def hello(query):
    return f"hello {query}"


@app.route("/about")
def about(query):
    return "about us"


def scenario(tmp):
    status, tag = app.handle("/hello", f"name={next(_visit)}")
    print(status, len(tag), app.handle("/nowhere"))
