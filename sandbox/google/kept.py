"""All calendars as JSON, and back: events with their copies, and what sync tokens and etags are counted by."""

from copy import deepcopy
from datetime import datetime

from sandbox.google.errors import JSON
from sandbox.google.records import Calendar, Channel, Copy, Event, InvitationMail
from sandbox.google.state import State


def dump(state: State) -> JSON:
    with state.changed:
        return {
            "revision": state.revision,
            "epoch": state.epoch,
            "calendars": [_calendar(calendar) for calendar in state.all],
            "events": [_event(copies) for copies in _copies_by_event(state)],
            "invitations_sent": [list(sent) for sent in state.invitations_sent],
            "invitation_mails": [vars(mail) | {"sent_at": mail.sent_at.isoformat()} for mail in state.invitation_mails],
            "channels": [vars(it) | {"expires_at": it.expires_at.isoformat()} for it in state.channels.values()],
        }


def load(state: State, kept: JSON) -> None:
    """Into calendars where nothing stands yet."""
    with state.changed:
        state.revision, state.epoch = kept["revision"], kept["epoch"]
        for known in kept["calendars"]:
            calendar = state.add_calendar(known["id"], known["zone"], known["summary"])
            calendar.readable, calendar.writable = known["readable"], known["writable"]
            calendar.meets = known.get("meets", True)  # older files do not say it
        for known in kept["events"]:
            event = _event_again(known)
            for copy in known["copies"]:
                state.calendar(copy["calendar"]).copies[event.id] = Copy(event, **copy)
        state.invitations_sent += [(kind, event, to) for kind, event, to in kept["invitations_sent"]]
        for known in kept.get("invitation_mails", ()):
            state.invitation_mails.append(
                InvitationMail(**known | {"sent_at": datetime.fromisoformat(known["sent_at"])})
            )
        for known in kept["channels"]:
            channel = Channel(**known | {"expires_at": datetime.fromisoformat(known["expires_at"])})
            state.channels[channel.id] = channel
        state.changed.notify_all()


def _copies_by_event(state: State) -> list[list[Copy]]:
    """Oldest event first. Two calendars may hold different events under one id: an event is itself, not its id."""
    found: dict[int, list[Copy]] = {}
    for calendar in state.all:
        for copy in calendar.copies.values():
            found.setdefault(id(copy.event), []).append(copy)
    return sorted(found.values(), key=lambda copies: copies[0].event.created_at)


def _calendar(calendar: Calendar) -> JSON:
    return {name: value for name, value in vars(calendar).items() if name != "copies"}


def _event(copies: list[Copy]) -> JSON:
    event = copies[0].event
    times = {"created_at": event.created_at.isoformat(), "updated_at": event.updated_at.isoformat()}
    return vars(event) | times | {"shared": deepcopy(event.shared), "copies": [_copy(copy) for copy in copies]}


def _copy(copy: Copy) -> JSON:
    return {name: deepcopy(value) for name, value in vars(copy).items() if name != "event"}


def _event_again(kept: JSON) -> Event:
    fields = {name: value for name, value in kept.items() if name != "copies"}
    times = {name: datetime.fromisoformat(kept[name]) for name in ("created_at", "updated_at")}
    return Event(**fields | times)
