"""An event as one person sees it in somebody's calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.company import COLLEAGUES, INTERVIEWS, Colleague
from sandbox.page.candidates import called

JSON = dict[str, Any]
ANSWERED = {"accepted": "yes", "tentative": "maybe", "declined": "no", "needsAction": "no answer yet"}
_UNNAMED = {"outOfOffice": "Out of office", "focusTime": "Focus time", "workingLocation": "Working location"}


@dataclass(frozen=True)
class GuestShown:
    """*outside*: they have no calendar here, such as a candidate."""

    email: str
    name: str
    response: str
    outside: bool

    @property
    def answer(self) -> str:
        return ANSWERED[self.response]


@dataclass(frozen=True)
class EventShown:
    """Times are in the zone of whoever looks. A *hidden* one tells nothing but that somebody is busy.

    *response* is that of the calendar's owner, *mine* that of whoever looks; both "" where they are not invited.
    *runs*: what they change here changes for everybody.
    """

    id: str
    title: str
    starts_at: datetime
    ends_at: datetime
    all_day: bool = False
    organizer: str = ""
    organizer_email: str = ""
    guests: tuple[GuestShown, ...] = ()
    response: str = ""
    mine: str = ""
    runs: bool = False
    may_move: bool = False
    meet: str = ""
    about: str = ""
    hidden: bool = False
    by_the_bot: bool = False

    @property
    def declined_by(self) -> list[str]:
        return [guest.name for guest in self.guests if guest.response == "declined"]

    @property
    def told_apart(self) -> str:
        """What fits into a narrow box: the bot's titles begin alike, and the candidate stands in none of them."""
        if not (self.by_the_bot and self.from_outside):
            return self.title
        names = ", ".join(guest.name for guest in self.from_outside)
        return f"{names}: {self.title.rpartition(' · ')[2]}"

    @property
    def from_outside(self) -> list[GuestShown]:
        """Who is invited and has no calendar here: candidates, as the bot has it."""
        return [guest for guest in self.guests if guest.outside]


def event_shown(event: JSON, owner: str, looker: Colleague) -> EventShown:
    """*event* in Google's JSON, as it stands in the calendar *owner*."""
    zone = ZoneInfo(looker.zone)
    starts_at, ends_at = (_edge(event[name], zone) for name in ("start", "end"))
    all_day = "date" in event["start"]
    if hides(event, looker):
        return EventShown(event["id"], "Busy", starts_at, ends_at, all_day, hidden=True)
    guests = tuple(_guest(guest) for guest in event.get("attendees", ()))
    runs, invited = _runs(event, looker), any(guest.email == looker.email for guest in guests)
    return EventShown(
        id=event["id"],
        title=event.get("summary") or _UNNAMED.get(event.get("eventType", ""), "(No title)"),
        starts_at=starts_at,
        ends_at=ends_at,
        all_day=all_day,
        organizer=name_of(event["organizer"]["email"]),
        organizer_email=event["organizer"]["email"],
        guests=guests,
        response=_response(guests, owner),
        mine=_response(guests, looker.email),
        runs=runs,
        may_move=not all_day and (runs or (invited and bool(event.get("guestsCanModify")))),
        meet=event.get("hangoutLink", ""),
        about=event.get("description", ""),
        by_the_bot=event["organizer"]["email"] == INTERVIEWS,
    )


def hides(event: JSON, looker: Colleague) -> bool:
    """A private event is for those who are invited, and for those who run the calendar it was put on."""
    private = event.get("visibility") in ("private", "confidential")
    invited = any(guest["email"] == looker.email for guest in event.get("attendees", ()))
    return private and not (invited or _runs(event, looker))


def name_of(email: str) -> str:
    """Of who works here; "Interviews" for the calendar they are booked on; else that of a candidate."""
    if email == INTERVIEWS:
        return "Interviews"
    return next((it.full_name for it in COLLEAGUES if it.email == email), called(email))


def _runs(event: JSON, looker: Colleague) -> bool:
    organizer = event["organizer"]["email"]
    return organizer == looker.email or (organizer == INTERVIEWS and "recruiter" in looker.roles)


def _response(guests: tuple[GuestShown, ...], email: str) -> str:
    return next((guest.response for guest in guests if guest.email == email), "")


def _guest(guest: JSON) -> GuestShown:
    email = guest["email"]
    inside = email == INTERVIEWS or any(it.email == email for it in COLLEAGUES)
    return GuestShown(email, guest.get("displayName") or name_of(email), guest["responseStatus"], not inside)


def _edge(edge: JSON, zone: ZoneInfo) -> datetime:
    if "date" in edge:
        return datetime.combine(date.fromisoformat(edge["date"]), time(), zone)
    return datetime.fromisoformat(edge["dateTime"]).astimezone(zone)
