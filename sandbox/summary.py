"""The closing table, read from what the world shows: Slack, the calendar and the mailbox."""

import re
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.table import Table

from sandbox.company import INTERVIEWS, Company
from sandbox.mail.received import ReceivedMail
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
    title = "Where everybody stands, as Slack, the calendar and the mailbox show it"
    table = Table(box=box.ROUNDED, title=title, width=100, show_lines=True)
    for heading in ("Candidate", "Stage or end", "Interviews", "Calendar\nevents", "Scorecards"):
        table.add_column(heading, no_wrap=True)
    table.add_column("Letters and mails")
    for line in lines:
        table.add_row(line.candidate, line.stands, line.interviews, line.events, line.cards, line.letters)
    return table


def _line(company: Company, candidate: Candidate) -> Line:
    rita = company["rita"]
    headline = next(it for it in reversed(rita.sees("hiring")) if candidate.name in it.all_text)
    events = [it for it in company.calendars.events_of(INTERVIEWS, gone=True) if _is_guest(it, candidate)]
    kept = [it for it in events if it["status"] != "cancelled"]
    mails = company.mailbox.of(candidate.email)
    return Line(
        candidate.name,
        _stands(headline, rita, mails[-1].subject),
        "\n".join(_session(it) for it in events) or "none",
        "\n".join(_numbers({"": len(kept), "gone": len(events) - len(kept)})),
        _cards(rita.thread(headline)),
        f"{len(mails)}, the last “{_subject(mails[-1])}”",
    )


def _stands(headline: Message, reader: Person, last_mail: str) -> str:
    """The headline's second line. It never says how a candidacy ended, so the last mail does."""
    texts = [block["text"]["text"] for block in headline.blocks if block["type"] == "section"]
    stands = as_seen(texts[0].split("\n")[1], reader.workspace.reader(reader.member))
    if stands != "Closed":
        return stands.replace(": ", ":\n")
    return "Closed:\nwithdrew" if "withdrawn" in last_mail else "Closed:\nturned down"


def _session(event: dict[str, Any]) -> str:
    return str(event["summary"]).rpartition(" · ")[2]


def _subject(mail: ReceivedMail) -> str:
    """Without the company's name, which stands in the last line of every mail."""
    company = re.escape(mail.text.strip().splitlines()[-1])
    return re.sub(rf"\s+(at|to|from)\s+{company}", "", mail.subject)


def _numbers(counted: dict[str, int]) -> list[str]:
    return [f"{number} {what}".strip() for what, number in counted.items() if number]


def _cards(thread: list[Message]) -> str:
    found = [match for message in thread if (match := _CARDS_IN.search(message.all_text))]
    if not found:
        return "none"
    return f"{sum(int(it[1]) for it in found)} of {sum(int(it[2]) for it in found)}"


def _is_guest(event: dict[str, Any], candidate: Candidate) -> bool:
    return any(guest["email"] == candidate.email for guest in event.get("attendees") or ())
