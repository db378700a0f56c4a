"""Candidates in a few words, for tests of what is derived from where they stand."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.hiring.application import Application, Candidate, State
from bot.hiring.debrief import Card
from bot.hiring.interview import Answer, Interview, Seat
from bot.hiring.person import Person, Role
from bot.hiring.scorecard import Answers, Rating, Scorecard
from bot.hiring.standing import Standing
from bot.process_file import load_process

PROCESS = load_process(Path(__file__).parents[2] / "process.yaml")
NOW = datetime(2027, 3, 4, 12, tzinfo=UTC)
RITA = Person("U_RITA", "Rita Okafor", "rita@example.org", "Europe/Berlin", frozenset({Role.RECRUITER}))
HANA = Person("U_HANA", "Hana Sato", "hana@example.org", "Europe/Berlin", frozenset({Role.HIRING_MANAGER}))


def an_interviewer(who: str) -> Person:
    return Person(who, who.title(), f"{who}@example.org", "Europe/Berlin", frozenset({Role.INTERVIEWER}))


def an_application(
    stage: str = "screening", *, state: State = State.OPEN, manager: str | None = HANA.id
) -> Application:
    return Application(
        id=1,
        candidate=Candidate(1, "Ada Example", "ada@example.com"),
        role=PROCESS.roles[0].id,
        process=PROCESS.digest,
        stage=stage,
        state=state,
        coordinator=RITA.id,
        hiring_manager=manager,
        channel="C1",
        opened_at=NOW,
        stage_since=NOW,
    )


def an_interview(
    key: int, *people: str, session: str = "screening", stage: str = "screening", ago: float = 2, declined: str = ""
) -> Interview:
    """It ended *ago* hours before NOW (a negative number: it lies ahead)."""
    ends_at = NOW - timedelta(hours=ago)
    return Interview(
        id=key,
        application=1,
        session=session,
        stage=stage,
        starts_at=ends_at - timedelta(minutes=45),
        ends_at=ends_at,
        zone="Europe/Berlin",
        panel=tuple(Seat(p, answer=Answer.DECLINED if p == declined else Answer.ACCEPTED) for p in people),
    )


def a_card(
    interview: Interview, who: str, marks: Mapping[str, int | None] | None = None, says: str = "in_favour"
) -> Card:
    ratings = {trait: Rating(trait, mark, "Said so and did so.") for trait, mark in (marks or {}).items()}
    return Card(interview, Scorecard(interview.id, who, Answers(ratings=ratings, recommendation=says), NOW))


def a_standing(
    application: Application,
    *interviews: Interview,
    cards: tuple[Card, ...] = (),
    debrief_open: bool = False,
    extra: int = 0,
) -> Standing:
    handed_in = frozenset((card.interview.id, card.scorecard.interviewer) for card in cards)
    over = [(i, p) for i in interviews for p in i.people if i.is_booked and i.is_over(NOW)]
    return Standing(
        application=application,
        process=PROCESS,
        interviews=interviews,
        missing=tuple((i, p) for i, p in over if (i.id, p) not in handed_in),
        letter=None,
        debrief_open=debrief_open,
        now=NOW,
        handed_in=handed_in,
        extra_asked=extra,
    )
