from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.sandbox.page_visitor import Visitor, a_visitor

MONDAY = datetime(2027, 3, 1, tzinfo=UTC)
ADA, ANA, BO = "ada@example.com", "ana@example.org", "bo@example.org"
SCREENING = "screening1"
WEEK = "?week=2027-03-01"


def at(hour: float, day: int = 0) -> datetime:
    return MONDAY + timedelta(days=day, hours=hour)


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with a_visitor() as found:
        found.books(SCREENING, at(10, 1), at(10.75, 1), ADA, ANA, BO)
        yield found


def stretch(visitor: Visitor, event_id: str) -> dict[str, float]:
    """Where it stands in its day's column."""
    [it] = visitor.page.like(f"e-{event_id}-")
    style = visitor.page.attributes[it]["style"]
    return {
        name.strip(" -"): float(value.strip(" %")) for name, _, value in (it.partition(":") for it in style.split(";"))
    }


# looking


def test_times_are_those_of_whoever_looks(visitor: Visitor) -> None:
    visitor.opens(f"/as/ana/calendar/ana{WEEK}")
    assert "10:00–10:45" in visitor.page.read("day-2027-03-02")
    assert "Times in Europe/Lisbon" in visitor.page.read()

    visitor.opens(f"/as/rita/calendar/ana{WEEK}")
    assert "11:00–11:45" in visitor.page.read("day-2027-03-02")
    assert "Times in Europe/Berlin, where you are. Ana is in Europe/Lisbon." in visitor.page.read()


def test_the_weekend_is_there_when_something_stands_in_it(visitor: Visitor) -> None:
    assert not visitor.opens(f"/as/bo/calendar/bo{WEEK}").like("day-2027-03-06")
    visitor.company.calendars.add_busy(BO, at(9, 5), at(10, 5), "Moving house")
    assert "Moving house" in visitor.opens(f"/as/bo/calendar/bo{WEEK}").read("day-2027-03-06")
    assert "Moving house" not in visitor.opens("/as/bo/calendar/bo?week=2027-03-08").read()


def test_any_day_opens_its_week_and_nonsense_opens_this_one(visitor: Visitor) -> None:
    assert "8 to 12 March 2027" in visitor.opens("/as/bo/calendar/bo?week=2027-03-11").read()
    for nonsense in ("", "?week=", "?week=soon", "?week=2027-02-30"):
        assert "1 to 5 March 2027" in visitor.opens(f"/as/bo/calendar/bo{nonsense}").read()
    assert visitor.opens("/as/bo/calendar/bo?week=9999-12-31").status == 200
    assert "29 March to 2 April 2027" in visitor.opens("/as/bo/calendar/bo?week=2027-04-01").read()


def test_the_next_week_and_the_one_before_are_one_step_away(visitor: Visitor) -> None:
    visitor.opens(f"/as/bo/calendar/bo{WEEK}")
    assert "8 to 12 March 2027" in visitor.opens(visitor.page.attributes["week-after"]["href"]).read()
    assert "1 to 5 March 2027" in visitor.opens(visitor.page.attributes["week-before"]["href"]).read()


def test_events_that_overlap_stand_side_by_side(visitor: Visitor) -> None:
    for title, begins, ends in (("one", 10.25, 11), ("two", 10.5, 12), ("later", 12, 13)):
        visitor.company.calendars.add_busy(ANA, at(begins, 1), at(ends, 1), title)
    ids = {it["summary"]: it["id"] for it in visitor.company.calendars.events_of(ANA)}
    visitor.opens(f"/as/ana/calendar/ana{WEEK}")
    widths = {title: stretch(visitor, event)["width"] for title, event in ids.items()}
    lefts = {title: stretch(visitor, event)["left"] for title, event in ids.items()}
    assert widths == {"Example · Initial interview": 33.333, "one": 33.333, "two": 33.333, "later": 100}
    assert lefts == {"Example · Initial interview": 0, "one": 33.333, "two": 66.667, "later": 0}


def test_the_day_is_as_long_as_what_stands_in_it(visitor: Visitor) -> None:
    assert "07:00" not in visitor.opens(f"/as/bo/calendar/bo{WEEK}").read("week")
    visitor.company.calendars.add_busy(BO, at(4, 1), at(5, 1), "Early flight")
    week = visitor.opens(f"/as/bo/calendar/bo{WEEK}").read("week")
    assert "07:00" in week
    assert "21:00" not in week
    visitor.company.calendars.add_busy(BO, at(21, 3), at(26, 3), "Night shift")
    assert "23:00" in visitor.opens(f"/as/bo/calendar/bo{WEEK}").read("week")
    assert "00:00–03:00" in visitor.page.read("day-2027-03-05")
    assert "22:00–00:00" in visitor.page.read("day-2027-03-04")


