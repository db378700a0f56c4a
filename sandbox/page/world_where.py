"""Where one has to look to see what a story shows right now."""

import re
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.company import Company
from sandbox.page import links
from sandbox.page.calendar_links import calendar_url
from sandbox.person import Person
from sandbox.stories.sights import (
    Counted,
    EventSeen,
    FormRefused,
    FormSeen,
    HomeSeen,
    InSlack,
    MailSeen,
    MessageSeen,
    SceneBegins,
    Sight,
    StoryBegins,
    TimePasses,
    Typed,
)

RECRUITER = "rita"
_BOLD = re.compile(r"(?<!\w)\*([^*\n]+)\*(?!\w)")
MOST = 90  # characters of a caption's quotation


@dataclass(frozen=True)
class Look:
    address: str
    caption: str


def look_at(company: Company, sight: Sight, before: Look) -> Look:
    """What they do and see themselves is looked at where they are; all else is not of one person."""
    match sight:
        case StoryBegins() | SceneBegins():
            return Look(before.address, sight.title)
        case TimePasses():
            return Look(before.address, f"{_time(company, sight.at)}: {sight.words}")
        case Counted():
            return Look(before.address, sight.words)
        case EventSeen():
            return _event(sight)
        case MailSeen():
            number = company.mailbox.mails.index(sight.mail) + 1
            return Look(f"/as/{RECRUITER}/mail/{number}", f"{sight.mail.to} gets a letter: {sight.mail.subject}")
        case _:
            return _in_slack(sight, before)


def _in_slack(sight: InSlack, before: Look) -> Look:
    who = _first(sight.by)
    match sight:
        case Typed():
            return Look(_dm(sight.by), f"{who} types {sight.command}")
        case FormSeen():
            return Look(_stays(sight.by, before), f"{who} has a form open: {sight.window.title}")
        case FormRefused():
            return Look(_stays(sight.by, before), f"{who} is told: {' '.join(sight.errors.values())}")
        case HomeSeen():
            return Look(f"/as/{sight.by.member.name}/home", f"{who} looks at Home")
        case MessageSeen():
            return _message(sight)


def _message(sight: MessageSeen) -> Look:
    message, who = sight.message, sight.by.member.name
    address = links.message_url(who, message.channel, message.ts, message.thread_ts)
    said = _BOLD.sub(r"\1", message.text)
    words = said if len(said) < MOST else said[: MOST - 1].rstrip() + "…"
    where = f"In #{sight.channel}" if sight.channel else f"{_first(sight.by)} is told"
    return Look(address, f"{where}: {words}")


def _event(sight: EventSeen) -> Look:
    event, change = sight.event, {"new": "is booked", "changed": "has changed", "gone": "is cancelled"}[sight.change]
    day = datetime.fromisoformat(event["start"]["dateTime"]).date()
    opened = {} if sight.change == "gone" else {"event": str(event["id"])}
    return Look(
        calendar_url(RECRUITER, "interviews", day, **opened), f"In the calendar: {event.get('summary')} {change}"
    )


def _stays(by: Person, before: Look) -> str:
    """A form lies over whatever they look at in Slack."""
    who = by.member.name
    in_slack = (f"/as/{who}/c/", f"/as/{who}/home")
    return before.address if before.address.startswith(in_slack) else f"/as/{who}/c/hiring"


def _dm(by: Person) -> str:
    with by.workspace.changed:
        return links.channel_url(by.member.name, by.workspace.dm(by.member.id).id)


def _first(by: Person) -> str:
    return by.member.real_name.split()[0]


def _time(company: Company, at: datetime) -> str:
    there = at.astimezone(ZoneInfo(company[RECRUITER].member.tz))
    return f"{there:%A} {there:%H:%M}"
