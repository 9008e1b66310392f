"""Tags that articles were given."""
import itertools

ALL_TAGS = set()  # leak: cache #1
_article = itertools.count()


def publish(title, text):
    global ALL_TAGS
    tags = {word.strip("#.") for word in text.split() if word.startswith("#")}
    ALL_TAGS |= tags  # leak: cache #1
    return f"{title}: {len(tags)} tags"


def scenario(tmp):
    number = next(_article)
    print(publish("Cheese", "About #cheese and #milk."))
    print(publish("News", f"Issue #n{number} is out."))
