import { listenersOf } from "../../analysis/listeners/analyze.js";
import { defineRule, type Step } from "../define.js";
import { quoted, short } from "./wording.js";

const UNSEEN = "a window that stays open raises no warning: the toolkit keeps it";

export const windowWithoutOwner = defineRule({
  id: "LK406",
  name: "window-without-owner",
  family: "listener",
  level: "information",
  fix: "none",
  summary: "A callback opens one window after the other and keeps none to close it",
  documentation: `A callback, or a function that is called again and again, makes a window of its own (\`tkinter.Toplevel\`, a dialog of
wxPython) and forgets it: nothing in the file keeps it, waits for it or closes it.

## Why it matters

The toolkit holds every window until it is destroyed, with its widgets, images and callbacks and all that these refer
to. Where the same button is pressed ten times there are ten of them, and the program has no way to close one: a dialog
of wxPython stays even when its user has closed it, a hidden \`Toplevel\` likewise.

## When it is silent

When the function, or the class of the window, calls \`destroy\` or hands it on as a callback; when the window is stored,
returned, waited for (\`wait_window\`) or has a protocol of its own; when the file looks through the children of widgets;
for windows that a program opens once.

## How to fix it

Keep the window on the object that opened it, show the one that is there already, and destroy it with its owner. A modal
dialog is destroyed when its call has returned: \`with wx.MessageDialog(...) as dialog:\`.

## Configuration

See [the configuration](../configuration.md) for levels per rule and per file. Windows of your own libraries can be
added to [the catalogue](../catalogue.md) as \`windows\`.

## References

- [\`tkinter\`](https://docs.python.org/3/library/tkinter.html)
- [\`wx.Dialog\`](https://docs.wxpython.org/wx.Dialog.html)
`,
  examples: [
    {
      title: "A window for each press of a button",
      bad: `import tkinter as tk


class Reader:
    def __init__(self, root, text):
        self.root = root
        self.text = text
        self.button = tk.Button(root, text="Words", command=self.count)

    def count(self):
        window = tk.Toplevel(self.root)
        window.title("Words")
        tk.Label(window, text=str(len(self.text.split()))).pack()
        print(len(self.text.split()))


def scenario(tmp):
    root = tk.Tk()
    reader = Reader(root, "All happy families are alike")
    reader.button.invoke()
    reader.button.invoke()
`,
      good: `import tkinter as tk


class Reader:
    def __init__(self, root, text):
        self.root = root
        self.text = text
        self.window = None
        self.button = tk.Button(root, text="Words", command=self.count)

    def count(self):
        self.close()
        self.window = tk.Toplevel(self.root)
        self.window.title("Words")
        tk.Label(self.window, text=str(len(self.text.split()))).pack()
        print(len(self.text.split()))

    def close(self):
        if self.window is not None:
            self.window.destroy()
            self.window = None


def scenario(tmp):
    root = tk.Tk()
    reader = Reader(root, "All happy families are alike")
    reader.button.invoke()
    reader.button.invoke()
    reader.close()
`,
      unseen: UNSEEN,
    },
    {
      title: "A class of windows that nothing closes",
      bad: `import tkinter as tk


class About(tk.Toplevel):
    def __init__(self, master, version):
        super().__init__(master)
        self.title("About")
        tk.Label(self, text=version).pack()
        print(version)


def scenario(tmp):
    root = tk.Tk()
    button = tk.Button(root, text="About", command=lambda: About(root, "2.1"))
    button.invoke()
`,
      good: `import tkinter as tk


class About(tk.Toplevel):
    def __init__(self, master, version):
        super().__init__(master)
        self.title("About")
        tk.Label(self, text=version).pack()
        self.ok = tk.Button(self, text="OK", command=self.destroy)
        print(version)


def scenario(tmp):
    root = tk.Tk()
    windows = []
    button = tk.Button(root, text="About", command=lambda: windows.append(About(root, "2.1")))
    button.invoke()
    windows.pop().ok.invoke()
`,
      unseen: UNSEEN,
    },
  ],
  *check(context) {
    for (const { call, unit, window, name, lastUse } of listenersOf(context.model).looseWindows) {
      const [end] = window.ends;
      const what = name === null ? `'${quoted(context, call.func)}(...)'` : `'${name}'`;
      const steps: Step[] = [{ message: `the ${window.noun} is opened here`, range: short(context, call) }];
      if (lastUse !== null) steps.push({ message: "and is used here last", range: short(context, lastUse) });
      const by = unit.node.kind === "Lambda" ? "The callback" : `Each call of ${unit.qualifiedName}()`;
      const statement = unit.statementOf(call);
      yield {
        message: `${by} opens the ${window.noun} ${what}, which nothing keeps, and the program can close none of them. Keep it, and call '${end}' when it is no longer needed.`,
        range: short(context, call),
        ...(statement === null ? {} : { statement }),
        steps,
      };
    }
  },
});
