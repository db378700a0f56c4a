"""The closing table, read from what the world shows: Slack, the calendar and the mailbox."""

import re
from dataclasses import dataclass

from rich import box
from rich.table import Table

from sandbox.company import INTERVIEWS, Company
from sandbox.person import Message, Person
from sandbox.slack.mrkdwn import as_seen
from sandbox.stories.telling import Candidate

_CARDS_IN = re.compile(r"\b(\d+) of (\d+)\b[^\n]* in\b")


@dataclass(frozen=True)
class Line:
    """What the world shows of one candidate. *cards* are (handed in, expected)."""

    candidate: str
    stands: str
    interviews: str
    events: str
    cards: str
    letters: str


def lines_of(company: Company, candidates: tuple[Candidate, ...]) -> list[Line]:
    return [_line(company, candidate) for candidate in candidates]


def table_of(lines: list[Line]) -> Table:
    table = Table(
        box=box.ROUNDED, title="Where everybody stands, as Slack, the calendar and the mailbox show it", width=100
    )
    for heading in ("Candidate", "Stands", "Interviews", "Calendar events", "Scorecards", "Letters and mails"):
        table.add_column(heading)
    for line in lines:
        table.add_row(line.candidate, line.stands, line.interviews, line.events, line.cards, line.letters)
        table.add_section()
    return table


def _line(company: Company, candidate: Candidate) -> Line:
    rita = company["rita"]
    headline = next(it for it in reversed(rita.sees("hiring")) if candidate.name in it.all_text)
    events = [it for it in company.calendars.events_of(INTERVIEWS, gone=True) if _is_guest(it, candidate)]
    kept = [it for it in events if it["status"] != "cancelled"]
    return Line(
        candidate.name,
        _stands(headline, rita),
        "\n".join(str(it.get("summary", "")).split(":")[0].split(" · ")[0] for it in events) or "none",
        _numbers({"kept": len(kept), "cancelled": len(events) - len(kept)}),
        _cards(rita.thread(headline)),
        "\n".join(mail.subject for mail in company.mailbox.of(candidate.email)),
    )


def _stands(headline: Message, reader: Person) -> str:
    """The headline's second line, without what stands beside the stage."""
    texts = [block["text"]["text"] for block in headline.blocks if block["type"] == "section"]
    return as_seen(texts[0].split("\n")[1], reader.workspace.reader(reader.member)) if texts else headline.text


def _cards(thread: list[Message]) -> str:
    found = [match for message in thread if (match := _CARDS_IN.search(message.all_text))]
    if not found:
        return "none"
    return f"{sum(int(it[1]) for it in found)} of {sum(int(it[2]) for it in found)}"


def _numbers(counted: dict[str, int]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counted.items() if number) or "none"


def _is_guest(event: dict[str, object], candidate: Candidate) -> bool:
    guests = event.get("attendees") or []
    assert isinstance(guests, list)
    return any(guest["email"] == candidate.email for guest in guests)
