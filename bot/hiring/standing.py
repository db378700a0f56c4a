"""Where a candidate stands, and what has to happen next: derived, never stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.hiring.application import Application, State
from bot.hiring.interview import Interview
from bot.hiring.process import Process, Stage


class Next(StrEnum):
    """The one thing that has to happen next."""

    SCHEDULE = "schedule"
    INTERVIEW = "interview"  # booked, not over
    SCORECARDS = "scorecards"  # over, cards missing
    DECIDE_STAGE = "decide stage"  # all cards in, a person advances or rejects
    DEBRIEF = "debrief"  # all cards in, the debrief is not open yet
    DECIDE = "decide"  # the debrief is open
    OFFER_LETTER = "offer letter"  # decided, the offer's mail has not left
    OFFER_ANSWER = "offer answer"
    LETTER = "letter"  # rejected, the letter has not left
    NOTHING = "nothing"


@dataclass(frozen=True)
class Standing:
    """*missing* are (interview, person id) who owe a scorecard; *letter* is the rejection or offer letter's state."""

    application: Application
    process: Process
    interviews: tuple[Interview, ...]
    missing: tuple[tuple[Interview, str], ...]
    letter: str | None
    debrief_open: bool
    now: datetime

    @property
    def stage(self) -> Stage:
        return self.process.stage(self.application.stage)

    @property
    def of_stage(self) -> tuple[Interview, ...]:
        """The booked interviews of the stage we are in."""
        return tuple(i for i in self.interviews if i.is_booked and i.stage == self.application.stage)

    @property
    def to_book(self) -> tuple[str, ...]:
        """Session ids of this stage (in the queue: of the next one) without a booked interview."""
        stage = self.process.after(self.application.stage) if self.stage.kind == "queue" else self.stage
        booked = {i.session for i in self.interviews if i.is_booked}
        return tuple(s for s in stage.sessions if s not in booked) if stage else ()

    @property
    def panel(self) -> tuple[str, ...]:
        """Everybody who interviewed or will interview this candidate, each once."""
        return tuple(dict.fromkeys(p for i in self.interviews if i.is_booked for p in i.people))

    @property
    def next(self) -> Next:
        if not self.application.is_open:
            rejected = self.application.state is State.REJECTED
            return Next.LETTER if rejected and self.letter in {None, "draft", "approved", "held"} else Next.NOTHING
        match self.stage.kind:
            case "offer":
                return Next.OFFER_ANSWER if self.letter == "sent" else Next.OFFER_LETTER
            case "debrief":
                return self._debrief()
            case "queue":
                return Next.SCHEDULE
            case _:
                return self._interviews()

    def _interviews(self) -> Next:
        if self.to_book:
            return Next.SCHEDULE
        return self._waits() or (Next.DECIDE_STAGE if self.stage.decided_by else Next.DEBRIEF)

    def _debrief(self) -> Next:
        return self._waits() or (Next.DECIDE if self.debrief_open else Next.DEBRIEF)

    def _waits(self) -> Next | None:
        if any(i.is_booked and not i.is_over(self.now) for i in self.interviews):
            return Next.INTERVIEW
        return Next.SCORECARDS if self.missing else None
