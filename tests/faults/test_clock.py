"""Time that jumps, goes back, or is another hour overnight: no burst, nothing twice, nothing silently left out."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import timetable
from sandbox.faults import Kind
from tests.handlers.deciding import a_candidate
from tests.handlers.scheduling import ADA, books, change_person, looks, mails, opens_candidate, opens_form
from tests.handlers.scoring import an_interview, told
from tests.relay.promised import posts, states, waits_until

BELL, NUDGE, OWED = "is over. Please write down", "your scorecard is still missing", "still waiting for the scorecard"
REMINDER = "Your conversation with"
BERLIN = ZoneInfo("Europe/Berlin")


def notified(company):
    """Everything anybody got, counted."""
    people = {name: [dm.all_text for dm in company[name].dms] for name in ("rita", "hana", "ana", "adam")}
    return Counter(
        [(name, text) for name, texts in people.items() for text in texts]
        + [("hiring", post.ts) for post in posts(company)]
        + [("ada", mail.subject) for mail in company.mailbox.of(ADA)]
    )


def books_screening_on(company, day):
    opens_candidate(company)
    opens_form(company)
    looks(company, first=day, people_screening=[company["ana"]])
    assert books(company).ok


def test_after_days_that_passed_at_once_each_hears_once_what_still_matters(company):
    books_screening_on(company, "2027-03-03")
    before = notified(company)
    company.clock.move_to(datetime(2027, 3, 9, 10, tzinfo=UTC))  # Tuesday of the week after, at eleven in Berlin
    for _ in range(3):
        company.works()
    assert not mails(company, REMINDER)  # it is over
    assert [len(told(company, "ana", words)) for words in ("Plan", BELL, NUDGE)] == [0, 0, 1]
    assert len(told(company, "rita", OWED)) == 1  # nothing was silently skipped
    assert sum((notified(company) - before).values()) == 2
    assert max(notified(company).values()) == 1


def test_a_reminder_that_could_not_leave_until_the_interview_was_over_is_not_sent(company):
    books_screening_on(company, "2027-03-04")
    company.faults.outage("smtp.mail", on=True, kind=Kind.RATE_LIMITED)
    company.clock.move_to(datetime(2027, 3, 3, 12, tzinfo=UTC))
    timetable.do_due(company.db, company.bot.calendar)
    company.faults.waits_until_met()
    company.clock.move_to(datetime(2027, 3, 4, 15, tzinfo=UTC))
    company.faults.outage("smtp.mail", on=False)
    company.at_rest()
    assert not mails(company, REMINDER)


def test_when_the_clock_is_put_back_nobody_is_told_again_and_work_goes_on(company):
    an_interview(company, a_candidate(company), "ana", starts_in=timedelta(minutes=20))
    company.passes(hours=2)
    assert len(told(company, "ana", BELL)) == 1
    before = notified(company)
    company.clock.move_to(company.clock.now() - timedelta(hours=2))
    company.works()
    assert notified(company) == before
    opens_candidate(company, "Ben Example", "ben@example.com")
    company.faults.plan("chat.postMessage", Kind.LOSE_AFTER)
    opens_candidate(company, "Cal Example", "cal@example.com")
    assert company.faults.met
    company.passes(hours=3)
    assert len(posts(company)) == 3
    assert (before - notified(company)).total() <= 2  # a kit and a bell may be drawn anew, and stay one message
    assert [len(told(company, "ana", words)) for words in (BELL, NUDGE)] == [1, 0]
    assert not any(dm for dm in company["rita"].dms if "could not get through" in dm.all_text)


def test_what_was_promised_before_the_clock_was_put_back_is_kept_when_its_time_comes(company):
    opens_candidate(company)
    company.faults.plan("chat.postMessage", Kind.RATE_LIMITED, seconds=1)
    company["rita"].types("/candidate")
    company["rita"].fills_in({"Name": "Ben Example", "E-mail": "ben@example.com", "Hiring manager": "Hana Sato"})
    company["rita"].hands_in()
    company.faults.waits_until_met()
    company.clock.move_to(company.clock.now() - timedelta(minutes=30))
    company.works()
    company.passes(minutes=30)
    waits_until(lambda: states(company, "message:headline:2") == ["done"])
    assert len(posts(company)) == 2


@pytest.mark.parametrize(
    "sunday", [datetime(2027, 3, 28, tzinfo=BERLIN), datetime(2027, 10, 31, tzinfo=BERLIN)], ids=["spring", "autumn"]
)
def test_over_the_night_the_clocks_change_everything_comes_once_and_at_its_hour(company, sunday):
    change_person(company, "rita", digest=True)
    company.clock.move_to(sunday - timedelta(days=3))
    books_screening_on(company, f"{sunday + timedelta(days=1):%Y-%m-%d}")
    starts = datetime.fromisoformat(company.calendars.events_of("interviews@example.org")[0]["start"]["dateTime"])
    company.clock.move_to(sunday - timedelta(hours=6))
    before = notified(company)
    seen = {}
    while company.clock.now() < starts + timedelta(hours=2):
        company.clock.advance(timedelta(minutes=30))
        company.works()
        for what in notified(company) - before:
            seen.setdefault(what, company.clock.now().astimezone(BERLIN))
    assert max(notified(company).values()) == 1
    reminded = next(at for (who, words), at in seen.items() if who == "ada" and REMINDER in words)
    assert (reminded.date(), reminded.time()) == (sunday.date(), starts.astimezone(BERLIN).time())
    digest = next(at for (who, words), at in seen.items() if who == "rita" and "Your Monday" in words)
    assert (digest.weekday(), f"{digest:%H:%M}") == (0, "09:00")
    kit = next(at for (who, words), at in seen.items() if who == "ana" and "Plan" in words)
    assert timedelta(0) <= starts - kit <= timedelta(minutes=15)
    assert all(8 <= at.hour < 20 for at in seen.values()), seen
