"""Scorecards side by side: what was seen how often, and what to talk about first."""

from datetime import UTC, datetime, time, timedelta

from bot.hiring.debrief import (
    Vote,
    agenda,
    conversations,
    coverage,
    least_seen,
    opens_at,
    own_view,
    views_differ,
    voters,
    votes_show,
)
from bot.hiring.worktime import Hours
from tests.hiring.standings import NOW, PROCESS, a_card, an_interview

SCREENING = an_interview(1, "ana")
DEEP_DIVE = an_interview(2, "bo", "cy", session="project_deep_dive", stage="onsite")


def covered(*cards):
    return {c.trait: c for c in coverage(PROCESS, cards)}


def test_two_people_in_one_room_are_one_conversation():
    found = covered(a_card(DEEP_DIVE, "bo", {"transparency": 3}), a_card(DEEP_DIVE, "cy", {"transparency": 4}))
    assert (found["transparency"].conversations, found["transparency"].people) == (1, 2)


def test_a_trait_that_was_not_observed_counts_as_not_seen():
    found = covered(a_card(SCREENING, "ana", {"motivation": None}))
    assert found["motivation"].conversations == 0


def test_every_trait_is_counted_even_one_that_nobody_saw():
    assert list(covered()) == [trait.id for trait in PROCESS.traits]


def test_views_differ_when_one_is_below_the_bar_and_one_above():
    assert views_differ([2, 4], bar=3)
    assert not views_differ([3, 5], bar=3)
    assert not views_differ([2, 3], bar=3)


def test_talk_starts_where_views_differ_then_where_little_was_seen():
    cards = [
        a_card(SCREENING, "ana", {"motivation": 2, "transparency": 3}),
        a_card(DEEP_DIVE, "bo", {"motivation": 5, "transparency": 4, "reliability": 3}),
    ]
    differing, thin = agenda(coverage(PROCESS, cards))
    assert differing == ("motivation",)
    assert "reliability" in thin
    assert "transparency" not in thin
    assert not set(differing) & set(thin)


def test_the_extra_conversation_looks_at_what_was_seen_least_never_at_what_is_in_doubt():
    cards = [
        a_card(SCREENING, "ana", {"motivation": 1, "problem_solving": 3}),
        a_card(DEEP_DIVE, "bo", {"motivation": 5, "problem_solving": 3, "reliability": 3}),
    ]
    chosen = least_seen(PROCESS, cards, 3)
    assert "motivation" not in chosen
    assert chosen == ("independent_execution", "resilience", "outcome_orientation")


def test_what_is_looked_at_does_not_depend_on_the_marks():
    low = [a_card(SCREENING, "ana", {"motivation": 1, "transparency": 1})]
    high = [a_card(SCREENING, "ana", {"motivation": 5, "transparency": 2})]
    assert least_seen(PROCESS, low, 4) == least_seen(PROCESS, high, 4)


def test_whoever_handed_in_a_card_votes_once():
    cards = [a_card(SCREENING, "ana"), a_card(DEEP_DIVE, "bo"), a_card(DEEP_DIVE, "ana")]
    assert voters(cards) == ("ana", "bo")
    assert conversations(cards) == 2


def test_a_vote_starts_from_the_latest_of_ones_own_cards():
    cards = [a_card(SCREENING, "ana", says="against"), a_card(DEEP_DIVE, "ana", says="in_favour")]
    assert own_view(cards, "ana") == "in_favour"
    assert own_view(cards, "bo") == ""


def test_votes_show_when_all_have_voted_or_at_the_deadline():
    vote = Vote("ana", "in_favour", "", NOW)

    def shows(*votes, later=0.0):
        return votes_show(["ana", "bo"], votes, opened_at=NOW, days=2, now=NOW + timedelta(days=later))

    assert not shows(vote)
    assert shows(vote, Vote("bo", "against", "", NOW))
    assert not shows(vote, later=1.9)
    assert shows(vote, later=2)


def test_a_debrief_opens_half_an_hour_after_the_last_card_in_working_hours():
    berlin = Hours(time(9), time(17), frozenset(range(5)), "Europe/Berlin")
    assert opens_at(datetime(2027, 3, 4, 10, tzinfo=UTC), berlin) == datetime(2027, 3, 4, 10, 30, tzinfo=UTC)
    friday_night = datetime(2027, 3, 5, 15, 45, tzinfo=UTC)
    assert opens_at(friday_night, berlin) == datetime(2027, 3, 8, 8, tzinfo=UTC)
