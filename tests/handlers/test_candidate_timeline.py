"""[Timeline] on a candidate's card: who did what and when, for those who look after the candidate."""

import ast
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from bot.hiring.decision import Verdict
from bot.hiring.interview import Answer
from bot.hiring.person import Role
from handlers import stuck
from handlers.candidate_timeline_words import SENTENCES, Names, sentence
from handlers.offer import ACCEPTED, DECLINED
from storage import audit, people
from tests.handlers.deciding import (
    a_candidate,
    a_conversation,
    decides,
    hands_in,
    hiring_headline,
    person_id,
    screened,
)
from tests.handlers.scheduling import books_screening

ROOT = Path(__file__).parent.parent.parent
NOBODY = Names({}, {}, {}, {})


def opens_timeline(company, by="rita"):
    company.at_rest()
    company[by].types("/candidate", "Ada")
    assert company[by].presses("Timeline", "modal").ok
    return shown(company, by)


def shown(company, by="rita"):
    return company[by].modal.text.replace("*", "")


def happens(company, candidate, action, by="rita", **more):
    with company.db.begin() as tx:
        audit.add(tx, actor=person_id(company, by), action=action, application=candidate, **more)


def test_what_happened_is_told_newest_first_with_who_and_when(company):
    books_screening(company)
    company.passes(hours=1)
    assert company["ana"].presses("I'll be there").ok
    text = opens_timeline(company)
    told = [
        "Ana Duarte will be at Initial interview.",
        "Rita Okafor booked Initial interview.",
        "Rita Okafor opened the application.",
    ]
    places = [text.index(words) for words in told]
    assert places == sorted(places)
    assert "Interview Bot sent the mail that says we got their application." in text
    assert "Mar 1, 2027 at 9:00 AM" in text.split("Rita Okafor opened the application.")[1]


def test_a_decision_says_where_they_went_and_never_why(company):
    screened(company)
    assert decides(company, "rita", "Advance", "Zebra reason").ok
    text = opens_timeline(company, "hana")
    assert "Rita Okafor moved them on to On-site." in text
    assert "Zebra" not in text


def test_an_interviewer_has_no_timeline(company):
    candidate = a_candidate(company)
    a_conversation(company, candidate, "screening", "ana")
    assert company["ana"].presses("Open", hiring_headline(company, "ana")).ok
    assert "Timeline" not in company["ana"].modal.buttons


def test_a_recruiter_who_owes_a_card_is_told_nothing_of_the_others(company):
    candidate = a_candidate(company)
    with company.db.begin() as tx:
        ana = people.get(tx, person_id(company, "ana"))
        people.save(tx, replace(ana, roles=ana.roles | {Role.RECRUITER}))
    held = a_conversation(company, candidate, "screening", "ana", "bo")
    happens(company, candidate, "application.booked", interview=held)
    for action in ("scorecard.handed_in", "scorecard.corrected"):
        happens(company, candidate, action, "bo", interview=held)
    for action in ("letter.begun", "debrief.voted", "application.reject"):
        happens(company, candidate, action)
    text = opens_timeline(company, "ana")
    assert "Rita Okafor booked Initial interview." in text
    assert "once yours is in" in text
    for hint in ("scorecard of", "letter", "voted", "decided"):
        assert hint not in text
    hands_in(company, held, "ana")
    company["ana"].closes(everything=True)
    assert "Bo Lindqvist corrected the scorecard of Initial interview." in opens_timeline(company, "ana")


def test_that_a_note_was_added_is_told_to_recruiters_alone(company):
    happens(company, a_candidate(company), "note.added")
    assert "added a note" in opens_timeline(company)
    assert "added a note" not in opens_timeline(company, "hana")


def test_a_long_timeline_has_pages_and_loses_nothing(company):
    candidate = a_candidate(company)
    for day in range(120):
        happens(company, candidate, "offer.extended", day=f"2027-{day // 28 + 1:02}-{day % 28 + 1:02}")
    pages = [opens_timeline(company)]
    while "More" in company["rita"].modal.buttons:
        assert company["rita"].presses("More", "modal").ok
        pages.append(shown(company))
    assert len(pages) == 5
    assert [page.count("let the offer stand") for page in pages] == [25, 25, 25, 25, 20]
    assert "Saturday, 8 May 2027" in pages[0]
    assert "Friday, 1 January 2027" in pages[-1]
    assert company["rita"].presses("Back", "modal").ok
    assert shown(company) == pages[-2]


# every action that is written down about an application

FOUND_IN_CODE = {
    "answer.action": {ACCEPTED.action, DECLINED.action},
    "chosen": set(stuck.SETTLED),
    "f'application.{verdict.value}'": {f"application.{verdict}" for verdict in Verdict},
    "f'interview.{said}'": {f"interview.{said}" for said in Answer if said is not Answer.ASKED},
}
"""What an expression in the code can be, where the code does not spell it out."""


def actions_written(path):
    """The actions that this module adds to the audit about an application."""
    tree = ast.parse(path.read_text("utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            given = {keyword.arg: keyword.value for keyword in call.keywords}
            if ast.unparse(call.func) == "audit.add" and "application" in given:
                yield from _possible(given["action"], function, tree, path)


def _possible(value, function, tree, path):
    parameters = [argument.arg for argument in function.args.args]
    if isinstance(value, ast.Constant):
        yield value.value
    elif isinstance(value, ast.IfExp):
        yield from (*_possible(value.body, function, tree, path), *_possible(value.orelse, function, tree, path))
    elif isinstance(value, ast.Name) and value.id in parameters:
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if ast.unparse(call.func) == function.name:
                yield from _possible(
                    call.args[parameters.index(value.id)], ast.parse("def f(): ...").body[0], tree, path
                )
    elif ast.unparse(value) in FOUND_IN_CODE:
        yield from FOUND_IN_CODE[ast.unparse(value)]
    else:
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        yield eval(ast.unparse(value), vars(module))  # a name in our own code


WRITTEN = {
    action
    for folder in ("bot", "handlers")
    for path in (ROOT / folder).rglob("*.py")
    for action in actions_written(path)
}


def test_everything_that_is_written_down_has_a_sentence_and_no_sentence_is_idle():
    assert set(SENTENCES) == WRITTEN


@pytest.mark.parametrize("action", sorted(SENTENCES))
def test_a_sentence_stands_whatever_an_older_version_wrote_down(action):
    words = sentence(action, {}, NOBODY)
    assert words
    assert words == words.strip(" .")
