"""Undo history shared by editors."""


class History:
    def __init__(self):
        self.steps = []  # leak: cache #1


    def record(self, step):
        self.steps.append(step)  # leak: cache #1


    def __len__(self):
        return len(self.steps)

HISTORY = History()



class Editor:
    def __init__(self, history=HISTORY):
        self.history = history
        self.text = ""


    def type(self, text):
        self.text += text
        self.history.record([text])



def scenario(tmp):
    editor = Editor()
    editor.type("hello")
    print(editor.text)