def test_a_guest_of_the_workspace_has_no_calendar(visitor: Visitor) -> None:
    assert "Guests have no account" in visitor.opens("/as/gus/calendar/gus").read()
    assert SCREENING not in str(visitor.opens("/as/gus/calendar/interviews").words)
    for whose in ("gus", "interviews"):
        assert visitor.posts(f"/as/gus/calendar/{whose}/answer", event=SCREENING, answer="no").status == 404
    assert visitor.opens("/as/rita/calendar/gus").status == 404
    assert visitor.opens("/as/nobody/calendar/rita").status == 404


def test_a_guest_sees_anothers_private_event_only_as_busy(visitor: Visitor) -> None:
    visitor.opens(f"/as/dee/calendar/interviews{WEEK}")
    assert "Busy" in visitor.page.read("day-2027-03-02")
    assert "Initial interview" not in visitor.page.read()
    visitor.opens(f"/as/dee/calendar/ana{WEEK}&event={SCREENING}")
    assert "Not there any more" in visitor.page.read("beside")
    assert "Initial interview" not in visitor.page.read()
    assert ADA not in str(visitor.page.words)

    for one_of_them in ("ana", "remy"):  # invited; a recruiter, whose calendar it is on
        assert "Initial interview" in visitor.opens(f"/as/{one_of_them}/calendar/interviews{WEEK}").read()


def test_who_is_invited_sees_the_guests_and_their_answers(visitor: Visitor) -> None:
    visitor.company.calendars.answers(BO, SCREENING, "declined")
    beside = visitor.opens(f"/as/ana/calendar/ana{WEEK}&event={SCREENING}").read("beside")
    assert "Tuesday, 2 March 2027, 10:00 to 10:45" in beside
    assert "Organizer Interviews" in beside
    assert "ada@example.com no answer yet Ana Duarte no answer yet Bo Lindqvist no Arranged" in beside
    assert "meet.google.com/" in beside


# doing


def test_an_invited_person_answers_in_their_calendar(visitor: Visitor) -> None:
    visitor.opens(f"/as/bo/calendar/bo{WEEK}&event={SCREENING}")
    for word, answer in (("maybe", "tentative"), ("yes", "accepted"), ("no", "declined")):
        visitor.presses(f"answer-mine-{word}")
        assert visitor.answer_of(BO, SCREENING) == answer
        assert visitor.page.attributes[f"answer-mine-{word}"]["aria-pressed"] == "true"
    assert "declined" in visitor.page.read("day-2027-03-02")


def test_the_candidates_no_is_seen_in_the_calendar(visitor: Visitor) -> None:
    visitor.opens(f"/as/rita/calendar/interviews{WEEK}&event={SCREENING}")
    visitor.presses(f"answer-{ADA}-no")
    assert visitor.answer_of(ADA, SCREENING) == "declined"
    assert "no: ada@example.com" in visitor.page.read("day-2027-03-02")


def test_nobody_answers_for_a_colleague(visitor: Visitor) -> None:
    action = "/as/rita/calendar/interviews/answer"
    for by in ("", ANA, "rita@example.org", "eve@example.com"):
        visitor.posts(action, event=SCREENING, week="2027-03-01", answer="yes", **({"as": by} if by else {}))
        assert "Only those who are invited can answer." in visitor.page.read("beside")
    visitor.posts("/as/dee/calendar/interviews/answer", event=SCREENING, answer="no", **{"as": ADA})
    assert {visitor.answer_of(email, SCREENING) for email in (ADA, ANA, BO)} == {"needsAction"}


def test_whoever_drags_an_event_moves_it_for_everybody(visitor: Visitor) -> None:
    visitor.opens(f"/as/rita/calendar/interviews{WEEK}&event={SCREENING}")
    visitor.presses("move-now", day="2027-03-10", from_="15:30")
    assert "8 to 12 March 2027" in visitor.page.read()
    assert "Wednesday, 10 March 2027, 15:30 to 16:15" in visitor.page.read("beside")
    assert "14:30–15:15" in visitor.opens("/as/ana/calendar/ana?week=2027-03-10").read("day-2027-03-10")


def test_who_is_only_invited_cannot_move_it(visitor: Visitor) -> None:
    visitor.opens(f"/as/ana/calendar/ana{WEEK}&event={SCREENING}")
    assert not visitor.page.like("move")
    visitor.posts(
        "/as/ana/calendar/ana/move", event=SCREENING, week="2027-03-01", day="2027-03-10", **{"from": "15:30"}
    )
    assert "Only the organizer can move it." in visitor.page.read("beside")
    assert "10:00–10:45" in visitor.page.read("day-2027-03-02")


