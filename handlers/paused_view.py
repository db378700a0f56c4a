"""What admins are told of a service that does not let us in."""

from datetime import datetime
from typing import Protocol

from bot.ports import Message
from handlers.blocks import context, esc, message, section, when

PAUSED = "paused.message"

LISTENING = "Slack’s events"
WHAT_WAITS = {
    "Slack": "messages and Homes",
    "Google Calendar": "calendar events",
    "mail": "mails and letters",
}


class Told(Protocol):
    """A pause, as it is remembered."""

    @property
    def service(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def since(self) -> datetime: ...
    @property
    def until(self) -> datetime | None: ...


def key(pause: int, person: str) -> str:
    return f"paused:{pause}:{person}"


def paused(pause: Told) -> Message:
    if pause.service == LISTENING:
        return _deaf(pause)
    who = "The mail service" if pause.service == "mail" else pause.service
    waits = WHAT_WAITS.get(pause.service, "what I owe there")
    if pause.until is not None:
        over = f"{who} lets me in again."
        times = f"From {when(pause.since)} to {when(pause.until)} it did not (“{esc(pause.reason)}”)."
        return message(over, section(f"{over} {times}"), context(f"Nothing was lost: {waits} go on by themselves."))
    text = f"{who} does not let me in any more (“{esc(pause.reason)}”)."
    return message(
        text,
        section(f"{text} Since {when(pause.since)}, {waits} wait. Nothing is lost, and nobody has to press anything."),
        context(
            "`interview-bot check` on the server says what is wrong. With a new token, key or password in the "
            "settings, start me again; what waits then goes on by itself."
        ),
    )


def _deaf(pause: Told) -> Message:
    """The socket is closed to us, and the token for messages is not."""
    if pause.until is not None:
        over = "Slack lets me listen again."
        times = f"From {when(pause.since)} to {when(pause.until)} it did not (“{esc(pause.reason)}”)."
        return message(over, section(f"{over} {times}"), context("Whoever pressed something meanwhile was told so."))
    text = f"Slack does not let me listen any more (“{esc(pause.reason)}”)."
    return message(
        text,
        section(
            f"{text} Since {when(pause.since)}, nothing that people type or press reaches me; Slack tells them so. "
            "What I owe is done all the same."
        ),
        context(
            "`interview-bot check` on the server says what is wrong. With a new SLACK_APP_TOKEN in the settings, start "
            "me again."
        ),
    )
