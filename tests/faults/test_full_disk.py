"""A full disk: what somebody hands in stays in front of them, nothing is sent, and nothing is lost once there is room."""

import resource
from contextlib import contextmanager

import pytest

from sandbox.faults import Kind
from tests.handlers.deciding import a_candidate, hiring_headline
from tests.handlers.scheduling import ADA, opens_candidate
from tests.handlers.scoring import STEP_ONE, STEP_TWO, card, held
from tests.relay.promised import all_states, posts, promises_note, states, waits_until


@contextmanager
def a_full_disk():
    """No file of this process grows any more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def calls(company):
    return len([call for call in company.workspace.calls if call.method.startswith(("chat.", "views.publish"))])


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_scorecard_that_cannot_be_kept_stays_in_the_form_and_is_kept_when_there_is_room(company):
    interview = held(company, a_candidate(company), "ana")
    ana = company["ana"]
    ana.types("/scorecard")
    ana.fills_in(STEP_ONE)
    ana.hands_in()
    ana.fills_in(STEP_TWO)
    with a_full_disk():
        refused = ana.hands_in()
        before = calls(company)
    assert "Not saved. Your text is still here: press Submit again." in str(refused.errors)
    assert card(company, interview, "ana") is None
    assert calls(company) == before
    assert ana.hands_in().ok
    company.at_rest()
    assert card(company, interview, "ana").answers.strength == STEP_TWO["strength"]
    assert not all_states(company)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_the_relay_calls_nobody_while_it_cannot_write_down_that_it_does(company, caplog):
    opens_candidate(company)
    company.faults.plan("chat.postMessage", Kind.RATE_LIMITED, seconds=2)
    promises_note(company)
    company.faults.waits_until_met()
    waits_until(lambda: states(company, "message:note:1") == ["pending"])
    with a_full_disk():
        before = calls(company)
        waits_until(lambda: "the database did not answer" in caplog.text, timeout=20)
        assert company["rita"].types("/candidate").ok
        company["rita"].fills_in({"Name": "Ben Example", "E-mail": ADA, "Hiring manager": "Hana Sato"})
        assert "press" in str(company["rita"].hands_in().errors)
        assert calls(company) == before
        assert company.mailbox.mails[1:] == []
    assert company["rita"].hands_in().ok
    company.at_rest()
    assert states(company, "message:note:1") == ["done"]
    assert len(posts(company)) == 3
    assert hiring_headline(company)
    assert not all_states(company)
