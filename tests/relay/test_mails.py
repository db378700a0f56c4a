"""A mail leaves once, or a person is asked: nobody can look whether it left."""

from datetime import timedelta

import pytest

from bot import relay
from sandbox.faults import Kind
from tests.handlers.scheduling import ADA, opens_candidate
from tests.relay.promised import soon_accepted, states

SURELY_NOT = (Kind.LOSE_BEFORE, Kind.RATE_LIMITED)
GROUP = "mail:received:1"


def test_what_surely_did_not_leave_is_sent_again(company):
    faults = [(call, kind) for call in ("smtp.connect", "smtp.mail", "smtp.data") for kind in SURELY_NOT]
    for number, (call, kind) in enumerate(faults, start=1):
        company.faults.plan(call, kind)
        opens_candidate(company)
        assert len(company.faults.met) == number
        assert len(company.mailbox.of(ADA)) == number
        assert states(company, f"mail:received:{number}") == ["done"]


@pytest.mark.parametrize("restarted", [False, True])
def test_what_may_have_left_is_held_and_a_person_is_asked(company, restarted):
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    opens_candidate(company)
    assert states(company, GROUP) == ["held"]
    if restarted:
        company.bot_dies()
        company.bot_starts()
    company.passes(minutes=30)
    rita = company["rita"]
    (notice,) = [dm for dm in rita.dms if "We cannot tell whether this letter left." in dm.all_text]
    assert len(company.mailbox.of(ADA)) == 1
    rita.presses("It arrived", notice)
    company.at_rest()
    assert states(company, GROUP) == ["done"]
    assert len(company.mailbox.of(ADA)) == 1


def test_a_doubt_at_the_last_try_is_told_as_a_doubt(company, monkeypatch):
    monkeypatch.setattr(relay, "TRIES", 1)
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    opens_candidate(company)
    assert company["rita"].finds("We cannot tell").buttons == ["It arrived", "Send again"]
    assert states(company, GROUP) == ["held"]


def test_sent_again_only_when_a_person_says_so(company):
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    opens_candidate(company)
    rita = company["rita"]
    rita.presses("Send again", rita.finds("We cannot tell"))
    company.at_rest()
    assert states(company, GROUP) == ["done"]
    assert len(company.mailbox.of(ADA)) == 2
    assert len({mail.message["Message-ID"] for mail in company.mailbox.of(ADA)}) == 1


def test_a_refused_letter_is_held_and_told(company):
    company.faults.plan("smtp.data", Kind.SERVER_ERROR)
    opens_candidate(company)
    assert states(company, GROUP) == ["held"]
    assert company["rita"].finds("the mail server refused it").buttons == ["Try again", "Drop it"]
    assert company.mailbox.of(ADA) == []


def test_a_refused_login_makes_mails_wait_while_slack_goes_on(company, monkeypatch):
    soon_accepted(monkeypatch, timedelta(seconds=0.3))
    company.faults.plan("smtp.mail", Kind.REVOKED, times=2)
    opens_candidate(company)
    assert len(company["hana"].sees("hiring")) == 1
    assert len(company.mailbox.of(ADA)) == 1
    assert company.bot.relay.paused_by is None
