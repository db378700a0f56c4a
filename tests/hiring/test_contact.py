"""By when a candidate hears from us. NOW is Thursday, 4 March 2027, noon."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.hiring.application import State
from bot.hiring.contact import Heard, Promised, Why, first_contact, next_contact
from tests.hiring.standings import NOW, PROCESS, a_standing, an_application, an_interview

ZONE = "Europe/Berlin"


def due(standing, **heard):
    found = next_contact(standing, Heard(**heard), ZONE)
    return (found.day, found.why) if found else None


@pytest.mark.parametrize("stage", [stage.id for stage in PROCESS.stages])
def test_every_open_candidate_has_a_day_by_which_they_hear_from_us(stage):
    day, why = due(a_standing(an_application(stage)))
    assert why is Why.STAGE
    assert date(2027, 3, 5) < day < date(2027, 3, 20)
    assert day.weekday() < 5


def test_working_days_are_counted_from_when_they_last_heard_from_us():
    standing = a_standing(an_application("applied"))
    assert due(standing) == (date(2027, 3, 9), Why.STAGE)  # three working days
    standing = replace(standing, now=NOW + timedelta(days=9))
    assert due(standing, last_mail=NOW + timedelta(days=1)) == (date(2027, 3, 10), Why.STAGE)


def test_a_booked_interview_is_when_they_hear_from_us_next():
    standing = a_standing(an_application(), an_interview(1, "ana", ago=-72))
    assert due(standing) == (date(2027, 3, 7), Why.INTERVIEW)


def test_after_an_interview_the_days_of_the_stage_begin():
    assert due(a_standing(an_application(), an_interview(1, "ana"))) == (date(2027, 3, 11), Why.STAGE)


def test_an_offer_that_was_sent_gives_the_day_of_the_answer():
    standing = replace(a_standing(an_application("offer")), letter="sent")
    answer_by = datetime(2027, 3, 12, 22, 59, tzinfo=UTC)
    assert due(standing, answer_by=answer_by) == (date(2027, 3, 12), Why.OFFER)
    assert due(replace(standing, letter="draft"), answer_by=answer_by) == (date(2027, 3, 8), Why.STAGE)


def test_a_day_that_was_named_counts_until_they_were_spoken_with_again():
    named = Promised(date(2027, 3, 19), NOW + timedelta(hours=1))
    standing = a_standing(an_application("screening"))
    assert due(standing, promised=named) == (date(2027, 3, 19), Why.PROMISED)
    assert due(standing, promised=named, last_mail=named.at) == (date(2027, 3, 19), Why.PROMISED)
    assert due(standing, promised=named, last_mail=NOW + timedelta(hours=2))[1] is Why.STAGE


def test_who_was_turned_down_hears_within_two_working_days_until_the_letter_left():
    rejected = replace(an_application(state=State.REJECTED), closed_at=NOW)
    standing = a_standing(rejected)
    assert due(standing) == (date(2027, 3, 8), Why.LETTER)
    assert due(replace(standing, letter="approved")) == (date(2027, 3, 8), Why.LETTER)
    assert due(replace(standing, letter="sent")) is None


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.HIRED, State.OFFER_DECLINED])
def test_who_ended_it_themselves_is_owed_nothing(state):
    assert due(a_standing(replace(an_application(state=state), closed_at=NOW))) is None


def test_it_is_overdue_once_the_day_has_ended_where_they_live():
    contact = next_contact(a_standing(an_application("applied")), Heard(), "America/Los_Angeles")
    assert contact.day == date(2027, 3, 9)
    assert not contact.is_overdue(datetime(2027, 3, 10, 7, 59, tzinfo=UTC))
    assert contact.is_overdue(datetime(2027, 3, 10, 8, 0, tzinfo=UTC))


def test_who_applies_is_told_a_day_in_working_days():
    assert first_contact(date(2027, 3, 5), 3) == date(2027, 3, 10)
    assert first_contact(date(2027, 3, 5), None) == date(2027, 3, 12)
