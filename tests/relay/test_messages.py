"""Whatever breaks on the way to Slack, people see each message once, in its place, as things are now."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from handlers import headline
from sandbox.clock import MovableClock
from sandbox.faults import Kind
from sandbox.slack.posting import Stamps
from storage import messages
from tests.handlers.scheduling import asked, books, looks, opens_candidate, opens_form, thread
from tests.relay.promised import (
    BREAKS,
    NOTE,
    ada,
    all_states,
    calls,
    posts,
    promises_note,
    refreshes,
    soon_accepted,
    states,
    waits_until,
)


def test_whatever_breaks_a_candidate_has_one_headline(company):
    for number, kind in enumerate(BREAKS, start=1):
        company.faults.plan("chat.postMessage", kind)
        opens_candidate(company, name=f"Ada the {number}.")
        assert len(company.faults.met) == number
        assert len([post for post in posts(company) if f"Ada the {number}." in post.all_text]) == 1
        assert set(states(company, f"message:{headline.key(number)}")) == {"done"}


@pytest.mark.parametrize("kind", [Kind.LOSE_AFTER, Kind.SERVER_ERROR_AFTER])
def test_whatever_breaks_the_thread_and_the_interviewer_are_told_of_a_booking_once(company, kind):
    opens_candidate(company)
    opens_form(company)
    looks(company, people_screening=[company["ana"]])
    company.faults.plan("chat.postMessage", kind, times=2)
    assert books(company).ok
    assert len(company.faults.met) == 2
    assert len(thread(company)) == 1
    assert len([dm for dm in company["ana"].dms if dm.buttons == asked(company, "ana").buttons]) == 1
    assert not all_states(company)


def test_a_post_whose_answer_was_lost_is_found_by_its_key_and_not_posted_again(company):
    company.faults.plan("chat.postMessage", Kind.LOSE_AFTER)
    opens_candidate(company)
    assert len(calls(company, "chat.postMessage")) == 1
    assert calls(company, "conversations.history")


def test_it_is_found_although_the_bots_clock_runs_ahead_of_slacks(company):
    company.workspace.stamps = Stamps(MovableClock(datetime.now(UTC), runs=True))
    company.faults.plan("chat.postMessage", Kind.LOSE_AFTER)
    opens_candidate(company)
    assert len(calls(company, "chat.postMessage")) == 1


def test_the_second_loss_in_a_row_is_looked_for_as_well(company):
    company.faults.plan("conversations.history", Kind.LOSE_AFTER)
    company.faults.plan("chat.postMessage", Kind.SERVER_ERROR_AFTER)
    opens_candidate(company)
    assert len(posts(company)) == 1


@pytest.mark.parametrize("kind", BREAKS)
def test_whatever_breaks_what_is_shown_is_what_is_so(company, kind):
    opens_candidate(company)
    for call in ("chat.update", "views.publish", "conversations.open"):
        company.faults.plan(call, kind)
    rita = company["rita"]
    rita.presses("Withdraw", rita.finds("Ada Example", "hiring"))
    rita.hands_in()
    promises_note(company, "note:dm", to=company["dee"].member.id)
    company.at_rest()
    assert len(company.faults.met) == 3
    assert "Closed" in posts(company)[0].all_text
    assert "Ada" not in rita.home.text
    assert len(company["dee"].dms) == 1
    assert not all_states(company)


def test_a_limit_holds_for_the_whole_channel_and_nobody_hears_of_it(company):
    opens_candidate(company)
    company.faults.plan("chat.postMessage", Kind.RATE_LIMITED, seconds=1)
    begun = time.monotonic()
    promises_note(company, "note:1")
    promises_note(company, "note:2")
    company.at_rest()
    assert time.monotonic() - begun >= 1
    assert len(company.faults.met) == 1  # the second note did not try its luck meanwhile
    assert [post.author for post in posts(company)] == ["Interview Bot"] * 3
    assert not any("limit" in post.all_text for post in posts(company))
    assert not company["rita"].dms


def test_another_channel_does_not_wait_for_the_limited_one(company):
    opens_candidate(company)
    company.faults.plan("chat.postMessage", Kind.RATE_LIMITED, seconds=30)
    promises_note(company)
    promises_note(company, "note:dm", to=company["dee"].member.id)
    company["dee"].waits_for(lambda: company["dee"].dms, why="for the other message")
    assert states(company, "message:note:1") == ["pending"]


def test_a_revoked_token_makes_everything_wait_and_nothing_fail(company, monkeypatch):
    opens_candidate(company)
    soon_accepted(monkeypatch, timedelta(seconds=0.5))
    company.workspace.revoked = True
    refreshes(company)
    promises_note(company)
    waits_until(lambda: company.bot.relay.paused_by == "Slack: token_revoked")
    waits_until(lambda: states(company, "message:note:1") == ["pending"])  # given back just after the pause is set
    company.workspace.revoked = False
    company.at_rest()
    assert company.bot.relay.paused_by is None
    assert states(company, "message:note:1") == ["done"]
    assert len(posts(company)) == 2


def test_a_headline_that_somebody_deleted_is_posted_anew_with_the_state_of_now(company):
    opens_candidate(company)
    deletes(company, posts(company)[0])
    rita = company["rita"]
    rita.types("/candidate", "Ada")
    rita.presses("Withdraw", "modal")
    rita.hands_in()
    company.at_rest()
    (only,) = posts(company)
    assert "Closed" in only.all_text
    refreshes(company)
    company.at_rest()
    assert [post.ts for post in posts(company)] == [only.ts]


def test_one_that_was_moved_while_a_change_of_it_was_under_way_is_posted_once(company):
    opens_candidate(company)
    promises_note(company)
    company.at_rest()
    deletes(company, posts(company)[-1])
    company.faults.plan("chat.update", Kind.SLOW)
    refreshes(company, "note:1")
    waits_until(lambda: company.faults.met)
    with company.db.begin() as tx:
        messages.move(tx, "note:1", company["rita"].member.id)
    company.at_rest()
    assert len(posts(company)) == 1
    assert len([dm for dm in company["rita"].dms if "Ada Example" in dm.all_text]) == 1
    assert states(company, "message:note:1") == ["done", "done", "done"]


def test_one_posted_anew_is_found_too_when_its_answer_is_lost(company):
    opens_candidate(company)
    deletes(company, posts(company)[0])
    company.faults.plan("chat.postMessage", Kind.LOSE_AFTER)
    refreshes(company)
    company.at_rest()
    assert company.faults.met
    assert len(posts(company)) == 1


def deletes(company, message):
    with company.workspace.change():
        company.workspace.channel(message.channel).find(message.ts).deleted = True


def test_a_reply_waits_for_its_headline(company):
    opens_candidate(company)
    company.faults.plan("chat.postMessage", Kind.SERVER_ERROR)
    channel = ada(company).channel
    with company.db.begin() as tx:
        messages.post(tx, "note:reply", NOTE, 1, to=channel, thread="note:root")
        messages.post(tx, "note:root", NOTE, 1, to=channel)
    company.at_rest()
    root = posts(company)[-1]
    assert len(posts(company)) == 2
    assert len(company["hana"].thread(root)) == 1


def test_several_changes_at_once_are_shown_by_one_edit(company):
    opens_candidate(company)
    before = len(calls(company, "chat.update"))
    refreshes(company, times=5)
    company.at_rest()
    assert len(calls(company, "chat.update")) == before + 1
    assert set(states(company, f"message:{headline.key(1)}")) == {"done"}


def test_what_expired_is_never_posted_not_even_by_a_later_change(company):
    opens_candidate(company)
    promises_note(company, expires_at=company.clock.now())
    company.at_rest()
    refreshes(company, "note:1")
    company.at_rest()
    assert states(company, "message:note:1") == ["cancelled", "cancelled"]
    assert len(posts(company)) == 1


def test_a_change_does_not_overtake_the_first_post_that_is_in_doubt(company):
    opens_candidate(company)
    company.faults.plan("chat.postMessage", Kind.LOSE_AFTER)
    promises_note(company)
    refreshes(company, "note:1")
    company.at_rest()
    assert len(posts(company)) == 2
    assert states(company, "message:note:1") == ["done", "done"]


def test_a_post_that_was_given_up_in_doubt_is_looked_for_by_the_next_change(company, monkeypatch):
    opens_candidate(company)
    monkeypatch.setattr("bot.relay.TRIES", 1)
    company.faults.plan("chat.postMessage", Kind.LOSE_AFTER)
    promises_note(company)
    company.at_rest()
    assert states(company, "message:note:1") == ["failed"]
    monkeypatch.undo()
    adam = company["adam"]
    adam.presses("Try again", adam.finds("could not get through"))
    company.at_rest()
    assert states(company, "message:note:1") == ["done"]
    assert len(posts(company)) == 2


def test_where_too_much_was_said_to_look_through_it_the_coordinator_looks_and_it_stands_there_once(
    company, monkeypatch
):
    """Whoever says that it is not there is believed: what was said before that is not looked through again."""
    monkeypatch.setattr("integrations.slack.LOOKED_THROUGH", 3)
    monkeypatch.setattr("integrations.slack.PAGE", 2)
    for number in range(6):
        opens_candidate(company, f"Bea the {number}.", f"bea{number}@example.com")
    company.faults.plan("chat.postMessage", Kind.LOSE_BEFORE)
    opens_candidate(company)
    assert not [post for post in posts(company) if "Ada" in post.all_text]
    rita = company["rita"]
    notice = rita.finds("so much was said there meanwhile that I cannot see whether it stands there already")
    company.passes(minutes=10)
    assert rita.presses("Try again", notice).ok
    company.at_rest()
    assert len([post for post in posts(company) if "Ada" in post.all_text]) == 1
    assert not all_states(company)


def test_a_message_that_was_posted_before_it_expired_is_still_known_although_its_answer_was_lost(company):
    opens_candidate(company)
    with company.db.read() as tx:
        soon = tx.now + timedelta(minutes=1)
    company.faults.plan("chat.postMessage", Kind.LOSE_AFTER)
    company.faults.plan("conversations.history", Kind.SERVER_ERROR, times=2)
    promises_note(company, expires_at=soon)
    company.faults.waits_until_met(2)
    company.clock.advance(timedelta(minutes=2))
    company.at_rest()
    with company.db.read() as tx:
        assert messages.get(tx, "note:1").posted is not None
    assert len(posts(company)) == 2
