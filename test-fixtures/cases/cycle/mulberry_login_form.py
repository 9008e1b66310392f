"""Text-mode widgets and the login form of the back office."""


class Widget:
    def __init__(self, label):
        self.label = label
        self.visible = True

    def render(self):
        return f"[{self.label}]" if self.visible else ""


class Entry(Widget):
    def __init__(self, label, secret=False):
        super().__init__(label)
        self.secret = secret
        self.text = ""

    def render(self):
        shown = "*" * len(self.text) if self.secret else self.text
        return f"{self.label}: {shown}"


class Button(Widget):
    def __init__(self, label, command=None):
        super().__init__(label)
        self.command = command  # leak: cycle #1

    def click(self):
        if self.command is not None:
            return self.command()
        return None


class LoginForm:
    def __init__(self, accounts):
        self.accounts = accounts
        self.message = ""
        self.user = Entry("User")
        self.password = Entry("Password", secret=True)
        self.submit = Button("Log in", command=self.on_submit)  # leak: cycle #1
        self.help = Button("Help", command=show_help)

    def on_submit(self):
        if self.accounts.get(self.user.text) == self.password.text:
            self.message = f"Welcome, {self.user.text}"
            return True
        self.message = "Unknown user or wrong password"
        return False

    def render(self):
        parts = (self.user, self.password, self.submit, self.help)
        return " | ".join(part.render() for part in parts)


def show_help():
    return "Ask the administrator"


def log_in(accounts, user, password):
    form = LoginForm(accounts)
    form.user.text = user
    form.password.text = password
    accepted = form.submit.click()
    return accepted, form.message, form.render()


def scenario(tmp):
    accounts = {"mia": "s3cret"}
    print(log_in(accounts, "mia", "s3cret"))
    print(log_in(accounts, "tom", "guess"))
