"""What the bot did about everything that went wrong, in plain words: only what was seen, and as far as it was seen."""

import threading
from dataclasses import dataclass
from datetime import datetime

from sandbox.faults import Fault, Kind
from sandbox.page.house import House
from sandbox.page.world_away import AWAY, Away, Died
from sandbox.page.world_seen import Seen
from sandbox.page.world_told import Entry, Limited, LostEvent, LostMail, LostPost

KEPT = 12  # entries
LOST: dict[str, type[Entry]] = {
    "chat.postMessage": LostPost,
    "events.insert": LostEvent,
    "smtp.data": LostMail,
}


@dataclass(frozen=True)
class Line:
    """*number* tells it from the others."""

    number: int
    at: datetime
    words: str


class Journal:
    def __init__(self, house: House) -> None:
        self._house = house
        self._lock = threading.Lock()
        self.begins_anew()

    def begins_anew(self) -> None:
        """There is another company in the house."""
        company = self._house.company
        self._seen = Seen(company)
        self._entries: list[tuple[int, datetime, Entry]] = []
        self._count = 0
        self._said: list[str] = []
        self._was_running = self._house.bot_is_running
        company.faults.tells(self._met)

    @property
    def lines(self) -> list[Line]:
        """Newest first."""
        with self._lock:
            entries, seen = list(self._entries), self._seen
        return [Line(number, at, entry.words(seen)) for number, at, entry in reversed(entries)]

    def looks(self) -> bool:
        """Whether there is something new to read."""
        self._seen.looks()
        running = self._house.bot_is_running
        if self._was_running and not running and not self._open(Died):
            self._begins(Died(self._seen.mark(), by_itself=True))
        self._was_running = running
        said = [line.words for line in self.lines]
        changed, self._said = said != self._said, said
        return changed

    # what the panel did

    def bot_is_killed(self) -> None:
        self._begins(Died(self._seen.mark()))

    def bot_is_back(self) -> None:
        died = self._open(Died)
        if died:
            died.ended = self._seen.mark()
            self._was_running = True

    def goes_away(self, name: str) -> None:
        self._begins(Away(self._seen.mark(), AWAY[name]))

    def comes_back(self, name: str) -> None:
        away = self._away(name)
        if away:
            away.ended = self._seen.mark()

    # what the servers saw

    def _met(self, call: str, fault: Fault) -> None:
        """In the server's thread, before the call is carried out: the next of its kind is the one that met it."""
        if fault.lasting:
            for away in (self._away(name) for name, it in AWAY.items() if it.has(call)):
                if away:
                    away.meets(call)
        elif fault.kind is Kind.LOSE_AFTER and call in LOST:
            self._begins(LOST[call](self._seen.mark()))
        elif fault.kind is Kind.RATE_LIMITED:
            self._begins(Limited(self._seen.mark(), fault.seconds))

    def _begins(self, entry: Entry) -> None:
        with self._lock:
            self._count += 1
            self._entries.append((self._count, self._house.company.clock.now(), entry))
            del self._entries[:-KEPT]

    def _open(self, kind: type[Died]) -> Died | None:
        with self._lock:
            return next((it for _, _, it in reversed(self._entries) if isinstance(it, kind) and not it.ended), None)

    def _away(self, name: str) -> Away | None:
        with self._lock:
            them = (it for _, _, it in reversed(self._entries) if isinstance(it, Away) and it.service is AWAY[name])
            return next((it for it in them if not it.ended), None)
