"""What reached the candidates, as one person reads it: letters, and the calendar's invitations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from functools import lru_cache
from zoneinfo import ZoneInfo

from sandbox.company import Company
from sandbox.google.records import InvitationMail
from sandbox.mail.received import ReceivedMail
from sandbox.page.calendar_event import ANSWERED, JSON, name_of

SUBJECTS = {"insert": "Invitation", "update": "Updated invitation", "cancel": "Canceled event"}
_READ = {"SUMMARY": "What", "DTSTART": "From", "DTEND": "To", "LOCATION": "Where"}  # of an .ics, in our words
# What a letter brings along is neither fetched nor run, and its links lead nowhere.
_LOCKED = """<!doctype html><meta charset="utf-8"><base target="_blank">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<style>body { font: 15px/1.5 system-ui, sans-serif; margin: 16px; color: #1d1c1d; overflow-wrap: anywhere }</style>
"""


@dataclass(frozen=True)
class Attachment:
    """*told* is what a calendar file says."""

    name: str
    kind: str
    size: int
    told: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Invitation:
    """*answer* is what they have said by now; None where there is nothing left to answer."""

    event_id: str
    told: str
    title: str
    when: str
    guests: tuple[str, ...]
    meet: str
    about: str
    answer: str | None


@dataclass(frozen=True)
class LetterShown:
    """*number* stands in its address. *html* is a whole page that is safe in a frame of its own."""

    number: str
    to: str
    sender: str
    subject: str
    at: datetime
    text: str
    html: str = ""
    reply_to: str = ""
    attachments: tuple[Attachment, ...] = ()
    invitation: Invitation | None = None

    @property
    def begins(self) -> str:
        return " ".join(self.text.split())[:240]


def letters(company: Company, zone: str) -> list[LetterShown]:
    """Newest first; *zone* is of whoever looks."""
    with company.calendars.changed:
        sent = list(company.calendars.invitation_mails)
    outside = [(number, it) for number, it in enumerate(sent, 1) if company.calendars.find(it.email) is None]
    found = [
        *(_letter(mail, number, ZoneInfo(zone)) for number, mail in enumerate(company.mailbox.mails, 1)),
        *(_invitation(company, mail, number, ZoneInfo(zone)) for number, mail in outside),
    ]
    return sorted(found, key=lambda it: it.at)[::-1]  # of several at once, the last one first


def by_candidate(found: Iterable[LetterShown]) -> dict[str, int]:
    """How many each of them got, whoever got the newest first."""
    counts: dict[str, int] = {}
    for it in found:
        counts[it.to] = counts.get(it.to, 0) + 1
    return counts


@lru_cache(maxsize=4096)  # a mail is read once, not for everybody who looks
def _letter(mail: ReceivedMail, number: int, zone: ZoneInfo) -> LetterShown:
    return LetterShown(
        number=str(number),
        to=", ".join(mail.envelope_to) or mail.to,
        sender=str(mail.message["From"] or mail.envelope_from),
        subject=mail.subject or "(no subject)",
        at=mail.received_at.astimezone(zone),
        text=mail.text,
        html=_LOCKED + mail.html if mail.html else "",
        reply_to=str(mail.message["Reply-To"] or ""),
        attachments=tuple(_attachment(part) for part in mail.message.iter_attachments()),
    )


def _attachment(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    body = content if isinstance(content, bytes) else b""
    kind, name = part.get_content_type(), part.get_filename() or "(no name)"
    is_calendar = kind == "text/calendar" or name.endswith(".ics")
    return Attachment(name, kind, len(body), tuple(_told(body.decode("utf-8", "replace"))) if is_calendar else ())


def _told(ics: str) -> Iterable[tuple[str, str]]:
    """RFC 5545: a line that begins with a blank goes on with the one before; commas are escaped."""
    for line in ics.replace("\r\n", "\n").replace("\n ", "").split("\n"):
        name, _, value = line.partition(":")
        word = _READ.get(name.partition(";")[0].upper())
        if word:
            yield word, value.replace("\\,", ",").replace("\\;", ";")


def _invitation(company: Company, mail: InvitationMail, number: int, zone: ZoneInfo) -> LetterShown:
    face = mail.face
    invitation = Invitation(
        event_id=mail.event_id,
        told=mail.told,
        title=face.get("summary", "(No title)"),
        when=_when(face),
        guests=tuple(_guests(face)),
        meet=face.get("hangoutLink", ""),
        about=face.get("description", ""),
        answer=_answer_of(company, mail),
    )
    return LetterShown(
        number=f"i{number}",
        to=mail.email,
        sender=f"{name_of(face['organizer']['email'])} <{face['organizer']['email']}>",
        subject=f"{SUBJECTS[mail.told]}: {invitation.title} @ {invitation.when} ({mail.email})",
        at=mail.sent_at.astimezone(zone),
        text=_in_plain_words(invitation),
        reply_to=face["organizer"]["email"],
        invitation=invitation,
    )


def _answer_of(company: Company, mail: InvitationMail) -> str | None:
    """What stands in the calendar now."""
    with company.calendars.changed:
        organizer = company.calendars.calendar(mail.face["organizer"]["email"])
        copy = organizer.copies.get(mail.event_id)
        guest = copy.event.guest(mail.email) if copy and not copy.gone else None
        return str(guest["responseStatus"]) if guest else None


def _when(face: JSON) -> str:
    """In the zone the event was made for, which is the candidate's."""
    start, end = face["start"], face["end"]
    if "date" in start:
        return str(start["date"])
    zone = ZoneInfo(start["timeZone"])
    begins, ends = (datetime.fromisoformat(it["dateTime"]).astimezone(zone) for it in (start, end))
    return f"{begins:%a} {begins.day} {begins:%b %Y %H:%M} - {ends:%H:%M} ({zone.key.replace('_', ' ')})"


def _guests(face: JSON) -> Iterable[str]:
    yield f"{name_of(face['organizer']['email'])} - organizer"
    for guest in face.get("attendees", ()):
        answer = "" if guest["responseStatus"] == "needsAction" else f" - {ANSWERED[guest['responseStatus']]}"
        yield f"{name_of(guest['email'])}{answer}"


def _in_plain_words(it: Invitation) -> str:
    begins = {"insert": "You have been invited to:", "update": "This event has changed:"}
    parts = [
        begins.get(it.told, "This event has been canceled and removed from your calendar:"),
        f"{it.title}\n{it.when}",
        it.about,
        f"Join with Google Meet: {it.meet}" if it.meet and it.told != "cancel" else "",
        "Guests\n" + "\n".join(it.guests),
    ]
    return "\n\n".join(part for part in parts if part)
