"""A workspace that is an exit stack itself."""
from contextlib import ExitStack


class Workspace(ExitStack):
    def __init__(self, folder):
        super().__init__()
        self.folder = folder

    def file(self, name, mode="r"):
        return self.enter_context(open(self.folder / name, mode))

    def notebook(self, name):
        notebook = open(self.folder / name, "a")
        self.push(notebook)
        return notebook


def scenario(tmp):
    with Workspace(tmp) as workspace:
        workspace.notebook("n").write("kept")
        workspace.file("f", "w").write("also")
    print((tmp / "n").read_text(), (tmp / "f").read_text())
