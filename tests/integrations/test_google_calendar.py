from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.ports import Doubtful, Event, Gone, Guest, Never, SurelyNot
from integrations.google_calendar import GoogleCalendar
from sandbox.faults import Faults, Kind
from sandbox.google.calendars import Calendars
from tests.integrations.conftest import HIRING, MONDAY, always_answers, moved


def test_an_interview_stands_in_the_calendar_as_it_was_wanted(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    live = calendar.insert(interview)
    [found] = calendars.events_of(HIRING)
    assert (found["id"], found["summary"]) == (interview.id, interview.title)
    assert found["visibility"] == "private"
    assert found["start"]["timeZone"] == "Europe/Berlin"
    assert [guest["email"] for guest in found["attendees"]] == list(interview.guests)
    assert found["extendedProperties"]["private"]["interviewBot"] == interview.id
    assert (found["guestsCanModify"], found["guestsCanInviteOthers"]) == (False, False)
    assert live.meet_url == found["hangoutLink"]
    assert (live.starts_at, live.ends_at) == (interview.starts_at, interview.ends_at)
    assert live.guests == tuple(Guest(email) for email in interview.guests)
    assert calendar.get(interview.id) == live


@pytest.mark.parametrize("tell", [True, False])
def test_guests_hear_of_it_only_when_they_should(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event, tell: bool
) -> None:
    calendar.insert(interview, tell=tell)
    calendar.patch(moved(interview, hours=1), etag=None, tell=tell)
    calendar.delete(interview.id, tell=tell)
    told = [(kind, email) for kind, _, email in calendars.invitations_sent]
    everybody = sorted(interview.guests)
    assert told == [(kind, email) for kind in ("insert", "update", "cancel") for email in everybody if tell]


def test_a_video_link_may_come_later_and_is_told_as_a_change(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendars.conferences_pending = True
    assert calendar.insert(interview).meet_url is None
    token = calendar.changes(None).sync_token
    calendars.finish_conferences()
    [changed] = calendar.changes(token).events
    assert changed.meet_url
    assert changed.meet_url.startswith("https://meet.google.com/")


def test_a_calendar_without_meet_takes_the_interview_without_a_link_and_guests_hear_of_it_once(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendars.forbid_meet(HIRING)
    made = calendar.insert(interview)
    assert made.meet_url is None
    assert made.guests == tuple(Guest(email) for email in interview.guests)
    assert calendar.insert(interview) == made
    assert calendar.patch(moved(interview, hours=2), etag=made.etag).meet_url is None
    calendar.delete(interview.id)
    told = [kind for kind, _, email in calendars.invitations_sent if email == "ana@example.org"]
    assert told == ["insert", "update", "cancel"]


def test_an_insert_whose_answer_was_lost_is_in_doubt_and_was_sent_once(
    calendar: GoogleCalendar, calendars: Calendars, faults: Faults, interview: Event
) -> None:
    calendar.changes(None)  # the line is open already, as it is most of the time
    faults.plan("events.insert", Kind.LOSE_AFTER)
    with pytest.raises(Doubtful):
        calendar.insert(interview)
    assert _inserts(calendars) == 1
    again = calendar.insert(interview)
    assert again == calendar.get(interview.id)
    assert len(calendars.events_of(HIRING)) == 1


def test_an_insert_that_was_lost_on_the_way_is_in_doubt_too_and_nothing_stands_there(
    calendar: GoogleCalendar, calendars: Calendars, faults: Faults, interview: Event
) -> None:
    faults.plan("events.insert", Kind.LOSE_BEFORE)
    with pytest.raises(Doubtful):
        calendar.insert(interview)
    assert _inserts(calendars) == 1
    assert calendar.get(interview.id) is None


def _inserts(calendars: Calendars) -> int:
    return sum(call.method == "events.insert" for call in calendars.calls)


def test_an_insert_under_an_id_in_use_gives_what_stands_there(calendar: GoogleCalendar, interview: Event) -> None:
    first = calendar.insert(interview)
    assert calendar.insert(moved(interview, hours=5)) == first


def test_an_id_that_was_used_up_comes_back_as_cancelled(calendar: GoogleCalendar, interview: Event) -> None:
    calendar.insert(interview)
    calendar.delete(interview.id)
    assert calendar.insert(interview).cancelled


def test_an_event_of_somebody_else_under_our_id_is_not_taken_over(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendar.insert(interview)
    with calendars.changed:
        calendars.copy(HIRING, interview.id).own["private"] = {}
    with pytest.raises(Never, match="duplicate"):
        calendar.insert(interview)


def test_a_move_keeps_the_link_and_asks_everybody_again(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    before = calendar.insert(interview)
    calendars.answers("ana@example.org", interview.id, "accepted")
    live = calendar.patch(moved(interview, hours=2), etag=None)
    assert live.starts_at == interview.starts_at + timedelta(hours=2)
    assert live.meet_url == before.meet_url
    assert {guest.answer for guest in live.guests} == {"needsAction"}


LUC = "luc@example.org"


def seen(calendars: Calendars) -> dict[str, dict[str, Any]]:
    """The guests of the only event, by address, as the recruiting calendar shows them."""
    [found] = calendars.events_of(HIRING)
    return {guest["email"]: guest for guest in found["attendees"]}


@pytest.mark.parametrize("hours", [0, 2])
def test_what_guests_wrote_stays_and_so_does_whom_a_person_added(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event, hours: int
) -> None:
    calendar.insert(interview)
    calendars.answers("ana@example.org", interview.id, "tentative", "ten minutes late")
    calendars.invites(HIRING, interview.id, "bo@example.org", optional=True, additionalGuests=1)
    calendars.invites(HIRING, interview.id, LUC, displayName="Luc, who listens in")
    calendars.answers(LUC, interview.id, "accepted", "gladly")
    calendar.patch(replace(moved(interview, hours=hours), title="Another name"), etag=None)
    guests = seen(calendars)
    assert list(guests) == [*interview.guests, LUC]
    assert guests["ana@example.org"]["comment"] == "ten minutes late"
    assert (guests["bo@example.org"]["optional"], guests["bo@example.org"]["additionalGuests"]) == (True, 1)
    assert (guests[LUC]["displayName"], guests[LUC]["comment"]) == ("Luc, who listens in", "gladly")
    answers = [guests[email]["responseStatus"] for email in ("ana@example.org", LUC)]
    assert answers == (["needsAction", "needsAction"] if hours else ["tentative", "accepted"])
    assert [kind for kind, _, email in calendars.invitations_sent if email == LUC] == ["insert", "update"]


def test_whom_we_invited_and_do_not_want_any_more_leaves_and_a_person_may_add_them_again(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendar.insert(interview)
    calendars.invites(HIRING, interview.id, LUC)
    corrected = replace(interview, guests=("corrected@example.com", "ana@example.org"))
    calendar.patch(corrected, etag=None)
    assert list(seen(calendars)) == ["corrected@example.com", "ana@example.org", LUC]
    calendars.invites(HIRING, interview.id, "bo@example.org")
    calendar.patch(moved(corrected, hours=1), etag=None)
    assert list(seen(calendars)) == ["corrected@example.com", "ana@example.org", LUC, "bo@example.org"]


def test_whom_a_person_added_and_we_invited_later_is_ours(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendar.insert(interview)
    calendars.invites(HIRING, interview.id, LUC)
    calendar.patch(replace(interview, guests=(*interview.guests, LUC)), etag=None)
    calendar.patch(interview, etag=None)
    assert list(seen(calendars)) == list(interview.guests)


def test_where_an_event_does_not_say_whom_we_invited_only_those_stay_who_are_wanted(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendar.insert(interview)
    with calendars.changed:
        calendars.copy(HIRING, interview.id).own["private"] = {"interviewBot": interview.id}
    calendars.invites(HIRING, interview.id, LUC)
    calendar.patch(replace(interview, guests=interview.guests[:2]), etag=None)
    assert list(seen(calendars)) == list(interview.guests[:2])
    calendars.invites(HIRING, interview.id, LUC)
    calendar.patch(interview, etag=None)
    assert list(seen(calendars)) == [*interview.guests, LUC]


@pytest.mark.usefixtures("machine_in_auckland")
@pytest.mark.parametrize(("zone", "hours"), [("Europe/Berlin", 1), ("Asia/Kolkata", 5.5), (None, 0)])
def test_a_time_without_an_offset_is_one_of_the_zone_that_stands_beside_it(zone: str | None, hours: float) -> None:
    edges = {
        name: {"dateTime": f"{MONDAY + timedelta(hours=hours + long):%Y-%m-%dT%H:%M:%S}", "timeZone": zone}
        for name, long in (("start", 0), ("end", 1))
    }
    with always_answers({"id": "c0ffee0001", "status": "confirmed", **edges}) as url:
        found = GoogleCalendar(url=url, calendar_id="primary", credentials_file=None, access_token="t").get(
            "c0ffee0001"
        )
    assert found
    assert (found.starts_at, found.ends_at) == (MONDAY, MONDAY + timedelta(hours=1))


def test_a_replaced_interviewer_costs_nobody_else_their_answer(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendar.insert(interview)
    calendars.answers("ana@example.org", interview.id, "accepted")
    live = calendar.patch(
        replace(interview, guests=("candidate@example.com", "Ana@example.org", "cy@example.org")), etag=None
    )
    assert live.guests == (
        Guest("candidate@example.com"),
        Guest("ana@example.org", "accepted"),
        Guest("cy@example.org"),
    )


def test_a_change_meets_only_the_version_that_was_read(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    live = calendar.insert(interview)
    calendars.moves(HIRING, interview.id, MONDAY + timedelta(days=2), MONDAY + timedelta(days=2, hours=1))
    with pytest.raises(SurelyNot, match="precondition failed"):
        calendar.patch(interview, etag=live.etag)
    newest = calendar.get(interview.id)
    assert newest
    assert newest.starts_at == MONDAY + timedelta(days=2)
    assert calendar.patch(interview, etag=newest.etag).starts_at == interview.starts_at


def test_what_was_deleted_can_neither_be_changed_nor_deleted(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendar.insert(interview)
    calendars.removes(HIRING, interview.id)
    with pytest.raises(Gone):
        calendar.patch(interview, etag=None)
    with pytest.raises(Gone):
        calendar.delete(interview.id)
    with pytest.raises(Gone):
        calendar.delete("neverseen00")
    found = calendar.get(interview.id)
    assert found
    assert found.cancelled
    assert calendar.get("neverseen00") is None


def test_a_deletion_whose_answer_was_lost_is_found_done(
    calendar: GoogleCalendar, faults: Faults, interview: Event
) -> None:
    calendar.insert(interview)
    faults.plan("events.delete", Kind.LOSE_AFTER)
    with pytest.raises(Doubtful):
        calendar.delete(interview.id)
    with pytest.raises(Gone):
        calendar.delete(interview.id)


def test_an_event_is_not_taken_for_gone_where_the_whole_calendar_is_not_shown_any_more(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendar.insert(interview)
    calendars.make_unreadable(HIRING)
    for ask in (
        lambda: calendar.get(interview.id),
        lambda: calendar.patch(interview, etag=None),
        lambda: calendar.delete(interview.id),
    ):
        with pytest.raises(Never, match="notFound"):
            ask()
    calendars.share(HIRING, writable=True)
    calendar.delete(interview.id)
    assert calendars.events_of(HIRING) == []


def test_what_google_knows_is_deleted_is_believed_without_a_second_question(
    calendar: GoogleCalendar, calendars: Calendars, interview: Event
) -> None:
    calendar.insert(interview)
    calendar.delete(interview.id)
    asked = len(calendars.calls)
    with pytest.raises(Gone):
        calendar.delete(interview.id)
    assert len(calendars.calls) == asked + 1
