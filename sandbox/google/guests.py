"""Who is invited, who hears of it, and what they answered."""

from sandbox.google.checks import check_email
from sandbox.google.errors import JSON, invalid
from sandbox.google.records import Event, InvitationMail, Told
from sandbox.google.shown import shown
from sandbox.google.state import State

ANSWERS = ("needsAction", "declined", "tentative", "accepted")
_KEPT = ("email", "displayName", "optional", "resource", "comment", "additionalGuests", "responseStatus")


def guest_list(wanted: list[JSON]) -> list[JSON]:
    """*wanted* as it is kept: everybody once, without an answer unless one was sent. Raises invalid or required."""
    kept: dict[str, JSON] = {}
    for guest in wanted:
        email = check_email(guest.get("email"))
        answer = guest.get("responseStatus") or "needsAction"
        if answer not in ANSWERS:
            raise invalid("Invalid attendee response status.")
        kept[email] = {name: guest[name] for name in _KEPT if name in guest} | {
            "email": email,
            "responseStatus": answer,
        }
    return list(kept.values())


def tell(state: State, event: Event, before: list[JSON], mode: str, kind: Told) -> None:
    """Note who gets a mail about *event*, whose guests were *before*. *mode* is sendUpdates."""
    was, now = {guest["email"] for guest in before}, {guest["email"] for guest in event.guests}
    for email in sorted(was | now):
        told: Told = kind
        if kind != "cancel":
            told = "cancel" if email not in now else "update" if email in was else "insert"
        outside = state.find(email) is None
        if email != event.organizer and (mode == "all" or (mode == "externalOnly" and outside)):
            _write(state, event, told, email)


def _write(state: State, event: Event, told: Told, email: str) -> None:
    calendar = state.calendar(event.organizer)
    face = shown(calendar.copies[event.id], calendar)
    state.invitations_sent.append((told, event.id, email))
    state.invitation_mails.append(InvitationMail(told, event.id, email, state.now(), face))


def welcome_back(state: State, event: Event, before: list[JSON]) -> None:
    """Who was taken off and is invited anew sees the event again, even if they had thrown it out."""
    was = {guest["email"] for guest in before}
    for guest in event.guests:
        calendar = state.find(guest["email"])
        copy = calendar.copies.get(event.id) if calendar else None
        if copy and guest["email"] not in was:
            copy.removed = False


def answer(state: State, event: Event, email: str, response: str, comment: str | None = None) -> None:
    """*email* answers. Raises invalid for an unknown answer or somebody who is not invited."""
    guest = event.guest(email)
    if guest is None or response not in ANSWERS:
        raise invalid(f"{email} cannot answer {response!r}.")
    guest["responseStatus"] = response
    if comment is not None:
        guest["comment"] = comment
    state.touch(event)
