"""Whoever owes a scorecard learns nothing of another's: two runs that differ only in hidden cards look the same to them.

The runs are compared by everything that person can see: messages and threads, direct messages, Home, forms, answers.
"""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.hiring.person import Role
from storage import people
from tests.company import a_living_company
from tests.handlers.deciding import (
    a_candidate,
    a_conversation,
    debriefed,
    decides,
    hands_in,
    hiring_headline,
    person_id,
)
from tests.handlers.scoring import QUESTION, an_interview, held, writes

GLOWING = {
    "step_one": {
        QUESTION: "Alone",
        "mark.motivation": "5 · Outstanding",
        "note.motivation": "Zebra: has run the same lab at home for four years and shows it.",
        "mark.problem_solving": "5 · Outstanding",
        "note.problem_solving": "Zebra: saw the core of it within a minute, then proved it.",
    },
    "step_two": {
        "recommendation": "Strong yes",
        "confidence": "High: what I saw was clear",
        "strength": "Zebra clarity",
    },
}
DAMNING = {
    "step_one": {
        QUESTION: "With hints",
        "mark.motivation": "1 · Clear concern",
        "note.motivation": "Walrus: could not say why here.",
        "mark.problem_solving": "2 · Below the bar",
        "note.problem_solving": "Walrus: three hints, and the last case was still missing.",
    },
    "step_two": {"recommendation": "Strong no", "confidence": "Low: I saw too little to be sure", "strength": "Walrus"},
}
QUOTES = ("Zebra", "Walrus")
SECRETS = (
    "Zebra",
    "Walrus",
    "Outstanding",
    "Clear concern",
    "Below the bar",
    "Strong yes",
    "Strong no",
    "High:",
    "Low:",
)


def everything_seen(company, who):
    """All that is in front of somebody, and what their commands answer."""
    company.at_rest()
    person = company[who]
    assert person.opens_home().ok
    seen = [person.describe()]
    for command, words in (("/candidate", "Ada"), ("/scorecard", ""), ("/hiring", "pipeline")):
        outcome = person.types(command, words)
        seen.append(f"{command}: {outcome} {person.describe()}")
        if person.modal:
            person.closes(everything=True)
    return seen


def in_the_channel(company):
    """The hiring channel with its threads, as it was sent."""
    company.at_rest()
    rita = company["rita"]
    return "\n".join(
        f"{reply.text} {reply.blocks} {reply.metadata}"
        for message in rita.sees("hiring")
        for reply in (message, *rita.thread(message))
        if not reply.ephemeral
    )


@pytest.fixture
def looks_the_same(sqlite_template, tmp_path):
    """Tell a story twice, with different hidden cards; its observations must not differ."""

    def compare(story, *, first, second):
        told = []
        for number, hidden in enumerate((first, second)):
            shutil.copy(sqlite_template, tmp_path / f"{number}.db")
            with a_living_company(f"sqlite:///{tmp_path}/{number}.db") as company:
                told.append(list(story(company, hidden)))
        assert told[0] == told[1]
        assert told[0], "nothing was observed"
        assert not any(quote in str(told) for quote in QUOTES)

    return compare


def test_the_second_interviewer_of_a_screening_is_blind_until_they_hand_in(looks_the_same):
    def story(company, hidden):
        candidate = a_candidate(company)
        held(company, candidate, "ana", "bo")
        company.works()
        yield everything_seen(company, "bo")
        assert writes(company, "ana", **hidden).ok
        yield everything_seen(company, "bo")
        for hours in (2, 20, 6):  # Home, nudge, and the coordinator is told
            company.clock.advance(timedelta(hours=hours))
            company.works()
            yield everything_seen(company, "bo")

    looks_the_same(story, first=GLOWING, second=DAMNING)


def test_an_onsite_interviewer_learns_nothing_of_the_screening(looks_the_same):
    def story(company, hidden):
        candidate = a_candidate(company)
        held(company, candidate, "ana")
        company.works()
        assert writes(company, "ana", **hidden).ok
        assert decides(company, "rita", "Advance", f"{hidden['step_two']['strength']}, as Ana wrote.").ok
        an_interview(company, candidate, "bo", session="repo_setup")
        yield everything_seen(company, "bo")
        company.passes(hours=2)
        yield everything_seen(company, "bo")

    looks_the_same(story, first=GLOWING, second=DAMNING)


