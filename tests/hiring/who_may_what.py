"""tests/hiring/who_may_what.txt, read; and everybody and every moment it speaks of."""

from dataclasses import dataclass, replace
from pathlib import Path

from bot.hiring.access import Object
from bot.hiring.application import Application, State
from bot.hiring.interview import Interview
from bot.hiring.person import Person, Role
from bot.hiring.standing import EXTRA, Standing
from tests.hiring.standings import NOW, PROCESS, a_card, a_standing, an_application, an_interview

STAGES = [stage.id for stage in PROCESS.stages]
SOMEBODY = "U_SOMEBODY"  # holds the places that the person we ask about does not
WRITTEN = {
    part.split("\n")[0]: part.split("\n")[1:]
    for part in (Path(__file__).parent / "who_may_what.txt").read_text("utf-8").split("\n== ")[1:]
}

LATER = {"the next stage is booked", "a conversation lies ahead"}
OF_ONE_MORE = {"a conversation lies ahead", "a card is missing"}  # in a debrief nothing else is ever booked
ONE_MORE = "one more conversation is to book"
OFFERS = {"the letter is a draft": "draft", "the letter has left": "sent"}

Grid = dict[str, dict[str, str]]


def grid(section: str, first: str) -> Grid:
    """Row -> column -> cell. *first* is the first column's name: the cells begin where it does."""
    lines = [line for line in WRITTEN[section] if line]
    top = next(n for n, line in enumerate(lines) if line.split()[0] == first)
    begin, columns = lines[top].index(first), lines[top].split()
    rows = {line[:begin].strip(): line[begin:].split() for line in lines[top + 1 :]}
    return {row: dict(zip(columns, cells, strict=True)) for row, cells in rows.items()}


def who() -> dict[str, str]:
    return {line[:5].strip(): line[5:] for line in WRITTEN["who"] if line[3:5] == "  "}


def actions() -> list[tuple[str, str]]:
    """(action, the row that speaks of it). A line that names no row goes on with the one before."""
    found, row = [], ""
    for line in WRITTEN["actions"]:
        row = line[:21].strip() or row
        found += [(action, row) for action in line[21:].split()]
    return found


@dataclass(frozen=True)
class Moment:
    """*possible* are the decisions that a stage knows at this moment."""

    stage: str
    when: str
    next: str
    possible: tuple[str, ...]


def moments() -> list[Moment]:
    lines = [line for line in WRITTEN["moments"] if line.split(" ")[0] in STAGES]
    return [
        Moment(line[:10].strip(), line[10:45].strip(), line[45:60].strip(), tuple(line[60:].split())) for line in lines
    ]


@dataclass(frozen=True)
class Actor:
    """What somebody is, and how they are tied to the candidate we ask about."""

    roles: frozenset[Role]
    coordinates: bool = False
    leads: bool = False
    sits: bool = False

    @property
    def person(self) -> Person:
        return Person("U_ASKED", "Sam Asked", "sam@example.org", "Europe/Berlin", self.roles)

    @property
    def on_panel(self) -> str:
        return self.person.id if self.sits else SOMEBODY

    def candidate(self, stage: str, state: State) -> Application:
        application = an_application(stage, state=state, manager=self.person.id if self.leads else SOMEBODY)
        return replace(application, coordinator=self.person.id if self.coordinates else SOMEBODY)

    def about(self, stage: str, state: State) -> Object:
        return Object(self.candidate(stage, state), (an_interview(1, self.on_panel),))


def an_actor(*roles: Role, **ties: bool) -> Actor:
    return Actor(frozenset(roles), **ties)


ACTORS = {
    "R": an_actor(Role.RECRUITER),
    "RC": an_actor(Role.RECRUITER, coordinates=True),
    "RS": an_actor(Role.RECRUITER, sits=True),
    "H": an_actor(Role.HIRING_MANAGER, leads=True),
    "HS": an_actor(Role.HIRING_MANAGER, leads=True, sits=True),
    "HO": an_actor(Role.HIRING_MANAGER),
    "HOS": an_actor(Role.HIRING_MANAGER, sits=True),
    "HX": an_actor(leads=True),
    "C": an_actor(coordinates=True),
    "CS": an_actor(coordinates=True, sits=True),
    "I": an_actor(Role.INTERVIEWER),
    "IS": an_actor(Role.INTERVIEWER, sits=True),
    "IX": an_actor(sits=True),
    "A": an_actor(Role.ADMIN),
    "AS": an_actor(Role.ADMIN, sits=True),
    "N": an_actor(),
}


def standing(asked: Actor, moment: Moment, state: State) -> Standing:
    before, here = _interviews(asked, moment.stage, ago=-2 if moment.when in LATER else 2)
    if moment.when == "nothing is booked" or (moment.stage == "decision" and moment.when not in OF_ONE_MORE):
        here = ()
    over = [(interview, who) for interview in before + here if interview.is_over(NOW) for who in interview.people]
    waited_for = 1 if moment.when == "a card is missing" else 0
    found = a_standing(
        asked.candidate(moment.stage, state),
        *before,
        *here,
        cards=tuple(a_card(interview, who) for interview, who in over[: len(over) - waited_for]),
        debrief_open=moment.when == "the debrief is open",
        extra=1 if moment.when == ONE_MORE or (moment.stage == "decision" and here) else 0,
    )
    return replace(found, letter=OFFERS.get(moment.when) if state is State.OPEN else None)


def _interviews(asked: Actor, stage: str, ago: float) -> tuple[tuple[Interview, ...], tuple[Interview, ...]]:
    """Those of the stages before, and those of this one, which ended *ago* hours ago."""
    screening = an_interview(1, asked.on_panel, ago=ago if stage in {"applied", "screening"} else 9)
    setup = an_interview(2, "bo", session="repo_setup", stage="onsite", ago=ago if stage == "onsite" else 5)
    deep = an_interview(3, "cy", session="project_deep_dive", stage="onsite", ago=ago if stage == "onsite" else 4)
    match stage:
        case "applied" | "screening":
            return (), (screening,)
        case "onsite":
            return (screening,), (setup, deep)
        case "decision":
            return (screening, setup, deep), (an_interview(9, "dee", session=EXTRA, stage=stage, ago=ago),)
        case _:
            return (screening, setup, deep), ()