def test_a_move_to_nowhere_moves_nothing(visitor: Visitor) -> None:
    visitor.opens(f"/as/rita/calendar/interviews{WEEK}&event={SCREENING}")
    for day, hour in (("", "10:00"), ("2027-02-30", "10:00"), ("2027-03-03", "later"), ("0001-01-01", "00:00")):
        visitor.presses("move-now", day=day, from_=hour)
        assert "Say the day and the time it moves to." in visitor.page.read("beside")
    assert "11:00–11:45" in visitor.page.read("day-2027-03-02")


def test_the_organizer_deletes_it_for_everybody(visitor: Visitor) -> None:
    visitor.opens(f"/as/remy/calendar/interviews{WEEK}&event={SCREENING}")
    visitor.presses("delete-now")
    assert not visitor.page.like(f"e-{SCREENING}")
    assert not visitor.event(SCREENING, ANA)
    beside = visitor.opens(f"/as/bo/calendar/bo{WEEK}&event={SCREENING}").read("beside")
    assert "It was deleted" in beside


def test_a_guest_who_deletes_it_says_no(visitor: Visitor) -> None:
    visitor.opens(f"/as/bo/calendar/bo{WEEK}&event={SCREENING}")
    assert "which says no" in visitor.page.read("delete")
    visitor.presses("delete-now")
    assert not visitor.page.like(f"e-{SCREENING}")
    assert visitor.answer_of(BO, SCREENING) == "declined"
    assert visitor.event(SCREENING, ANA)


def test_somebody_is_busy_at_a_time_of_their_own(visitor: Visitor) -> None:
    visitor.opens(f"/as/ana/calendar/ana{WEEK}")
    visitor.opens(visitor.page.attributes["new"]["href"])
    visitor.presses("new-now", day="2027-03-04", from_="14:00", to="15:30", title="  Dentist,\nagain <b> ")
    assert "Dentist, again <b> 14:00–15:30" in visitor.page.read("day-2027-03-04")
    assert visitor.company.calendars.busy_of(ANA, at(0, 3), at(24, 3)) == [(at(14, 3), at(15.5, 3))]

    [event] = visitor.page.like("e-")[-1:]
    visitor.opens(visitor.page.attributes[event]["href"])
    visitor.presses("delete-now")
    assert visitor.company.calendars.busy_of(ANA, at(0, 3), at(24, 3)) == []


def test_a_form_that_makes_no_sense_says_so_and_keeps_what_was_typed(visitor: Visitor) -> None:
    visitor.opens(f"/as/ana/calendar/ana{WEEK}&new=2027-03-04&from=15:00&to=16:00")
    visitor.presses("new-now", to="14:00", title="Dentist")
    assert "It ends before it begins." in visitor.page.read("beside")
    assert visitor.page.attributes["new-title"]["value"] == "Dentist"
    assert visitor.page.attributes["new-to"]["value"] == "14:00"
    visitor.presses("new-now", day="")
    assert "Say the day, and from when to when." in visitor.page.read("beside")
    visitor.presses("new-now", day="2027-03-04", from_="23:00", to="00:00")
    assert "23:00–00:00" in visitor.page.read("day-2027-03-04")


def test_nobody_fills_anothers_calendar(visitor: Visitor) -> None:
    assert not visitor.opens(f"/as/rita/calendar/ana{WEEK}&new=").like("new")
    visitor.posts("/as/rita/calendar/ana/add", day="2027-03-04", to="16:00", title="Mine", **{"from": "15:00"})
    assert "You can add something to your own calendar only." in visitor.page.read()
    assert visitor.company.calendars.busy_of(ANA, at(0, 3), at(24, 3)) == []


def test_an_event_that_is_gone_can_no_longer_be_touched(visitor: Visitor) -> None:
    visitor.opens(f"/as/bo/calendar/bo{WEEK}&event={SCREENING}")
    visitor.company.calendars.removes("interviews@example.org", SCREENING)
    for action in ("answer", "move", "delete"):
        visitor.posts(f"/as/bo/calendar/bo/{action}", event=SCREENING, week="2027-03-01", answer="yes")
        assert "This event is not there any more." in visitor.page.read()


def test_in_a_narrow_box_the_candidate_stands_first_and_beside_it_the_whole_title(visitor: Visitor) -> None:
    visitor.books("talk1", at(10), at(11), "kaya.demir@example.com", ANA)
    week = visitor.opens(f"/as/ana/calendar/ana{WEEK}")
    (box,) = week.like("e-talk1")
    assert week.read(box).startswith("Kaya Demir: Initial interview")
    opened = visitor.opens(f"/as/ana/calendar/ana{WEEK}&event=talk1")
    assert "Example · Initial interview" in opened.read("beside")