AGREED = {
    who: {"marks": {"motivation": 3, "transparency": 3}, "note": "Zebra: solid.", "says": "in_favour"}
    for who in ("ana", "bo", "cy")
}
SPLIT = {
    "ana": {"marks": {"motivation": 1, "transparency": 5}, "note": "Walrus: no.", "says": "strong_against"},
    "bo": {"marks": {"motivation": 5, "transparency": 1}, "note": "Walrus: yes!", "says": "strong_favour"},
    "cy": {"marks": {"motivation": 2, "transparency": 4}, "note": "Walrus: hm.", "says": "against"},
}


def test_the_one_asked_for_one_more_conversation_looks_with_eyes_of_their_own(looks_the_same):
    def story(company, hidden):
        candidate = debriefed(company, hidden)
        note = hidden["ana"]["note"]
        for who in ("ana", "bo"):
            company[who].presses("Change")
            company[who].fills_in({"reason": note})
            assert company[who].hands_in().ok
        assert decides(company, "hana", "One more conversation", note).ok
        a_conversation(company, candidate, "extra_conversation", "dee", stage="decision")
        yield everything_seen(company, "dee")
        dee = company["dee"]
        dee.presses("Read the cards", dee.finds("The debrief on Ada Example is closed"))
        assert dee.modal is None
        yield everything_seen(company, "dee")

    looks_the_same(story, first=AGREED, second=SPLIT)


def test_refusals_to_read_say_nothing_of_what_is_in_the_cards(company):
    candidate = a_candidate(company)
    hands_in(company, a_conversation(company, candidate, "screening", "ana"), "ana", note="Zebra: what I saw.")
    old = hiring_headline(company, "bo")
    a_conversation(company, candidate, "screening", "bo")
    bo = company["bo"]
    assert "Read the cards" in old.buttons
    bo.presses("Read the cards", bo.sees("hiring")[-1])
    told = bo.finds("open to you once yours is in", "hiring")
    assert "Zebra" not in told.all_text
    assert bo.modal is None


def test_marks_and_quotes_never_stand_in_a_channel(company):
    shown = []
    labels = [company.bot.process.scale.labels[mark] for mark in company.bot.process.scale.marks]
    secrets = [
        *SECRETS,
        *labels,
        *(choice.label for choice in company.bot.process.recommendations if choice.label not in {"No", "Yes"}),
    ]
    candidate = a_candidate(company)
    held(company, candidate, "ana")
    company.works()
    assert writes(company, "ana", **GLOWING).ok
    shown.append(in_the_channel(company))
    decides(company, "rita", "Advance", "Zebra reason")
    for session, who in (("repo_setup", "bo"), ("project_deep_dive", "cy")):
        over = a_conversation(company, candidate, session, who)
        hands_in(company, over, who, marks={"motivation": 1}, note="Walrus: said so.", says="strong_against")
    company.passes(minutes=30)
    shown.append(in_the_channel(company))
    for who, label in (("ana", "Keep Strong yes"), ("bo", "Keep Strong no")):
        company[who].presses(label)
    company["cy"].presses("Change")
    company["cy"].fills_in({"recommendation": "Strong yes", "reason": "Zebra after all."})
    company["cy"].hands_in()
    shown.append(in_the_channel(company))
    company["hana"].presses("Read the cards", company["hana"].finds("can mislead"))
    assert "Zebra" in company["hana"].modal.text
    company["hana"].closes()
    assert decides(company, "hana", "Reject", "Walrus reason").ok
    shown.append(in_the_channel(company))
    for text in shown:
        assert "Ada Example" in text
        for secret in (*secrets, "Rejected", "rejected"):
            assert secret not in text


