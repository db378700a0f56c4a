"""Slack is away for longer than anybody would try: nothing is given up, and people see what is so when it is back."""

from datetime import timedelta

import pytest

from bot import relay
from bot.relay import patience
from handlers import headline, tell_again
from sandbox.faults import Kind
from storage import messages, outbox
from tests.handlers.deciding import a_candidate, hiring_headline, person_id
from tests.handlers.scheduling import ADA
from tests.handlers.scoring import told
from tests.relay.promised import all_states, posts, promises_note, refreshes, states, waits_until

SLACK = ("chat.*", "conversations.*", "views.publish")
NOTICE = "could not get through"
DEBRIEF = "message:debrief:1"


@pytest.fixture
def soon(monkeypatch):
    """What fails is tried again soon, however long nobody answers."""
    monkeypatch.setattr(patience, "REST", timedelta(0))
    monkeypatch.setattr(relay, "BACKOFF_CAP", timedelta(seconds=0.02))


def is_out(company, *calls, on=True, kind=Kind.SERVER_ERROR):
    company.faults.outage(*calls, on=on, kind=kind)


def is_tried(company, group, times=relay.TRIES + 3):
    waits_until(lambda: last(company, group).attempt >= times)


def last(company, group):
    with company.db.read() as tx:
        return outbox.of_group(tx, group)[-1]


@pytest.mark.parametrize("kind", [Kind.SERVER_ERROR, Kind.LOSE_BEFORE, Kind.LOSE_AFTER])
def test_what_was_to_be_said_while_slack_was_away_is_said_once_when_it_is_back(company, soon, kind):
    a_candidate(company)
    company.at_rest()
    is_out(company, *SLACK, kind=kind)
    promises_note(company)
    is_tried(company, "message:note:1")
    assert states(company, "message:note:1") == ["unknown"]
    is_out(company, *SLACK, on=False)
    company.at_rest()
    assert len(posts(company)) == 2
    assert not all_states(company)


def test_a_message_that_could_not_be_changed_meanwhile_shows_what_is_so_and_goes_on_changing(company, soon):
    a_candidate(company)
    company.at_rest()
    is_out(company, *SLACK)
    refreshes(company, headline.key(1))
    is_tried(company, f"message:{headline.key(1)}")
    is_out(company, *SLACK, on=False)
    company.at_rest()
    rita = company["rita"]
    assert rita.presses("Withdraw", hiring_headline(company)).ok
    assert rita.hands_in().ok
    company.at_rest()
    assert "Closed" in posts(company)[0].all_text
    assert not all_states(company)


def test_one_message_that_is_refused_again_and_again_while_others_get_through_is_told(company, soon, monkeypatch):
    monkeypatch.setattr(relay, "TRIES", 3)
    a_candidate(company)
    company.at_rest()
    is_out(company, "chat.postMessage")
    promises_note(company, "debrief:1")
    is_tried(company, DEBRIEF, times=6)
    assert states(company, DEBRIEF) == ["unknown"]  # nothing says that it is to blame
    for _ in range(2):
        refreshes(company, headline.key(1))
        waits_until(lambda: set(states(company, f"message:{headline.key(1)}")) == {"done"})
        tried = last(company, DEBRIEF).attempt
        waits_until(lambda: states(company, DEBRIEF) == ["failed"] or last(company, DEBRIEF).attempt > tried + 1)  # noqa: B023  # asked at once
    waits_until(lambda: states(company, DEBRIEF) == ["failed"])
    is_out(company, "chat.postMessage", on=False)
    company.at_rest()
    [notice] = told(company, "rita", NOTICE)
    assert notice.buttons == ["Try again", "Drop it"]


def test_while_nobody_answers_there_a_try_now_and_then_is_enough_and_mails_do_not_wait(company, soon, monkeypatch):
    monkeypatch.setattr(patience, "REST", timedelta(seconds=4))
    a_candidate(company)
    company.at_rest()
    is_out(company, *SLACK)
    promises_note(company)
    waits_until(lambda: last(company, "message:note:1").error == "no answer")
    tried = last(company, "message:note:1").attempt
    rita = company["rita"]
    is_out(company, "conversations.*", on=False)
    rita.types("/candidate")
    rita.fills_in({"Name": "Bea Example", "E-mail": ADA, "Hiring manager": "Hana Sato"})
    assert rita.hands_in().ok
    waits_until(lambda: company.mailbox.of(ADA))
    assert last(company, "message:note:1").attempt == tried
    is_out(company, *SLACK, on=False)
    promises_note(company, "note:dee", to=person_id(company, "dee"))
    waits_until(lambda: company["dee"].dms)  # what is new finds out that it is over
    assert last(company, "message:note:1").state == "unknown"
    company.at_rest()
    assert len(posts(company)) == 3


def test_what_fails_elsewhere_while_slack_is_away_too_is_told_when_it_is_back(company, soon, monkeypatch):
    monkeypatch.setattr(relay, "TRIES", 3)
    monkeypatch.setattr(relay, "BACKOFF_CAP", timedelta(seconds=0.3))
    is_out(company, "smtp.*", kind=Kind.LOSE_BEFORE)
    rita = company["rita"]
    rita.types("/candidate")
    rita.fills_in({"Name": "Ada Example", "E-mail": ADA, "Hiring manager": "Hana Sato"})
    assert rita.hands_in().ok
    is_out(company, *SLACK, kind=Kind.LOSE_BEFORE)
    waits_until(lambda: stuck(company))
    [mail] = stuck(company)
    is_tried(company, messages.group(f"held:{mail.id}"), times=5)
    company.faults.clear()
    company.at_rest()
    assert len(told(company, "rita", NOTICE)) == 1
    assert [it.kind for it in stuck(company)] == ["mail"]


def stuck(company):
    with company.db.read() as tx:
        return outbox.stuck(tx)


def says_something_nowhere(company):
    a_candidate(company)
    with company.db.begin() as tx:
        messages.post(tx, "debrief:1", "candidate.headline", 1, to="C0NOWHERE")
    company.at_rest()


def deactivates(company, *, deleted=True):
    """Nobody tells the bot."""
    with company.workspace.change():
        company["rita"].member.deleted = deleted


def test_whoever_could_not_be_told_that_something_is_stuck_is_told_later(company):
    deactivates(company)
    says_something_nowhere(company)
    assert len(stuck(company)) == 2
    tell_again(company.db)
    company.at_rest()
    assert len(stuck(company)) == 2
    deactivates(company, deleted=False)
    tell_again(company.db)
    company.at_rest()
    assert len(told(company, "rita", NOTICE)) == 1
    assert [it.key for it in stuck(company)] == ["message:debrief:1:1"]


def test_nobody_is_told_later_of_what_is_settled_by_then(company):
    deactivates(company)
    says_something_nowhere(company)
    with company.db.begin() as tx:
        outbox.reopen(tx, stuck(company)[0].id, "cancelled")
    deactivates(company, deleted=False)
    tell_again(company.db)
    company.at_rest()
    assert told(company, "rita", NOTICE) == stuck(company) == []
