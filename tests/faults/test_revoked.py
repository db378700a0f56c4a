"""A token, key or password that is not accepted any more: everything waits, admins are told once, and it goes on."""

from datetime import timedelta

import pytest

from bot import timetable
from bot.relay import pausing
from sandbox.faults import Kind
from storage import events as shown
from storage import outbox
from tests.company import a_living_company
from tests.handlers.deciding import a_candidate
from tests.handlers.scheduling import ADA, events, opens_candidate
from tests.handlers.scoring import an_interview, told
from tests.relay.promised import all_states, posts, promises_note, soon_accepted, waits_until

NOTICE = "me in"


def revokes(company, calls, *, on=True):
    company.faults.outage(*calls, on=on, kind=Kind.REVOKED)


def waiting(company):
    with company.db.read() as tx:
        return [promise.kind for promise in outbox.unfinished(tx)]


def acts(company):
    """Rita opens an application; she does not wait for what follows from it."""
    rita = company["rita"]
    rita.types("/candidate")
    rita.fills_in({"Name": "Ada Example", "E-mail": ADA, "Hiring manager": "Hana Sato"})
    assert rita.hands_in().ok


@pytest.mark.parametrize(("over_gmail", "calls"), [(True, ("drafts.*", "messages.*")), (False, ("smtp.mail",))])
def test_mails_wait_for_a_login_that_is_accepted_and_admins_hear_of_it_once(
    database_url, monkeypatch, over_gmail, calls
):
    soon_accepted(monkeypatch, timedelta(seconds=0.2))
    with a_living_company(database_url, over_gmail=over_gmail) as company:
        revokes(company, calls)
        acts(company)
        waits_until(lambda: len(company.faults.met) >= 3)  # asked again and again
        waits_until(lambda: posts(company) and told(company, "adam", "mails and letters wait"))
        assert company.mailbox.of(ADA) == []
        assert "mail" in waiting(company)
        revokes(company, calls, on=False)
        company.at_rest()
        assert len(company.mailbox.of(ADA)) == 1
        assert not all_states(company)
        is_told_once_and_that_it_is_over(company, "The mail service lets me in again.")


def test_calendar_events_wait_for_google_and_a_restart_forgets_nothing(company, monkeypatch):
    soon_accepted(monkeypatch, timedelta(seconds=0.2))
    interview = an_interview(company, a_candidate(company), "ana", starts_in=timedelta(days=1))
    revokes(company, ["events.insert"])
    with company.db.begin() as tx:
        shown.show(tx, interview)
    waits_until(lambda: told(company, "adam", "calendar events wait"))
    for still_revoked in (True, False):
        company.bot_dies()
        revokes(company, ["events.insert"], on=still_revoked)
        assert "event" in waiting(company)
        company.bot_starts()
        asked = len(company.faults.met)
        waits_until(lambda: not still_revoked or len(company.faults.met) > asked + 1)  # noqa: B023  # asked at once
    company.at_rest()
    assert len(events(company)) == 1
    assert not all_states(company)
    is_told_once_and_that_it_is_over(company, "Google Calendar lets me in again.")
    assert company.bot.relay.paused_by is None


def test_while_slack_itself_is_away_nothing_is_lost_and_the_word_comes_after(company, monkeypatch):
    soon_accepted(monkeypatch, timedelta(seconds=0.2))
    opens_candidate(company)
    company.workspace.revoked = True
    promises_note(company)
    waits_until(lambda: company.bot.relay.paused_by == "Slack: token_revoked")
    assert not told(company, "adam", NOTICE)
    company.clock.advance(timedelta(hours=2))
    company.workspace.revoked = False
    company.at_rest()
    assert len(posts(company)) == 2
    assert not all_states(company)
    is_told_once_and_that_it_is_over(company, "Slack lets me in again.")
    company.bot_dies()
    company.bot_starts()
    assert company.bot.relay.paused_by is None


def test_a_calendar_that_is_not_shown_any_more_is_told_although_nothing_is_to_be_written(company, monkeypatch):
    monkeypatch.setattr(pausing, "AGAIN", timedelta(0))
    watches(company)
    revokes(company, ["events.list"])
    for _ in range(3):
        watches(company)
        company.clock.advance(timedelta(hours=1))
    company.at_rest()
    assert company.bot.relay.paused_by.startswith("Google Calendar: ")
    assert len(told(company, "adam", NOTICE)) == 1
    revokes(company, ["events.list"], on=False)
    watches(company)
    company.at_rest()
    assert company.bot.relay.paused_by is None
    is_told_once_and_that_it_is_over(company, "Google Calendar lets me in again.")


def test_while_events_are_refused_a_look_at_the_calendar_does_not_say_that_all_is_well(company, monkeypatch):
    soon_accepted(monkeypatch, timedelta(seconds=0.2))
    interview = an_interview(company, a_candidate(company), "ana", starts_in=timedelta(days=1))
    revokes(company, ["events.insert"])
    with company.db.begin() as tx:
        shown.show(tx, interview)
    waits_until(lambda: told(company, "adam", "calendar events wait"))
    watches(company)
    assert company.bot.relay.paused_by
    revokes(company, ["events.insert"], on=False)
    company.at_rest()
    is_told_once_and_that_it_is_over(company, "Google Calendar lets me in again.")


def watches(company):
    timetable.watch_calendar(company.db, company.bot.calendar, company.bot.relay.pausing)


def is_told_once_and_that_it_is_over(company, words):
    waits_until(lambda: told(company, "adam", words))
    (notice,) = told(company, "adam", NOTICE)
    assert "Nothing was lost" in notice.all_text
    assert not any(told(company, who, NOTICE) for who in ("rita", "hana", "ana"))


def test_when_slack_closes_the_socket_to_us_admins_hear_of_it_and_when_it_is_over(company):
    """Nothing that people press reaches the bot then; what it has to say still reaches them."""
    revokes(company, ["apps.connections.open"])
    company.workspace.sockets.drop()
    waits_until(lambda: told(company, "adam", "Slack does not let me listen any more"), timeout=30)
    assert "invalid_auth" in told(company, "adam", "does not let me listen")[0].all_text
    revokes(company, ["apps.connections.open"], on=False)
    waits_until(lambda: told(company, "adam", "Slack lets me listen again."), timeout=30)
    assert company.workspace.waits_for_the_bot()
    opens_candidate(company)
    assert not told(company, "adam", "does not let me listen any more")
