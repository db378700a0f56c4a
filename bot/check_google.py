"""Looking at the calendars without changing anything there."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.app import google_calendar
from bot.findings import Finding, ok, wrong
from bot.hiring.availability import UNKNOWN, Interval
from bot.hiring.person import Person
from bot.ports import CallFailed, Never, Revoked
from bot.settings import Settings, WrongSettings
from integrations.google_credentials import acts_for_nobody

WRITERS = {"owner", "writer"}
CURES = {
    "accessNotConfigured": "the Google Calendar API is off in your Google project. In Google's console: APIs & "
    "Services, Library, Google Calendar API, Enable.",
    "insufficientPermissions": "Google has not allowed us calendar.events and calendar.freebusy. A service account: "
    "add both to its domain-wide delegation; an authorized user consents again with `interview-bot google-login`.",
}
SHARED = "Share it with the account behind GOOGLE_CREDENTIALS (make changes to events)"


def look_at_google(settings: Settings) -> Finding:
    """Whether interviews can be booked on the recruiting calendar."""
    calendar = settings.recruiting_calendar
    if acts_for_nobody(settings.google_credentials, calendar):
        return wrong(
            "google",
            f"a service account can invite nobody from {calendar}. Let RECRUITING_CALENDAR be the address of the user "
            "it acts for (domain-wide delegation).",
        )
    try:
        role = google_calendar(settings).access_role()
    except WrongSettings as problem:
        return wrong("google", str(problem))
    except Revoked as refusal:
        return wrong(
            "google",
            f"Google refuses the credentials ({refusal.reason}), RECRUITING_CALENDAR {calendar} cannot be read. "
            "Make them anew with `interview-bot google-login`, or download the service account's key again.",
        )
    except Never as refusal:
        unread = f"RECRUITING_CALENDAR {calendar} cannot be read ({refusal.reason}). {SHARED}, check its address."
        return wrong("google", CURES.get(refusal.reason, unread))
    except CallFailed as failure:
        return wrong("google", f"Google does not answer ({failure.reason}). Is it reachable from here?")
    if role and role not in WRITERS:
        return wrong("google", f"RECRUITING_CALENDAR {calendar} can be read only. {SHARED}, or nothing can be booked.")
    return ok("google", f"calendar {calendar} can be read and written to")


def look_at_calendars(settings: Settings, persons: Sequence[Person]) -> Finding:
    """Whether free/busy of everybody who interviews can be read: who cannot be read is never offered a time."""
    now = datetime.now(UTC)
    try:
        found = google_calendar(settings).availability(
            [person.email for person in persons], Interval(now, now + timedelta(days=1))
        )
    except WrongSettings as problem:
        return wrong("calendars", str(problem))
    closed = [person.name for person in persons if found.get(person.email, UNKNOWN) is UNKNOWN]
    if closed:
        more = f" and {len(closed) - 5} more" if len(closed) > 5 else ""
        return wrong(
            "calendars",
            f"cannot be read: {', '.join(closed[:5])}{more}. They have to share free/busy with the account behind "
            "GOOGLE_CREDENTIALS; until then they are never offered a time.",
        )
    return ok("calendars", f"free/busy of every interviewer can be read ({len(persons)})")
