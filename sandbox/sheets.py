"""Every sight as a sheet of paper or a line, from the view of whoever sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from sandbox.drawing import DIM, blocks_drawn, shortened, window_drawn, written
from sandbox.person import Message, Person
from sandbox.stories.sights import (
    Counted,
    EventSeen,
    FormRefused,
    FormSeen,
    HomeSeen,
    MailSeen,
    MessageSeen,
    SceneBegins,
    Sight,
    StoryBegins,
    TimePasses,
    Typed,
)

OFFICE = ZoneInfo("Europe/Berlin")
WIDTH = 100
LINES = {"message": 8, "form": 14, "home": 8, "mail": 9}  # at most, so that it stays readable
AGAIN = {"message": 5, "form": 8, "home": 5, "mail": 4}  # of a sort that was shown before


@dataclass(frozen=True)
class Sheet:
    """What stands on it, and what it is: of the same *sort* are all forms of one kind, all letters of one kind."""

    lines: list[Text]
    kind: str
    title: str
    color: str
    sort: str
    indent: int = 2

    def drawn(self, *, again: bool = False) -> RenderableType:
        most = (AGAIN if again else LINES)[self.kind]
        text = shortened(self.lines, most, WIDTH - self.indent - 4)
        heading = Text(self.title, style=self.color)
        panel = Panel(text, title=heading, title_align="left", border_style=DIM, box=box.ROUNDED, padding=(0, 1))
        return Padding(panel, (0, 0, 0, self.indent))


def drawn(sight: Sight, place: str = "") -> Sheet | RenderableType | None:
    """None where nothing that people see has changed."""
    match sight:
        case StoryBegins():
            title = f" Story {sight.number} of {sight.of} · {sight.title} "
            return Padding(Panel(Text(title, style="bold"), box=box.HEAVY, border_style="magenta"), (1, 0, 0, 0))
        case SceneBegins():
            where = f"   {place}step {sight.number} of {sight.of}"
            return Padding(Text.assemble(("▶ ", "magenta"), (sight.title, "bold"), (where, DIM)), (1, 0, 0, 0))
        case TimePasses():
            return Text(f"  ⏩ {_moment(sight.at)}: {sight.words}", style="yellow")
        case Typed():
            return Text.assemble("  ", (f"{_first_name(sight.by)} types ", DIM), (sight.command, "bold cyan"))
        case FormRefused():
            lines = [
                f"  ✗ {_first_name(sight.by)} is told at “{label}”: {said}" for label, said in sight.errors.items()
            ]
            return Text("\n".join(lines), style="red")
        case Counted():
            return Text(f"  ✓ {sight.words}", style="green")
        case MailSeen():
            return _mail(sight)
        case EventSeen():
            return _event(sight)
        case _:
            return _seen_in_slack(sight)


def _seen_in_slack(sight: FormSeen | HomeSeen | MessageSeen) -> Sheet | RenderableType | None:
    who = _first_name(sight.by)
    match sight:
        case FormSeen():
            title = sight.window.title
            return Sheet(
                window_drawn(sight.window, sight.by), "form", f"{who} · form “{title}”", "cyan", title.split()[0]
            )
        case HomeSeen():
            return Sheet(blocks_drawn(sight.window.blocks, sight.by), "home", f"{who} · Home", "blue", "Home")
        case _:
            return _message(sight)


def _message(sight: MessageSeen) -> Sheet | RenderableType | None:
    message = sight.message
    thread = message.thread_ts not in ("", message.ts)
    where = f"#{sight.channel}" if sight.channel else f"{_first_name(sight.by)} · direct message"
    where += " · thread" if thread else ""
    where += " · only they see it" if message.ephemeral else ""
    lines = _lines(message, sight.by)
    indent = 6 if thread else 2
    if sight.before is None:
        return Sheet(lines, "message", where, "green" if sight.channel else "blue", lines[-1].plain, indent)
    old = {line.plain for line in _lines(sight.before, sight.by)}
    changed = [line for line in lines if line.plain not in old]
    if not changed and len(lines) == len(old):
        return None
    brief = Text(" · ").join([*(lines[:1] if lines[0] not in changed else []), *changed[:3]])
    return Padding(Text.assemble((f"✎ {where}: ", DIM), brief), (0, 0, 0, indent))


def _lines(message: Message, reader: Person) -> list[Text]:
    lines = blocks_drawn(message.blocks, reader) if message.blocks else [written(message.text, reader)]
    return [line for line in lines if line.plain.strip()]


def _event(sight: EventSeen) -> Sheet | RenderableType:
    event = sight.event
    if sight.change == "gone":
        gone = Text(f"▦ Calendar: {_times(event)} is gone: {event.get('summary', '')}", style="red")
        return Padding(gone, (0, 0, 0, 2))
    answers = {"accepted": "✓", "declined": "✗"}
    guests = ", ".join(
        f"{guest['email']} {answers.get(guest['responseStatus'], '')}".rstrip() for guest in event.get("attendees", [])
    )
    if sight.change == "changed":
        changed = Text.assemble((f"▦ Calendar, changed: {_times(event)} ", DIM), guests)
        return Padding(changed, (0, 0, 0, 2))
    lines = [
        Text(f"{_times(event)}  {event.get('summary', '')}", style="bold"),
        Text(f"Guests: {guests}"),
        Text(
            " · ".join(part for part in (event.get("visibility", ""), event.get("hangoutLink", "")) if part), style=DIM
        ),
    ]
    return Sheet(lines, "message", "Calendar", "yellow", "event")


def _mail(sight: MailSeen) -> Sheet:
    mail = sight.mail
    lines = [Text(mail.subject, style="bold"), *(Text(line) for line in mail.text.splitlines())]
    sort = " ".join(mail.subject.split()[:3])
    return Sheet(lines, "mail", f"Mailbox · to {mail.to}", "magenta", sort)


def likewise(sight: MessageSeen) -> RenderableType:
    """One line for a message that somebody else was shown just now."""
    brief = _lines(sight.message, sight.by)[0].plain
    words = Text(f"{_first_name(sight.by)} · direct message, likewise: {brief[:60]}", style=DIM)
    return Padding(words, (0, 0, 0, 2))


def _times(event: dict[str, Any]) -> str:
    start, end = (datetime.fromisoformat(event[edge]["dateTime"]).astimezone(OFFICE) for edge in ("start", "end"))
    return f"{start:%a %d %b %H:%M}–{end:%H:%M}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(OFFICE):%A %H:%M}"


def _first_name(person: Person) -> str:
    return person.member.real_name.split()[0]