@pytest.mark.parametrize("who", ["rita", "hana"])
def test_a_recruiter_or_hiring_manager_on_the_panel_is_as_blind_as_anybody(looks_the_same, who):
    def story(company, hidden):
        candidate = a_candidate(company)
        member = person_id(company, who)
        with company.db.begin() as tx:
            known = people.get(tx, member)
            roles, sessions = known.roles | {Role.INTERVIEWER}, frozenset({"screening"})
            people.save(tx, replace(known, roles=roles, sessions=sessions))
        held(company, candidate, "ana", who)
        company.works()
        assert writes(company, "ana", **hidden).ok
        yield everything_seen(company, who)
        company.passes(hours=3)
        yield everything_seen(company, who)

    looks_the_same(story, first=GLOWING, second=DAMNING)


def test_the_first_of_a_panel_is_blind_when_the_second_was_quicker(looks_the_same):
    def story(company, hidden):
        candidate = a_candidate(company)
        held(company, candidate, "ana", "bo")
        company.works()
        assert writes(company, "bo", **hidden).ok
        yield everything_seen(company, "ana")
        company.passes(hours=3)
        assert "1 of 2 scorecards" in str(
            company["ana"].thread(company["ana"].sees("hiring")[-1])
        )  # that much may be known
        yield everything_seen(company, "ana")

    looks_the_same(story, first=GLOWING, second=DAMNING)


def test_whoever_sits_on_two_panels_is_blind_until_both_cards_are_in(looks_the_same):
    def story(company, hidden):
        candidate = a_candidate(company)
        held(company, candidate, "ana", "bo")
        company.works()
        assert writes(company, "ana", **hidden).ok
        an_interview(company, candidate, "bo", session="repo_setup", starts_in=timedelta(hours=4))
        bo = company["bo"]
        yield everything_seen(company, "bo")
        mine = {**DAMNING["step_one"], "note.motivation": "My own words are long enough."}
        mine["note.problem_solving"] = "My own words are long enough here as well."
        assert writes(company, "bo", mine, {**DAMNING["step_two"], "strength": "Calm"}).ok
        yield everything_seen(company, "bo")
        assert "Read the cards" not in str([it.buttons for it in bo.dms])

    looks_the_same(
        story, first=GLOWING, second={**DAMNING, "step_two": {**DAMNING["step_two"], "recommendation": "No"}}
    )


def test_a_shared_note_is_gone_before_the_one_asked_next_looks(looks_the_same):
    """Two runs with different notes shared, votes cast and changed, and a decision that was late."""

    def story(company, hidden):
        candidate = debriefed(company, hidden)
        for who in ("ana", "bo"):
            company[who].presses("Read the cards", company[who].finds("can mislead"))
            assert company[who].presses("Share", "modal").ok
            company[who].closes(everything=True)
            company[who].presses("Change")
            company[who].fills_in({"reason": hidden[who]["note"]})
            assert company[who].hands_in().ok
        company.clock.advance(timedelta(days=3))
        company.works()
        assert decides(company, "hana", "One more conversation", hidden["ana"]["note"]).ok
        a_conversation(company, candidate, "extra_conversation", "dee", stage="decision")
        yield everything_seen(company, "dee")

    looks_the_same(story, first=AGREED, second=SPLIT)


def test_a_late_decision_is_told_without_a_word_of_the_cards(looks_the_same):
    """The reminder is the same whatever stands in the cards."""

    def story(company, hidden):
        debriefed(company, hidden)
        company.clock.advance(timedelta(days=2, hours=1))
        company.works()
        company.at_rest()
        yield [(dm.text, dm.all_text, dm.buttons) for dm in company["hana"].dms]

    looks_the_same(story, first=AGREED, second=SPLIT)


def test_whoever_owes_a_card_of_their_own_reads_no_summary(looks_the_same):
    """Rita recruits, and was asked to interview too: she is blind like everybody."""

    def story(company, hidden):
        candidate = debriefed(company, hidden)
        closed = hidden["ana"]["note"]
        assert decides(company, "hana", "One more conversation", closed).ok
        a_conversation(company, candidate, "extra_conversation", "rita", stage="decision")
        yield everything_seen(company, "rita")
        rita = company["rita"]
        rita.types("/candidate", "Ada")
        rita.presses("Read the cards", "modal")
        yield rita.describe()

    looks_the_same(story, first=AGREED, second=SPLIT)
