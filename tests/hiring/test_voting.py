"""Which votes count, what is kept of an earlier one, and when a decision is late."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.hiring import overdue, voting
from bot.hiring.debrief import Vote
from bot.hiring.voting import Tally
from tests.hiring.standings import HANA, NOW, PROCESS, RITA

HOUR = timedelta(hours=1)


def a_vote(person, says, at=NOW, **more):
    return Vote(person, says, "", at, **more)


def a_tally(*votes, voting=("ana", "bo")):
    return Tally(voting, votes, opened_at=NOW - HOUR, days=2)


def test_a_vote_from_before_the_opening_is_owed_again():
    tally = a_tally(a_vote("ana", "in_favour", NOW - 2 * HOUR), a_vote("bo", "in_favour"))
    assert tally.is_owed_by("ana")
    assert not tally.is_owed_by("bo")
    assert not tally.is_owed_by("cy")
    assert tally.voted == 1
    assert not tally.shows(NOW)


def test_a_vote_nobody_saw_is_simply_replaced():
    cast = voting.cast(a_tally(a_vote("ana", "against")), "ana", "in_favour", "why", NOW)
    assert not cast.is_changed


def test_a_vote_others_saw_is_kept_and_stays_the_first():
    seen = a_tally(a_vote("ana", "against"), a_vote("bo", "in_favour"))
    once = voting.cast(seen, "ana", "in_favour", "why", NOW)
    assert (once.first, once.is_changed) == ("against", True)
    again = voting.cast(replace(seen, votes=(once, seen.votes[1])), "ana", "strong_favour", "why", NOW)
    assert again.first == "against"
    back = voting.cast(replace(seen, votes=(once, seen.votes[1])), "ana", "against", "why", NOW)
    assert not back.is_changed


def test_confirming_a_vote_is_no_change():
    tally = a_tally(a_vote("ana", "against", NOW - 2 * HOUR))
    assert voting.cast(tally, "ana", "against", "", NOW) == a_vote("ana", "against")
    assert voting.cast(tally, "ana", "in_favour", "", NOW).first == "against"


def test_a_first_vote_after_the_deadline_is_late():
    assert voting.cast(a_tally(), "ana", "against", "", NOW + timedelta(days=2)).late
    assert not voting.cast(a_tally(), "ana", "against", "", NOW).late


def test_dissent_is_a_vote_on_the_other_side():
    votes = [a_vote(says, says) for says in ("strong_against", "against", "in_favour", "strong_favour")]
    assert [v.person for v in voting.dissent(PROCESS, votes, offered=True)] == ["strong_against", "against"]
    assert [v.person for v in voting.dissent(PROCESS, votes, offered=False)] == ["in_favour", "strong_favour"]


def test_a_thread_is_cleared_again_on_the_working_day_before():
    again = overdue.clear_again_at(date(2027, 3, 15), NOW, RITA)
    assert again == datetime(2027, 3, 12, 8, tzinfo=UTC)  # Friday, nine o'clock in Berlin
    assert overdue.clear_again_at(date(2027, 3, 5), NOW, RITA) is None  # they were asked that very day
    assert overdue.clear_again_at(None, NOW, RITA) == NOW + timedelta(days=7)
    assert overdue.clear_again_at(date(2027, 3, 15), NOW, replace(HANA, days=frozenset())) is None
