"""A rejection letter leaves over Gmail exactly once, whatever breaks: it is looked for before anything is repeated."""

from datetime import UTC, datetime, timedelta

import pytest

from bot import relay
from bot.relay import mails
from integrations import google_client
from integrations.gmail import HEADER
from sandbox.faults import Kind
from sandbox.google.gmail_server import COMPOSE
from storage import claims, letters
from tests.company import a_living_company
from tests.handlers.deciding import hiring_headline
from tests.handlers.lettering import ADA, letter_of, rejected, sends
from tests.handlers.scheduling import opens_candidate
from tests.relay.promised import soon_accepted, states


@pytest.fixture
def company(database_url):
    with a_living_company(database_url, over_gmail=True) as living:
        yield living


@pytest.fixture
def candidate(company):
    """Ada is turned down; her letter leaves with the next minutes."""
    candidate = rejected(company)
    sends(company)
    return candidate


def calls(company, method):
    return len([call for call in company.gmail.calls if call.method == method])


def is_sent_once(company, candidate):
    (mail,) = company.mailbox.of(ADA)
    assert mail.envelope_from == "jobs@example.org"
    assert letter_of(company, candidate).state == "sent"
    assert company.gmail.drafts == {}
    assert len(company.gmail.sent) == 1
    assert in_doubt(company) == []
    return mail


def in_doubt(company):
    return [dm for dm in company["rita"].dms if "We cannot tell whether this letter left." in dm.all_text]


def test_a_letter_leaves_over_gmail_under_its_writers_name(company, candidate):
    company.passes(minutes=11)
    mail = is_sent_once(company, candidate)
    assert mail.headers["From"] == "Rita Okafor <jobs@example.org>"
    assert mail.headers["Reply-To"] == "rita@example.org"
    assert "Ada" in mail.text
    assert [call.method for call in company.gmail.calls] == ["drafts.create", "drafts.send"]


@pytest.mark.parametrize(
    ("call", "kind"),
    [
        ("drafts.create", Kind.LOSE_AFTER),
        ("drafts.create", Kind.RATE_LIMITED),
        ("drafts.send", Kind.LOSE_AFTER),
        ("drafts.send", Kind.LOSE_BEFORE),
        ("drafts.send", Kind.SERVER_ERROR_AFTER),
        ("drafts.send", Kind.RATE_LIMITED),
    ],
)
def test_whatever_happens_to_an_answer_it_leaves_once(company, candidate, monkeypatch, call, kind):
    monkeypatch.setattr(google_client, "RETRY_AFTER", timedelta(seconds=0.3))
    company.faults.plan(call, kind)
    company.passes(minutes=11)
    assert len(company.faults.met) == 1
    is_sent_once(company, candidate)


def test_a_revoked_login_makes_letters_wait_until_it_is_accepted_again(company, candidate, monkeypatch):
    soon_accepted(monkeypatch, timedelta(seconds=0.3))
    company.faults.plan("drafts.send", Kind.REVOKED)
    company.faults.plan("drafts.get", Kind.REVOKED)
    company.passes(minutes=11)
    is_sent_once(company, candidate)
    assert calls(company, "drafts.create") == 1
    assert company.bot.relay.paused_by is None


def test_a_draft_that_somebody_threw_away_is_held_and_sent_again_when_somebody_says_so(company, candidate, monkeypatch):
    is_thrown_away_before_it_is_sent(company, monkeypatch)
    company.passes(minutes=11)
    assert company.mailbox.of(ADA) == []
    assert letter_of(company, candidate).state == "held"
    (asked,) = in_doubt(company)
    assert asked.buttons == ["It arrived", "Send again"]
    assert company["rita"].presses("Send again", asked).ok
    company.at_rest()
    assert len(company.mailbox.of(ADA)) == 1
    assert letter_of(company, candidate).state == "sent"
    assert company.gmail.drafts == {}


def is_thrown_away_before_it_is_sent(company, monkeypatch, looks=1):
    """Sending it fails, and before it is looked for its owner throws the draft away."""
    monkeypatch.setattr(mails, "LOOKS", looks)
    company.faults.plan("drafts.send", Kind.SERVER_ERROR)
    meanwhile(
        company,
        monkeypatch,
        ("drafts.send", 500),
        lambda: [company.gmail.throw_away(draft) for draft in company.gmail.drafts],
    )


def meanwhile(company, monkeypatch, answered, what):
    """*what* happens before the relay hears the first answer that is *answered*: (method, status)."""
    log, left = company.gmail.log, [what]

    def log_and_do(call):
        log(call)
        if (call.method, call.status) == answered and left:
            left.pop()()

    monkeypatch.setattr(company.gmail, "log", log_and_do)


def test_what_is_nowhere_is_looked_for_once_more_before_a_person_is_asked(company, candidate, monkeypatch):
    monkeypatch.setattr(relay, "BACKOFF_CAP", timedelta(seconds=0.1))
    is_thrown_away_before_it_is_sent(company, monkeypatch, looks=2)
    company.passes(minutes=11)
    assert calls(company, "drafts.get") == 2
    assert calls(company, "drafts.send") == 1
    assert letter_of(company, candidate).state == "held"
    assert len(in_doubt(company)) == 1


