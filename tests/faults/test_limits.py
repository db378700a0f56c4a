"""Whoever asks us to wait is left alone, for as long as they said and no wider than they meant; nobody hears of it."""

from datetime import timedelta

import pytest

from integrations import google_client
from integrations.slack_directory import SlackDirectory
from sandbox.faults import Kind
from sandbox.person import Person
from storage import events as shown
from storage import messages
from tests.handlers.deciding import a_candidate, person_id
from tests.handlers.scheduling import ADA, events, opens_candidate
from tests.handlers.scoring import SAID, an_interview, draft, held
from tests.relay.promised import calls, posts, promises_note, states, waits_until

LONG = 30  # seconds: longer than any of these tests


def limits(company, call, seconds=LONG):
    company.faults.plan(call, Kind.RATE_LIMITED, seconds=seconds)


def asks(company, method):
    """How often the bot asked, refusals included."""
    return len([call for call, _ in company.faults.met if call == method]) + len(calls(company, method))


def test_nobody_waits_for_a_direct_message_that_could_not_be_opened(company):
    opens_candidate(company)
    promises_note(company, "note:dee", to=person_id(company, "dee"))
    company.at_rest()
    limits(company, "conversations.open")
    before = asks(company, "conversations.open")
    for who in ("bo", "cy", "dee"):
        promises_note(company, f"note:{who}:again", to=person_id(company, who))
    promises_note(company)
    waits_until(lambda: len(company["dee"].dms) == len(posts(company)) == 2)
    assert states(company, "message:note:bo:again") == states(company, "message:note:cy:again") == ["pending"]
    assert asks(company, "conversations.open") == before + 1  # Cy's was not even tried
    assert not any("limit" in post.all_text for post in [*posts(company), *company["rita"].dms])


def test_what_may_stand_there_already_is_not_posted_again_while_nobody_may_look(company):
    opens_candidate(company)
    company.faults.plan("chat.postMessage", Kind.LOSE_AFTER)
    limits(company, "conversations.history", seconds=1.2)
    promises_note(company)
    waits_until(lambda: len(company.faults.met) == 2)
    promises_note(company, "note:dm", to=person_id(company, "dee"))
    waits_until(lambda: company["dee"].dms)
    assert states(company, "message:note:1") == ["unknown"]
    company.at_rest()
    assert len(posts(company)) == 2
    assert states(company, "message:note:1") == ["done"]


def test_what_was_said_to_whoever_opened_home_holds_for_the_relay_too(company):
    opens_candidate(company)
    company.at_rest()
    limits(company, "views.publish")
    company["rita"].opens_home()
    before = asks(company, "views.publish")
    with company.db.begin() as tx:
        messages.home(tx, person_id(company, "hana"))
    promises_note(company)
    waits_until(lambda: len(posts(company)) == 2)
    assert asks(company, "views.publish") == before  # Hana's was not even tried
    assert states(company, f"home:{person_id(company, 'hana')}")[-1] == "pending"


def test_homes_wait_for_their_limit_and_messages_do_not(company):
    opens_candidate(company)
    limits(company, "views.publish", seconds=1.2)
    before = asks(company, "views.publish")
    with company.db.begin() as tx:
        messages.home(tx, *(person_id(company, who) for who in ("rita", "hana", "ana")))
    promises_note(company)
    waits_until(lambda: len(posts(company)) == 2)
    assert asks(company, "views.publish") == before + 1
    company.at_rest()
    assert asks(company, "views.publish") == before + 4
    assert company["ana"].home


def test_googles_limit_holds_for_the_whole_calendar_and_for_nothing_else(company, monkeypatch):
    monkeypatch.setattr(google_client, "RETRY_AFTER", timedelta(seconds=1.5))
    ada, bea = a_candidate(company), a_candidate(company, name="Bea Example")
    both = [an_interview(company, who, "ana", starts_in=timedelta(days=1, hours=n)) for n, who in enumerate((ada, bea))]
    limits(company, "events.insert")
    with company.db.begin() as tx:
        for interview in both:
            shown.show(tx, interview)
    company["rita"].types("/candidate")
    company["rita"].fills_in({"Name": "Cal Example", "E-mail": ADA, "Hiring manager": "Hana Sato"})
    company["rita"].hands_in()
    waits_until(lambda: company.mailbox.of(ADA) and len(posts(company)) == 3)
    assert [call.method for call in company.calendars.calls].count("events.insert") == 1  # the refused one
    company.at_rest()
    assert len(events(company)) == 2


@pytest.mark.parametrize("known", [True, False])
def test_somebody_who_presses_while_slack_wants_fewer_look_ups_is_known_from_before_or_told(
    company, known, monkeypatch
):
    pat = Person(company.workspace, company.workspace.add_member("pat", "Pat Newcomer", email="pat@example.org"))
    if known:
        pat.types("/hiring")
    monkeypatch.setattr(SlackDirectory, "KEPT", 0.0)
    limits(company, "users.info")
    pat.types("/hiring")
    assert ("please try again in a moment" in pat.describe()) is not known
    assert posts(company) == []


def test_what_the_team_types_just_after_a_restart_is_kept_while_slack_wants_fewer_look_ups(company):
    interview = held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company.bot_dies()
    company.bot_starts()
    limits(company, "users.info")
    company["ana"].fills_in({"note.motivation": SAID})
    company["ana"].loses_the_window()
    assert draft(company, interview, "ana")["note.motivation"] == SAID
