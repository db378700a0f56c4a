"""The company with six months behind it that is shipped: it opens at once, its figures are there, and it goes on."""

import json
import time
from contextlib import contextmanager
from datetime import UTC, date, datetime
from random import Random

import pytest

from sandbox import history
from sandbox.bot_process import ROOT
from sandbox.company import COLLEAGUES, MONDAY, open_company
from sandbox.history.calendar import at_desk
from sandbox.history.cards import Drawer
from sandbox.history.making import make
from sandbox.history.notes import HIGH, LOW, MIDDLE, NOTES, STRENGTHS
from sandbox.history.packing import DATABASE, MEMORY, SHIPPED, pack
from sandbox.history.people import OPEN, PAST, Fate
from sandbox.saved import FILE
from sandbox.stories import STORIES
from storage import outbox, people
from tests.company import LivingCompany
from tests.handlers.scoring import STEP_ONE, STEP_TWO, writes

LARGEST = 700_000  # bytes: everybody who clones the repository carries it
WAITS = {it.fate: it.candidate.name for it in OPEN}


@contextmanager
def reopened(folder):
    with open_company(ROOT / "app.yaml", folder=folder) as outside:
        url = f"sqlite:///{folder / DATABASE}"
        company = LivingCompany(outside, url, mode="socket", process_file=ROOT / "process.yaml")
        company.bot_starts()
        try:
            yield company
        finally:
            company.bot_dies()


@pytest.fixture
def monday(tmp_path):
    history.unpack(tmp_path)
    with reopened(tmp_path) as company:
        yield company


def test_it_is_small_and_unpacked_before_anybody_waits(tmp_path):
    assert sum((SHIPPED / f"{name}.gz").stat().st_size for name in (FILE, MEMORY)) < LARGEST
    begun = time.perf_counter()
    history.unpack(tmp_path)
    assert time.perf_counter() - begun < 2
    assert {it.name for it in tmp_path.iterdir()} == {FILE, DATABASE}


def test_it_begins_on_a_monday_morning_with_everything_done_that_was_promised(monday):
    assert monday.clock.now() == MONDAY
    with monday.db.read() as tx:
        assert outbox.waiting(tx) == 0
        assert [it.key for it in outbox.stuck(tx)] == []


def test_the_team_has_its_roles(monday):
    with monday.db.read() as tx:
        team = people.everyone(tx)
    for who in COLLEAGUES:
        if not who.guest:
            known = team[monday[who.name].member.id]
            assert (known.name, {role.value for role in known.roles}, known.sessions) == (
                who.full_name, set(who.roles), frozenset(who.sessions),
            )  # fmt: skip


def test_the_figures_show_how_the_funnel_does_and_who_carries_how_much(monday):
    rita = monday["rita"]
    assert rita.types("/hiring", "stats").ok
    quarter = rita.finds("Hiring figures")
    assert "the last 90 days" in quarter.text
    rita.presses("All time", on=quarter)
    monday.at_rest()
    said = rita.finds("Hiring figures, all time").text.replace("*", "")
    assert "Screening: went on 25 of 38" in said
    assert "On-site: went on" in said
    assert "Final decision: went on 12 of 21" in said
    assert "Offer: went on 7 of 7" in said
    load = quarter.all_text
    assert all(name in load for name in ("Ana Duarte", "Bo Lindqvist", "Cy Mbeki", "Dee Ivanova"))


def test_the_pipeline_shows_the_five_who_are_open_each_at_another_point(monday):
    rita = monday["rita"]
    assert rita.types("/hiring", "pipeline").ok
    shown = rita.modal.text
    for fate in (Fate.JUST_APPLIED, Fate.SCREENING_TODAY, Fate.CARD_OWED, Fate.TO_DECIDE, Fate.DEBRIEF):
        assert WAITS[fate] in shown
    assert WAITS[Fate.LETTER_WAITS] not in shown


def test_on_ritas_home_stands_what_waits_for_her(monday):
    rita = monday["rita"]
    rita.opens_home()
    monday.at_rest()
    todo = rita.home.text.partition("Pipeline")[0]
    assert all(WAITS[it] in todo for it in (Fate.JUST_APPLIED, Fate.TO_DECIDE, Fate.LETTER_WAITS))
    assert rita.finds(f"Letter to {WAITS[Fate.LETTER_WAITS]}").buttons


def test_in_the_debrief_two_of_four_have_voted(monday):
    (headline,) = [it for it in monday["hana"].sees("hiring") if WAITS[Fate.DEBRIEF] in it.all_text]
    assert "debrief is open" in headline.all_text
    assert any("2 of 4 votes are in" in it.all_text for it in monday["hana"].thread(headline))


