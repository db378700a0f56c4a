"""An answer that is lost after the effect, for every kind of call: nobody sees anything twice, and nothing is missing.

A candidate's whole life: opened, with a channel of their own, booked, moved, cancelled, withdrawn. At every step the
first call of each kind fails. One life per fault always; LIVES=50 plays them that often.
"""

import os
from collections import Counter
from datetime import timedelta

import pytest

from bot import relay
from integrations import google_client
from sandbox.faults import Kind
from storage import outbox
from tests.company import a_living_company
from tests.handlers.scheduling import ADA, books, event, events, looks, opens_candidate, opens_form, starts, utc
from tests.handlers.test_candidate_channel import NAME, headline, ours, with_the_choice, withdraws
from tests.relay.test_events import moves

IN_SLACK = (
    "chat.postMessage", "chat.update", "views.publish", "conversations.open", "conversations.create",
    "conversations.invite", "conversations.archive",
)  # fmt: skip
AT_GOOGLE = ("events.insert", "events.patch", "events.delete", "drafts.create", "drafts.send")
LIVES = int(os.environ.get("LIVES", "1"))


@pytest.fixture
def company(database_url, tmp_path, monkeypatch):
    monkeypatch.setattr(relay, "_backoff", lambda attempt: timedelta(seconds=0.02))
    monkeypatch.setattr(google_client, "RETRY_AFTER", timedelta(seconds=0.1))
    with a_living_company(database_url, process_file=with_the_choice(tmp_path), over_gmail=True) as living:
        yield living


def opens(company):
    opens_candidate(company)
    company["rita"].opens_home()
    company.at_rest()


def is_booked(company):
    opens_form(company)
    looks(company, people_screening=[company["ana"]])
    assert books(company).ok


def is_cancelled(company):
    rita = company["rita"]
    note = next(it for it in rita.thread(headline(company)) if "Cancel interview" in it.buttons)
    assert rita.presses("Cancel interview", note).ok
    assert rita.hands_in().ok
    company.at_rest()


STEPS = (opens, is_booked, moves, is_cancelled, withdraws)


@pytest.mark.parametrize("life", range(LIVES))
@pytest.mark.parametrize("kind", [Kind.LOSE_AFTER, Kind.SERVER_ERROR_AFTER, Kind.SERVER_ERROR, None])
def test_whatever_answer_is_lost_everything_is_there_once(company, kind, life, record_property):
    for step in STEPS:
        for call in IN_SLACK + AT_GOOGLE if kind else ():
            company.faults.plan(call, kind)
        step(company)
        assert seen_twice(company) == []
        company.faults.clear()
        if step is moves:
            assert starts(event(company)) == utc(3, 10)
    met = Counter(call for call, _ in company.faults.met)
    record_property("lost", dict(met))
    assert set(met) == (set(IN_SLACK + AT_GOOGLE) if kind else set())
    assert list(ours(company)) == [NAME]
    assert ours(company)[NAME].archived
    assert "Closed" in headline(company).all_text
    assert len(company["rita"].thread(headline(company))) == 1
    assert events(company) == []
    assert Counter(mail.subject.partition(":")[0].partition(" ")[0] for mail in company.mailbox.of(ADA)).total() == 4
    assert held(company) == []


def seen_twice(company):
    """Whatever anybody got more often than once, in words."""
    rita = company["rita"]
    posts = [post.all_text for post in rita.sees(NAME)] + [it.all_text for it in rita.thread(headline(company))]
    direct = [f"to {name}: {dm.all_text}" for name in ("rita", "hana", "ana") for dm in company[name].dms]
    mails = [f"mail {mail.message['Subject']}" for mail in company.mailbox.of(ADA)]
    told = [f"{kind} to {email}" for kind, _, email in company.calendars.invitations_sent if kind != "update"]
    drafts = [f"draft {it}" for it in company.gmail.drafts] * 2  # none may be left behind
    found = Counter(posts + direct + mails + told + drafts + list(ours(company)))
    found["event"] = len(events(company, gone=True))
    return [f"{what} ({times} times)" for what, times in found.items() if times > 1]


def held(company):
    with company.db.read() as tx:
        return [(it.key, it.error) for it in outbox.stuck(tx)]
