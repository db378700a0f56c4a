"""Where a candidate stands when a run begins: as after the steps before, so that short runs reach every stage."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random

from bot.hiring.interview import Answer, Seat
from bot.hiring.scorecard import Answers, Rating, Scorecard
from handlers import debrief_open, headline
from storage import applications, audit, interviews, scorecards
from storage.database import Tx
from tests.handlers.deciding import person_id
from tests.simulation.company import SimulatedCompany
from tests.simulation.filling import INTERVIEWERS, Typed

Held = tuple[str, str, tuple[str, ...], tuple[str, ...]]  # session, stage, panel, whose cards are in


def begins(company: SimulatedCompany, name: str, email: str, dice: Random, typed: Typed, places: Sequence[str]) -> str:
    """One candidate, in one of these *places* on the way. Returns which. Their cards' words count as *typed*."""
    where = dice.choice(places)
    before, then = AFTER_AN_OFFER.get(where, (where, ()))
    stage, held = BEGINNINGS[before](dice)
    with company.db.begin() as tx:
        _opens(company, tx, name, email, stage, held, typed)
    company.at_rest()
    for step in then:
        step(company, name)
    return where


def _opens(
    company: SimulatedCompany, tx: Tx, name: str, email: str, stage: str, held: list[Held], typed: Typed
) -> None:
    process = tx.book.current
    candidate = applications.add_candidate(tx, name=name, email=email, zone="Europe/Berlin")
    opened = applications.add(
        tx,
        candidate,
        role=process.roles[0].id,
        process=process.digest,
        stage=stage,
        coordinator=person_id(company, "rita"),
        hiring_manager=person_id(company, "hana"),
        channel=company.workspace.channel("hiring").id,
    )
    audit.add(tx, actor=person_id(company, "rita"), action="application.opened", application=opened.id)
    headline.post(tx, opened)
    for number, (session, of, panel, in_) in enumerate(held):
        _held(
            company,
            tx,
            opened.id,
            session,
            of,
            panel,
            ended=timedelta(hours=2 * (len(held) - number)),
            in_=in_,
            typed=typed,
        )
    if held and all(panel == in_ for _, _, panel, in_ in held):
        debrief_open.after_scorecard(tx, applications.get(tx, opened.id))


def _held(
    company: SimulatedCompany, tx: Tx, application: int, session: str, stage: str, panel: tuple[str, ...],
    *, ended: timedelta, in_: tuple[str, ...], typed: Typed,
) -> None:  # fmt: skip
    made = interviews.add(
        tx,
        application=application,
        session=session,
        stage=stage,
        starts_at=tx.now - ended - timedelta(minutes=45),
        ends_at=tx.now - ended,
        zone="Europe/Berlin",
        panel=[Seat(person_id(company, who), answer=Answer.ACCEPTED) for who in panel],
    )
    for who in in_:
        said, private = (typed.mark(who, "scorecard.submit", it) for it in ("note.problem_solving", "for_recruiter"))
        ratings = {"problem_solving": Rating("problem_solving", 3, f"They named the trade-off: {said}.")}
        given = Answers(
            ratings=ratings,
            recommendation="in_favour",
            confidence="high",
            strength="Plans first.",
            for_recruiter=private,
        )
        scorecards.add(tx, Scorecard(made.id, person_id(company, who), given, tx.now))
        audit.add(
            tx, actor=person_id(company, who), action="scorecard.handed_in", application=application, interview=made.id
        )


def _screening(cards: int) -> Callable[[Random], tuple[str, list[Held]]]:
    def held(dice: Random) -> tuple[str, list[Held]]:
        panel = tuple(dice.sample(INTERVIEWERS, 2))
        return "screening", [("screening", "screening", panel, panel[:cards])]

    return held


def _onsite(*, in_: bool) -> Callable[[Random], tuple[str, list[Held]]]:
    def held(dice: Random) -> tuple[str, list[Held]]:
        first, second, third = dice.sample(INTERVIEWERS, 3)
        last = dice.choice((first, third))  # who has met them before is as blind as anybody
        return "onsite", [
            ("screening", "screening", (first,), (first,)),
            ("repo_setup", "onsite", (second,), (second,)),
            ("project_deep_dive", "onsite", (last,), (last,) if in_ else ()),
        ]

    return held


def _one_more(dice: Random) -> tuple[str, list[Held]]:
    """Whoever is asked once more has written a card before, and could read the others'."""
    first, second, third = dice.sample(INTERVIEWERS, 3)
    return "decision", [
        ("screening", "screening", (first,), (first,)),
        ("repo_setup", "onsite", (second,), (second,)),
        ("project_deep_dive", "onsite", (third,), (third,)),
        ("project_deep_dive", "decision", (first, second), (second,)),
    ]


def _is_offered(company: SimulatedCompany, name: str) -> None:
    """The debrief opens, the offer is decided and its mail leaves; the candidate has until tomorrow."""
    hana, rita = company["hana"], company["rita"]
    company.passes(minutes=45)
    assert hana.presses("Make an offer", hana.finds(name, "hiring")).ok
    hana.fills_in({"reason": "Strong evidence on every trait."})
    assert hana.hands_in().ok
    company.at_rest()
    assert rita.presses("Write the offer", rita.finds(f"Offer to {name}", "bot DM")).ok
    rita.fills_in({"Answer by": (company.clock.now() + timedelta(days=1)).date()})
    assert rita.hands_in().ok
    assert rita.hands_in().ok
    company.passes(hours=1)


def _accepts(company: SimulatedCompany, name: str) -> None:
    """Their first day is the day after tomorrow."""
    rita = company["rita"]
    assert rita.presses("Accepted", near=name).ok
    rita.fills_in({"First day": (company.clock.now() + timedelta(days=2)).date()})
    assert rita.hands_in().ok
    company.at_rest()


BEGINNINGS: dict[str, Callable[[Random], tuple[str, list[Held]]]] = {
    "applied": lambda dice: ("applied", []),
    "to be screened": lambda dice: ("screening", []),
    "cards owed after the screening": _screening(0),
    "a card owed after the screening": _screening(1),
    "screened": _screening(2),
    "to be invited": lambda dice: ("onsite", [("screening", "screening", (who := dice.choice(INTERVIEWERS),), (who,))]),
    "a card owed after the on-site": _onsite(in_=False),
    "everything is in": _onsite(in_=True),
}
USUAL = tuple(BEGINNINGS)
BEGINNINGS["a card owed after one more conversation"] = _one_more
AFTER_AN_OFFER: dict[str, tuple[str, Sequence[Callable[[SimulatedCompany, str], None]]]] = {
    "an offer that ends tomorrow": ("everything is in", (_is_offered,)),
    "an offer that was accepted": ("everything is in", (_is_offered, _accepts)),
}  # seldom reached by themselves
TO_BOOK = ("applied", "to be screened", "to be invited")