def test_today_somebody_is_interviewed(monday):
    (today,) = [
        event for event in monday.calendars.events_of("interviews@example.org")
        if datetime.fromisoformat(event["start"]["dateTime"]) > MONDAY
    ]  # fmt: skip
    assert datetime.fromisoformat(today["start"]["dateTime"]).date() == MONDAY.date()
    (who,) = [it.candidate for it in OPEN if it.fate is Fate.SCREENING_TODAY]
    assert {"email": who.email, "responseStatus": "accepted"} in today["attendees"]
    for name in ("bo", "dee"):
        monday[name].opens_home()
        monday.at_rest()
        assert who.name in monday[name].home.text.partition("Coming up")[2]


def test_ana_opens_the_scorecard_that_she_owes_and_hands_it_in(monday):
    ana = monday["ana"]
    ana.opens_home()
    monday.at_rest()
    assert f"Scorecard owed: {WAITS[Fate.CARD_OWED]}" in ana.home.text.replace("*", "")
    ana.presses("Write scorecard", on="home")
    assert WAITS[Fate.CARD_OWED] in ana.modal.text
    ana.closes()
    assert writes(monday, "ana", STEP_ONE, STEP_TWO).ok
    (headline,) = [it for it in monday["rita"].sees("hiring") if WAITS[Fate.CARD_OWED] in it.all_text]
    assert "all scorecards are in" in headline.all_text


def test_those_of_the_past_got_their_letters_and_their_threads_stand(monday):
    for who in PAST:
        (headline,) = [it for it in monday["rita"].sees("hiring") if who.candidate.name in it.all_text]
        assert "Closed" in headline.all_text
        assert monday["rita"].thread(headline) or who.fate is Fate.LEFT_AT_ONCE
        subjects = [it.subject for it in monday.mailbox.of(who.candidate.email)]
        assert any("Your application to" in it for it in subjects)
        if who.fate in {Fate.NO_AFTER_SCREENING, Fate.NO_AFTER_ONSITE}:
            assert any(f"Your application for {who.candidate.role}" in it for it in subjects)
        if who.fate is Fate.HIRED:
            assert any("Welcome to" in it for it in subjects)


def test_nobody_of_the_past_is_in_a_story_and_everybody_is_made_up():
    told = {story.candidate.name for story in STORIES}
    names = [it.candidate.name for it in PAST + OPEN]
    assert len(names) == len(set(names)) == 46
    assert not {name.split()[0] for name in told} & {name.split()[0] for name in names}
    assert all(it.candidate.email.endswith("@example.com") and it.candidate.email.isascii() for it in PAST + OPEN)
    assert len({it.candidate.email for it in PAST + OPEN}) == 46


def test_what_interviewers_write_is_concrete_and_seldom_the_same():
    written = [note for notes in NOTES.values() for some in notes.values() for note in some]
    assert len(written) == len(set(written)) > 100
    assert all(len(note) >= 20 for note in written)
    drawer = Drawer(Random(1))
    cards = [drawer.card(session, how) for session in STRENGTHS for how in (LOW, MIDDLE, HIGH)]
    assert all(set(card.notes) == set(NOTES) for card in cards)
    assert len({card.notes["motivation"] for card in cards}) > 5


def test_a_desk_is_manned_on_working_days_only():
    assert at_desk(datetime(2026, 12, 22, 18, tzinfo=UTC)) == datetime(2027, 1, 4, 8, 15, tzinfo=UTC)
    assert at_desk(datetime(2026, 9, 4, 9, tzinfo=UTC)) == datetime(2026, 9, 4, 9, tzinfo=UTC)


def test_a_past_can_be_made_packed_and_opened(tmp_path):
    made, packed, opened = (tmp_path / name for name in ("made", "packed", "opened"))
    made.mkdir()
    packed.mkdir()
    (just_applied,) = [it for it in OPEN if it.fate is Fate.JUST_APPLIED]
    said = []
    make(made, said.append, (just_applied,), begins=datetime(2027, 2, 26, 12, tzinfo=UTC))
    assert said[-1] == f"{date(2027, 3, 1)} {just_applied.candidate.name}"
    pack(made, packed)
    history.unpack(opened, packed)
    assert json.loads((opened / FILE).read_text(encoding="utf-8")) == json.loads((made / FILE).read_text("utf-8"))
    with reopened(opened) as company:
        (headline,) = company["rita"].sees("hiring")
        assert just_applied.candidate.name in headline.all_text
        assert "Schedule" in headline.buttons
        assert datetime.fromtimestamp(float(headline.ts), UTC) == just_applied.applied_at
