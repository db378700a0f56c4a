"""Fifty interruptions while one scorecard is written: not one character that had reached the bot is lost.

After each of them the form is opened anew, as on another device, and compared with everything the bot was told. The
order is drawn from a seed; one of the fifty is a real SIGKILL between the commit and the answer.
"""

import time
from collections import Counter
from random import Random

from tests.handlers.deciding import a_candidate
from tests.handlers.scoring import QUESTION, card, held
from tests.handlers.test_draft import types_at

SEED = 20270301
INTERRUPTIONS = {
    "closed window": 9,
    "shut laptop": 9,
    "second device": 9,
    "expired trigger": 8,
    "out of order": 9,
    "restart": 5,
    "killed": 1,
}
STEP_ONE = ("note.motivation", "note.problem_solving", "note.reliability")
STEP_TWO = ("change_my_mind", "strength", "for_recruiter")
WORDS = ["they", "asked", "what the empty list", "should give", "before", "writing a line,", "& why <it> is so"]


class Writer:
    """Ana at her desk, and what she knows to have reached the bot."""

    def __init__(self, company, killed, random):
        self.company, self.killed, self.random, self.ana = company, killed, random, company["ana"]
        self.reached = dict.fromkeys(STEP_ONE + STEP_TWO, "")
        self.saves = self.lost = 0
        self.fields = STEP_ONE

    def opens(self):
        assert self.ana.types("/scorecard").ok
        self.fields = STEP_ONE

    def goes_to_step_two(self):
        assert self.ana.hands_in().ok
        self.fields = STEP_TWO

    def longer(self, field):
        return f"{self.reached[field]} {self.random.choice(WORDS)}".strip()

    def types(self, field=""):
        """A word more. It has reached the bot whatever becomes of the answer."""
        field = field or self.random.choice(self.fields)
        text = self.longer(field)
        outcome = self.ana.fills_in({field: text})
        self.reached[field], self.saves = text, self.saves + 1
        return outcome

    def types_on(self, view, field):
        text = self.longer(field)
        assert types_at(self.company, "ana", field, text, at=stamp(), view=view)().ok
        self.reached[field], self.saves = text, self.saves + 1

    @property
    def window(self):
        return self.company.workspace.windows.top(self.ana.member.id)

    def compares(self):
        """Opens the form anew and counts what is missing in it."""
        self.ana.loses_the_window()
        self.opens()
        self._compares(STEP_ONE)
        self.goes_to_step_two()
        self._compares(STEP_TWO)
        if self.random.random() < 0.5:
            assert self.ana.presses("Back", "modal").ok
            self.fields = STEP_ONE

    def _compares(self, fields):
        for field in fields:
            [state] = self.window.values[field].values()
            told, found = self.reached[field], state.get("value") or ""
            self.lost += sum(found[n : n + 1] != letter for n, letter in enumerate(told))
            assert found == told, f"{field}: {self.lost} characters are lost of {told!r}"


def stamp():
    return f"{time.time():.6f}"


def closed_window(writer):
    writer.types()
    writer.ana.closes()


def shut_laptop(writer):
    writer.types()
    writer.ana.loses_the_window()


def second_device(writer):
    """The laptop's window stays open behind the phone's, and knows nothing of what is typed there."""
    writer.ana.loses_the_window()
    writer.opens()
    laptop, (first, second, third) = writer.window, writer.random.sample(STEP_ONE, 3)
    writer.types(first)
    writer.opens()
    writer.types(first)
    writer.types(second)
    writer.types_on(laptop, third)
    writer.types(second)


def expired_trigger(writer):
    writer.types()
    writer.ana.loses_the_window()
    triggers = writer.company.workspace.triggers
    seconds, triggers.seconds = triggers.seconds, -1.0
    assert "That took too long, please press again." in str(writer.ana.types("/scorecard")) + writer.ana.describe()
    triggers.seconds = seconds
    assert writer.ana.modal is None


def out_of_order(writer):
    """Two or three saves of one field arrive in another order than they were typed in."""
    field, late = writer.random.choice(writer.fields), []
    for _ in range(writer.random.choice((2, 3))):
        text = writer.longer(field)
        late.append(types_at(writer.company, "ana", field, text, at=stamp()))
        writer.reached[field], writer.saves = text, writer.saves + 1
    for arrives in reversed(late):
        assert arrives().ok


def restart(writer):
    """What is typed while the bot is away reaches it with the next keystroke in that window."""
    writer.types()
    writer.company.bot_dies()
    missed, other = writer.random.sample(writer.fields, 2)
    text = writer.longer(missed)
    types_at(writer.company, "ana", missed, text, at=stamp())
    writer.company.bot_starts()
    writer.types(other)
    writer.reached[missed] = text


def killed(writer):
    writer.killed("draft kept", writer.types)


HOW = {
    "closed window": closed_window,
    "shut laptop": shut_laptop,
    "second device": second_device,
    "expired trigger": expired_trigger,
    "out of order": out_of_order,
    "restart": restart,
    "killed": killed,
}


def test_fifty_interruptions_lose_no_character_that_had_reached_the_bot(company, killed, record_property):
    random = Random(SEED)
    interview = held(company, a_candidate(company), "ana")
    writer = Writer(company, killed, random)
    writer.opens()
    marks = {"mark.motivation": "4 · Above the bar", "mark.problem_solving": "3 · Meets the bar"}
    writer.ana.fills_in(
        {QUESTION: "With hints", "Add a trait": "Reliability", **marks, "mark.reliability": "Not observed"}
    )
    for field in STEP_ONE:
        for _ in range(8):
            writer.types(field)
    kinds = random.sample(list(INTERRUPTIONS), counts=INTERRUPTIONS.values(), k=50)
    for kind in kinds:
        HOW[kind](writer)
        writer.compares()
    figures = {"interruptions": len(kinds), "saves": writer.saves, "characters": sum(map(len, writer.reached.values()))}
    record_property("drafts", {**figures, "lost": writer.lost, "kinds": dict(Counter(kinds))})
    assert (len(kinds), writer.lost) == (50, 0)
    if writer.fields is STEP_ONE:
        writer.goes_to_step_two()
    writer.ana.fills_in({"recommendation": "Yes"})
    assert writer.ana.hands_in().ok
    given = card(company, interview, "ana").answers
    assert {f"note.{trait}": rating.note for trait, rating in given.ratings.items()} == {
        field: writer.reached[field] for field in STEP_ONE
    }
    assert (given.change_my_mind, given.strength, given.for_recruiter) == tuple(writer.reached[it] for it in STEP_TWO)
