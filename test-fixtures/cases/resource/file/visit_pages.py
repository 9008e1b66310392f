"""Visits pages with a function of the caller; this caller forgets that the page is his."""


def for_each_page(paths, visit):
    return [visit(open(path)) for path in paths]  # leak: resource #1


def title(page):
    return page.readline().strip()


def scenario(tmp):
    (tmp / "a").write_text("Home\n")
    (tmp / "b").write_text("News\n")
    print(for_each_page(sorted(tmp.iterdir()), title))
