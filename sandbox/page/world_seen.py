"""What the servers of the company saw of the bot, and when: the ground on which the journal stands."""

import time
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sandbox.company import Company
from sandbox.google.records import Call as GoogleCall
from sandbox.slack.workspace import Call as SlackCall

Kind = Literal["message posted", "message edited", "event made", "event changed", "event removed", "letter sent"]
PLURALS = {
    "message posted": "messages posted", "message edited": "messages edited", "event made": "events made",
    "event changed": "events changed", "event removed": "events removed", "letter sent": "letters sent",
}  # fmt: skip
IN_SLACK: dict[str, Kind] = {"chat.postMessage": "message posted", "chat.update": "message edited"}
IN_GOOGLE: dict[str, Kind] = {
    "events.insert": "event made", "events.patch": "event changed", "events.delete": "event removed",
}  # fmt: skip
WELL = (200, 204)


@dataclass(frozen=True)
class Mark:
    """A moment: seconds of real time, and how many calls and mails there had been."""

    moment: float
    slack: int
    google: int
    mails: int


@dataclass(frozen=True)
class Deed:
    """Something the bot did that stays."""

    moment: float
    kind: Kind


class Seen:
    """Looked at several times a second, so *moment* is that exact."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self._marks = [self.mark()]

    def mark(self) -> Mark:
        company = self.company
        return Mark(
            time.monotonic(), len(company.workspace.calls), len(company.calendars.calls), len(company.mailbox.mails)
        )

    def looks(self) -> None:
        mark, last = self.mark(), self._marks[-1]
        if (mark.slack, mark.google, mark.mails) != (last.slack, last.google, last.mails):
            self._marks.append(mark)

    def slack_since(self, mark: Mark) -> list[SlackCall]:
        return self.company.workspace.calls[mark.slack :]

    def google_since(self, mark: Mark) -> list[GoogleCall]:
        return self.company.calendars.calls[mark.google :]

    def deeds_since(self, mark: Mark) -> list[Deed]:
        """Soonest first."""
        return sorted(self._deeds(mark), key=lambda it: it.moment)

    def _deeds(self, mark: Mark) -> Iterator[Deed]:
        slack, google, mails = ([getattr(it, kind) for it in self._marks] for kind in ("slack", "google", "mails"))
        for number, call in enumerate(self.slack_since(mark), mark.slack):
            if call.method in IN_SLACK and not call.error:
                yield Deed(self._when(slack, number), IN_SLACK[call.method])
        for number, asked in enumerate(self.google_since(mark), mark.google):
            if asked.method in IN_GOOGLE and asked.status in WELL:
                yield Deed(self._when(google, number), IN_GOOGLE[asked.method])
        for number in range(mark.mails, len(self.company.mailbox.mails)):
            yield Deed(self._when(mails, number), "letter sent")

    def _when(self, counts: list[int], number: int) -> float:
        """When the *number*th was there for the first time."""
        position = bisect_right(counts, number)
        return self._marks[position].moment if position < len(counts) else time.monotonic()


def first_bout(deeds: list[Deed], gap: float = 3.0) -> list[Deed]:
    """The first of them, and those that followed without a rest."""
    bout = deeds[:1]
    for deed in deeds[1:]:
        if deed.moment - bout[-1].moment > gap:
            break
        bout.append(deed)
    return bout


def in_words(deeds: list[Deed]) -> str:
    kinds = list(dict.fromkeys(deed.kind for deed in deeds))
    counted = [(sum(deed.kind == kind for deed in deeds), kind) for kind in kinds]
    return ", ".join(f"{number} {kind if number == 1 else PLURALS[kind]}" for number, kind in counted)


def seconds(number: float) -> str:
    """At least one; minutes where they say enough."""
    return f"{max(1, round(number))} s" if number < 100 else f"{round(number / 60)} min"
