"""A database of the first release in the middle of its work is brought up to date, and goes on; so do forms opened then.

`first_release_running.json` was written by the first release itself: its rows, its calendar's events, and the forms as
it drew them, with what was typed. Ada's letter waits out its undo window, Owen's card is owed (a draft is there), Dora
is to be decided about, Tess's last card is in, Evan's screening stands in the calendar.
"""

import json
from pathlib import Path

import pytest

from handlers import headline
from sandbox.company import INTERVIEWS
from sandbox.google import events
from storage import applications, interviews, letters, scorecards
from tests.company import a_living_company
from tests.databases import on_both
from tests.handlers.scoring import SAID, STEP_TWO
from tests.storage.test_upgrade import first_release

__all__ = ["first_release"]

RUNNING = Path(__file__).parent / "first_release_running.json"
ADA, OWEN, DORA, EVAN, TESS = 1, 2, 3, 4, 5


@pytest.fixture
def upgraded(first_release, database_url):
    """The company, its bot of today on the database of then, and the forms that were open."""
    with a_living_company(database_url, hired=False) as company:
        company.bot_dies()
        then = _in_this_company(company)
        for event in then["events"]:
            with company.calendars.changed:
                events.insert(company.calendars, INTERVIEWS, event, {})
        company.remembers_in(first_release(then["rows"]))
        company.bot_starts()
        company.at_rest()
        yield company, then["forms"]


@on_both
def test_a_running_funnel_goes_on_after_the_upgrade(upgraded):
    company, _ = upgraded
    ana, hana = company["ana"], company["hana"]
    assert ana.types("/scorecard").ok
    assert SAID in str(ana.modal.values)  # the draft
    assert ana.hands_in().ok
    ana.fills_in(STEP_TWO)
    assert ana.hands_in().ok
    with company.db.read() as tx:
        (card,) = scorecards.of_application(tx, OWEN)
        assert card.answers.ratings["problem_solving"].note == SAID

    company.passes(hours=1)
    tess = hana.finds("Tess Trio", "hiring")
    assert "Make an offer" in tess.buttons
    assert any("Read the cards" in reply.buttons for reply in hana.thread(tess))
    letter = [mail for mail in company.mailbox.of("ada@example.com") if "further" in mail.text]
    assert len(letter) == 1
    with company.db.read() as tx:
        assert letters.find(tx, f"rejection:{ADA}").state == "sent"

    company.passes(hours=3)
    assert [mail for mail in company.mailbox.of("ada@example.com") if "further" in mail.text] == letter
    (event,) = company.calendars.events_of(INTERVIEWS)
    assert event["id"] == json.loads(RUNNING.read_text("utf-8"))["events"][0]["id"]
    with company.db.read() as tx:
        (booked,) = interviews.of_application(tx, EVAN)
        assert booked.is_booked
    with company.db.begin() as tx:
        headline.refresh(tx, applications.get(tx, EVAN))  # the sandbox has not kept what it looked like
    company.at_rest()
    assert company["rita"].presses("Withdraw", company["rita"].finds("Evan Event", "hiring")).ok
    company["rita"].fills_in({"reason": "Took another offer."})
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert company.calendars.events_of(INTERVIEWS) == []


@on_both
def test_a_scorecard_opened_before_the_upgrade_is_handed_in_after_it(upgraded):
    company, forms = upgraded
    ana = _still_open(company, forms["scorecard"])
    assert ana.hands_in().ok
    ana.fills_in(STEP_TWO)
    assert ana.hands_in().ok
    company.at_rest()
    with company.db.read() as tx:
        (card,) = scorecards.of_application(tx, OWEN)
    assert card.answers.ratings["problem_solving"].note == SAID
    assert card.answers.ratings["motivation"].mark == 4


@on_both
def test_a_decision_opened_before_the_upgrade_is_taken_after_it(upgraded):
    company, forms = upgraded
    assert _still_open(company, forms["decision"]).hands_in().ok
    company.at_rest()
    with company.db.read() as tx:
        assert applications.get(tx, DORA).state == "rejected"
        (said,) = [reason for _, _, _, reason, _ in applications.decisions(tx, DORA)]
    assert said == "The plan stayed unclear with all hints given."


@on_both
def test_a_candidate_typed_in_before_the_upgrade_is_opened_after_it(upgraded):
    company, forms = upgraded
    assert _still_open(company, forms["candidate"]).hands_in().ok
    company.at_rest()
    assert "Schedule" in company["remy"].finds("Nina New", "hiring").buttons
    with company.db.read() as tx:
        assert len(applications.of_email(tx, "nina@example.com")) == 1


def _still_open(company, form):
    """Whoever it was has the form of then before them, with what they typed."""
    person = company[form["who"]]
    with company.workspace.change():
        view = company.workspace.windows.open(person.member.id, form["body"])
        view.id, view.values = form["id"], form["values"]
    return person


def _in_this_company(company):
    """The file, with this company's people, channel and direct messages in place of those of then."""
    text = RUNNING.read_text(encoding="utf-8")
    then = json.loads(text)
    text = text.replace(then["hiring"], company.workspace.channel("hiring").id)
    for name, person in then["people"].items():
        text = text.replace(person, company[name].member.id)
    now = json.loads(text)
    for row in now["rows"]["message"]:
        _post(company.workspace, row, {it["key"]: it for it in now["rows"]["message"]})
    return now


def _post(workspace, row, known):
    """What the first release had posted stands here as well."""
    if row["channel"]:
        is_dm = row["target"] in workspace.members
        place = workspace.dm(row["target"]) if is_dm else workspace.channels[row["target"]]
        parent = known[row["thread"]]["ts"] if row["thread"] else ""
        with workspace.change():
            row["ts"] = workspace.post(place, workspace.bot, "as it was then", thread_ts=parent).ts
        row["channel"] = place.id
