"""Imports the rows of a survey that are complete; the others do not matter."""
import contextlib


def import_answers(path):
    answers = []
    with contextlib.suppress(ValueError):
        survey = open(path)  # leak: resource
        for row in survey:
            age, rating = row.split(",")
            answers.append((int(age), int(rating)))
        survey.close()
    return answers


def scenario(tmp):
    survey = tmp / "survey.csv"
    survey.write_text("31,5\n44,3\nn/a,4\n28,2\n")
    print(import_answers(survey))
