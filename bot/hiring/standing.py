"""Where a candidate stands, and what has to happen next: derived, never stored."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.hiring.application import Application, State
from bot.hiring.interview import Answer, Interview
from bot.hiring.process import Process, Stage

EXTRA = "extra_conversation"  # the session that [One more conversation] adds to a stage; it belongs to none


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
    """*missing* are (interview, person id) who owe a scorecard; *letter* is the rejection or offer letter's state
    ("refused": approved, and somebody was asked what to do), *letter_id* its id, and *letter_leaves_at* when it leaves,
    once it is approved.

    *handed_in* are (interview id, person id) whose scorecard is in; *extra_asked* counts the extra conversations
    that were asked for in this stage. *forgone* are (interview id, person id) whose scorecard nobody waits for: they
    are not among the *missing*.
    """

    application: Application
    process: Process
    interviews: tuple[Interview, ...]
    missing: tuple[tuple[Interview, str], ...]
    letter: str | None
    debrief_open: bool
    now: datetime
    handed_in: frozenset[tuple[int, str]] = frozenset()
    forgone: frozenset[tuple[int, str]] = frozenset()
    extra_asked: int = 0
    letter_id: int = 0
    letter_leaves_at: datetime | None = None

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
        return (*(s for s in stage.sessions if s not in booked), *self._extra_to_book) if stage else ()

    @property
    def _extra_to_book(self) -> tuple[str, ...]:
        held = sum(i.session == EXTRA for i in self.of_stage)
        return (EXTRA,) if held < self.extra_asked else ()

    @property
    def owed(self) -> tuple[tuple[Interview, str], ...]:
        """(interview, person id) whose scorecard is not in, coming interviews too: until then they are blind."""
        return tuple(
            (i, seat.person)
            for i in self.interviews
            if i.is_booked
            for seat in i.panel
            if seat.answer is not Answer.DECLINED and (i.id, seat.person) not in self.handed_in
        )

    @property
    def without(self) -> tuple[tuple[Interview, str], ...]:
        """(interview, person id) whose scorecard is not in, and not waited for."""
        return tuple((i, person) for i, person in self.owed if (i.id, person) in self.forgone)

    @property
    def next(self) -> Next:
        if not self.application.is_open:
            rejected = self.application.state is State.REJECTED
            return (
                Next.LETTER
                if rejected and self.letter in {None, "draft", "reading", "approved", "refused", "held"}
                else Next.NOTHING
            )
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
        following = self.process.after(self.stage.id)
        before_debrief = following is not None and following.kind == "debrief"
        return self._waits() or (Next.DEBRIEF if before_debrief else Next.DECIDE_STAGE)

    def _debrief(self) -> Next:
        if self.to_book:
            return Next.SCHEDULE
        return self._waits() or (Next.DECIDE if self.debrief_open else Next.DEBRIEF)

    def _waits(self) -> Next | None:
        if any(i.is_booked and not i.is_over(self.now) for i in self.interviews):
            return Next.INTERVIEW
        return Next.SCORECARDS if self.missing else None
