"""A candidate, their application, and the steps it may take. A person takes every step."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.hiring.errors import NotNow
from bot.hiring.process import Process

ERASED = "Erased person"  # the name of whoever asked that nothing be kept about them
THEIR_NAME = "{candidate}"  # in what is kept for ever: filled in for whoever reads it, so that it can be forgotten


class State(StrEnum):
    """OPEN until the funnel ends for this candidate; the others are ends."""

    OPEN = "open"
    HIRED = "hired"
    OFFER_DECLINED = "offer_declined"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Candidate:
    """Someone who applied. *zone* is their IANA time zone once known."""

    id: int
    name: str
    email: str
    zone: str | None = None
    cv_url: str | None = None


@dataclass(frozen=True)
class Application:
    """One candidate for one role. *version* rises with every step, so that a stale button is noticed.

    *process* is the digest of the process version it started with; *channel* is the id of the hiring channel,
    or names the candidate's own one, which may be still to be made. *erased*: nothing is known of the person any more.
    """

    id: int
    candidate: Candidate
    role: str
    process: str
    stage: str
    state: State
    coordinator: str
    hiring_manager: str | None
    channel: str
    opened_at: datetime
    stage_since: datetime
    source: str | None = None
    closed_at: datetime | None = None
    version: int = 1
    erased: bool = False

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def name(self) -> str:
        return self.candidate.name


def advance(application: Application, process: Process, *, now: datetime) -> Application:
    """The next stage of the process. Raises NotNow at the end or when it is closed."""
    _must_be_open(application)
    following = process.after(application.stage)
    if following is None:
        raise NotNow(f"{application.name} is already at the last stage. Nothing was changed.")
    return _step(application, stage=following.id, stage_since=now)


def book(application: Application, process: Process, *, now: datetime) -> Application:
    """Interviews were booked: the first booking takes a candidate out of the queue, the others stay in their stage."""
    _must_be_open(application)
    queued = process.stage(application.stage).kind == "queue"
    return advance(application, process, now=now) if queued else _step(application)


def look_again(application: Application) -> Application:
    """One more conversation first: the same stage, a new version."""
    _must_be_open(application)
    return _step(application)


def hand_to(application: Application, *, hiring_manager: str) -> Application:
    """Somebody (a person's id) decides from now on."""
    _must_be_open(application)
    return _step(application, hiring_manager=hiring_manager)


def hand_over(application: Application, *, coordinator: str, hiring_manager: str | None) -> Application:
    """Somebody left; also once it is closed: a letter may still be on its way."""
    return _step(application, coordinator=coordinator, hiring_manager=hiring_manager)


def correct(
    application: Application,
    candidate: Candidate,
    *,
    role: str,
    source: str | None,
    coordinator: str,
    hiring_manager: str | None,
) -> Application:
    """What was written down is put right, also once it is closed: a letter may still be on its way."""
    return _step(
        application,
        candidate=candidate,
        role=role,
        source=source,
        coordinator=coordinator,
        hiring_manager=hiring_manager,
    )


def reject(application: Application, *, now: datetime) -> Application:
    _must_be_open(application)
    return _step(application, state=State.REJECTED, closed_at=now)


def withdraw(application: Application, *, now: datetime) -> Application:
    _must_be_open(application)
    return _step(application, state=State.WITHDRAWN, closed_at=now)


def reopen(application: Application, *, letter: str | None, now: datetime) -> Application:
    """Open again, at the stage where it was left. *letter* is the state of the rejection letter, if there is one.

    Raises NotNow when it is open, when they work here already, or when the letter has left (or may have).
    """
    if application.is_open:
        raise NotNow(f"{application.name}'s application is open already.")
    if application.state is State.HIRED:
        raise NotNow(f"{application.name} accepted the offer. There is nothing to open again.")
    if application.state is State.REJECTED and letter == "sent":
        raise NotNow(f"{application.name} has our letter. To go on with them, open a new application: `/candidate`.")
    if application.state is State.REJECTED and letter == "held":
        raise NotNow("Nobody knows yet whether the letter left. Please settle that first, then reopen.")
    return _step(application, state=State.OPEN, closed_at=None, stage_since=now)


def accept_offer(application: Application, process: Process, *, now: datetime) -> Application:
    _must_have_an_offer(application, process)
    return _step(application, state=State.HIRED, closed_at=now)


def decline_offer(application: Application, process: Process, *, now: datetime) -> Application:
    _must_have_an_offer(application, process)
    return _step(application, state=State.OFFER_DECLINED, closed_at=now)


def erase(application: Application) -> Application:
    """Who it was about is forgotten; the stages and times stay. Raises NotNow while it is open."""
    if application.is_open:
        raise NotNow(
            f"{application.name}'s application is open. Withdraw it in Slack first, so that what is planned is called "
            "off and people hear of it."
        )
    return _step(application, candidate=Candidate(application.candidate.id, ERASED, ""), source=None, erased=True)


def _must_be_open(application: Application) -> None:
    if not application.is_open:
        raise NotNow(f"{application.name}'s application is closed. Nothing was changed.")


def _must_have_an_offer(application: Application, process: Process) -> None:
    _must_be_open(application)
    if process.stage(application.stage).kind != "offer":
        raise NotNow(f"{application.name} has no offer yet. Nothing was changed.")


def _step(application: Application, **changes: object) -> Application:
    return replace(application, version=application.version + 1, **changes)  # type: ignore[arg-type]  # replace() checks names at run time
