"""The company outside the bot, kept in a folder and opened again. The bot keeps its own memory, beside it.

company.json     what was said, booked and mailed, by room; one line a message, event or mail
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sandbox.clock import MovableClock
from sandbox.google import kept as calendars_kept
from sandbox.google.calendars import Calendars
from sandbox.google.errors import GoogleError
from sandbox.google.gmail import Gmail
from sandbox.mail.mailbox import Mailbox
from sandbox.slack import kept as workspace_kept
from sandbox.slack.workspace import Workspace

FORMAT = 1
FILE = "company.json"
_ON_LINES_OF_THEIR_OWN = 5  # levels deep: the whole, a room, its channels, one of them, its messages


class CannotOpen(Exception):
    """What is saved cannot be read. Says which file, why, and what to do."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file} {why}\nTo begin anew, delete the folder {file.parent} and start again.")


class Rooms(Protocol):
    """What of a company is kept, each room by itself."""

    @property
    def clock(self) -> MovableClock: ...
    @property
    def workspace(self) -> Workspace: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def mailbox(self) -> Mailbox: ...
    @property
    def gmail(self) -> Gmail: ...


def is_saved_in(folder: Path) -> bool:
    return (folder / FILE).exists()


def save(rooms: Rooms, folder: Path) -> None:
    """While it lives: each room holds still while it is read. What was saved before is there until this is."""
    whole = {
        "format": FORMAT,
        "now": rooms.clock.now().isoformat(),
        "slack": workspace_kept.dump(rooms.workspace),
        "calendars": calendars_kept.dump(rooms.calendars),
        "mailbox": rooms.mailbox.dump(),
        "gmail": rooms.gmail.dump(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f"{FILE}.new"
    new.write_text(_laid_out(whole, _ON_LINES_OF_THEIR_OWN) + "\n", encoding="utf-8", errors="surrogateescape")
    new.replace(folder / FILE)


def load(rooms: Rooms, folder: Path) -> None:
    """Into rooms where nothing happened yet. Raises CannotOpen."""
    file = folder / FILE
    whole = _read(file)
    try:
        rooms.clock.move_to(datetime.fromisoformat(whole["now"]))
        workspace_kept.load(rooms.workspace, whole["slack"])
        calendars_kept.load(rooms.calendars, whole["calendars"])
        rooms.mailbox.load(whole["mailbox"])
        rooms.gmail.load(whole["gmail"])
    except (AttributeError, LookupError, TypeError, ValueError, GoogleError) as broken:
        raise CannotOpen(file, f"is not a company as it was saved ({type(broken).__name__}: {broken}).") from broken


def _read(file: Path) -> dict[str, Any]:
    try:
        whole = json.loads(file.read_text(encoding="utf-8", errors="surrogateescape"))
    except (OSError, ValueError) as broken:
        raise CannotOpen(file, f"cannot be read: {broken}.") from broken
    if not isinstance(whole, dict) or "format" not in whole:
        raise CannotOpen(file, "is not a company as it was saved.")
    if whole["format"] != FORMAT:
        raise CannotOpen(file, f"was saved in format {whole['format']}; this version reads format {FORMAT}.")
    return whole


def _laid_out(value: Any, levels: int) -> str:
    """JSON with line breaks down to *levels*, so that two versions can be compared line by line."""
    if not levels or not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[\n" + ",\n".join(_laid_out(inside, levels - 1) for inside in value) + "\n]"
    lines = (f"{json.dumps(name)}: {_laid_out(inside, levels - 1)}" for name, inside in value.items())
    return "{\n" + ",\n".join(lines) + "\n}"