def test_a_look_that_fails_is_repeated_before_anything_is_sent(company, candidate, monkeypatch):
    monkeypatch.setattr(relay, "BACKOFF_CAP", timedelta(seconds=0.1))
    company.faults.plan("drafts.send", Kind.LOSE_AFTER)
    company.faults.plan("drafts.get", Kind.SERVER_ERROR, times=2)
    company.passes(minutes=11)
    assert len(company.faults.met) == 3
    is_sent_once(company, candidate)
    assert calls(company, "drafts.send") == 1


@pytest.mark.parametrize("call", ["drafts.create", "drafts.send"])
def test_what_is_stopped_between_two_tries_does_not_leave_nor_stay_in_the_drafts(company, candidate, monkeypatch, call):
    def is_stopped():
        with company.db.begin() as tx:
            letters.cancel(tx, letter_of(company, candidate).id)

    company.faults.plan(call, Kind.SERVER_ERROR)
    meanwhile(company, monkeypatch, (call, 500), is_stopped)
    company.passes(minutes=11)
    assert calls(company, "drafts.create") == 1
    assert calls(company, "drafts.send") == (1 if call == "drafts.send" else 0)
    assert company.mailbox.of(ADA) == []
    assert company.gmail.drafts == {}
    assert letter_of(company, candidate).state == "cancelled"


def test_a_relay_that_was_too_slow_sends_nothing_of_what_another_one_took_over(company, candidate, monkeypatch):
    def another_takes_it_over_and_asks_a_person():
        with company.db.begin() as tx:
            (taken,) = claims.claim(tx, fence="another", wall=datetime.now(UTC) + relay.LEASE, lease=relay.LEASE)
            claims.settle(tx, taken.id, "held", fence="another", error="we cannot tell whether it left")

    meanwhile(company, monkeypatch, ("drafts.create", 200), another_takes_it_over_and_asks_a_person)
    company.passes(minutes=11)
    assert calls(company, "drafts.create") == 1
    assert calls(company, "drafts.send") == 0
    assert states(company, f"mail:{letter_of(company, candidate).key}") == ["held"]


def test_what_a_person_says_arrived_is_not_sent_again(company, candidate, monkeypatch):
    is_thrown_away_before_it_is_sent(company, monkeypatch)
    company.passes(minutes=11)
    assert company["rita"].presses("It arrived", in_doubt(company)[0]).ok
    company.passes(hours=1)
    assert company.mailbox.of(ADA) == []
    assert letter_of(company, candidate).state == "sent"


@pytest.mark.parametrize("looks", ["gone wrong", "not allowed"])
def test_where_nobody_can_look_a_person_is_asked_and_a_word_too_much_sends_nothing_twice(
    company, candidate, monkeypatch, looks
):
    if looks == "not allowed":
        monkeypatch.setattr(company.gmail_server, "scopes", frozenset({COMPOSE}))
    else:
        monkeypatch.setattr(mails, "PATIENCE", 2)
        company.faults.plan("messages.list", Kind.SERVER_ERROR)
    company.faults.plan("drafts.send", Kind.LOSE_AFTER)
    company.passes(minutes=11)
    assert letter_of(company, candidate).state == "held"
    (asked,) = in_doubt(company)
    monkeypatch.undo()
    assert company["rita"].presses("Send again", asked).ok
    company.at_rest()
    assert len(company.mailbox.of(ADA)) == 1
    assert letter_of(company, candidate).state == "sent"
    assert calls(company, "drafts.create") == 1


def test_a_letter_that_its_owner_sent_by_hand_is_not_sent_again(company, candidate, monkeypatch):
    company.faults.plan("drafts.send", Kind.SERVER_ERROR)
    log = company.gmail.log

    def log_and_send(call):
        log(call)
        if call.method == "drafts.send" and call.status == 500:
            for draft in company.gmail.drafts:
                company.gmail.send_by_hand(draft, without=HEADER)

    monkeypatch.setattr(company.gmail, "log", log_and_send)
    company.passes(minutes=11)
    is_sent_once(company, candidate)


def test_what_is_stopped_while_it_is_drafted_does_not_leave_nor_stay_in_the_drafts(company):
    company.faults.plan("drafts.create", Kind.SLOW, seconds=1)
    company["rita"].types("/candidate")
    company["rita"].fills_in({"Name": "Ada Example", "E-mail": ADA})
    assert company["rita"].hands_in().ok
    company.faults.waits_until_met()
    with company.db.begin() as tx:
        letters.cancel(tx, letters.find(tx, "received:1").id)
    company.at_rest()
    assert company.mailbox.of(ADA) == []
    assert company.gmail.drafts == {}
    assert states(company, "mail:received:1") == ["cancelled"]


def test_a_scope_that_is_missing_is_told_with_who_can_help(company, monkeypatch):
    monkeypatch.setattr(company.gmail_server, "scopes", frozenset())
    opens_candidate(company)
    notice = company["rita"].finds("could not get through", "bot DM")
    assert "an admin runs `interview-bot check`" in notice.all_text
    monkeypatch.undo()
    assert company["rita"].presses("Try again", notice).ok
    company.at_rest()
    assert len(company.mailbox.of(ADA)) == 1
    assert hiring_headline(company)
