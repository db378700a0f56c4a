"""Six short scenes, and the bot dies at each of their crash points: at point 1, then at point 2, and so on.

What comes before a death is the same for all: a scene is played once, and at each point the process forks. One of the
two dies there and plays on, on a database of its own, until everything has ended; the other waits for it and goes on.
"""

import os
import pickle
import signal
from collections.abc import Callable, Container
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import BinaryIO

from storage import interviews
from tests.simulation.chance import Chance
from tests.simulation.company import NeverRests, SimulatedCompany, a_simulated_company
from tests.simulation.crashes import CrashPoints
from tests.simulation.crowd import Crowd
from tests.simulation.run import Plan, Result, Running, _silence

Scene = Callable[[SimulatedCompany], None]
NAME, EMAIL = "Ada N0zv0001", "n0zv0001@example.com"
HANGS = 300  # seconds
PATIENT = 3  # presses: whoever is told that it took too long presses again


def opens(company: SimulatedCompany) -> None:
    """Where it took too long the form stands there still: pressing again is enough."""
    rita = company["rita"]
    for _ in range(PATIENT):
        company.starts()
        if rita.modal is None and rita.types("/candidate").ok and rita.modal is not None:
            rita.fills_in({"Name": NAME, "E-mail": EMAIL, "Hiring manager": company["hana"]})
        if rita.modal is not None and company.alive:
            rita.hands_in()
            if company.alive:
                return


def books(company: SimulatedCompany) -> None:
    """Rita finds a time for the screening of whoever is there."""
    opens(company)
    company.at_rest()
    _books(company)


def _books(company: SimulatedCompany) -> None:
    rita = company["rita"]
    for _ in range(PATIENT):
        company.starts()
        if not rita.types("/schedule", NAME).ok or rita.modal is None or not rita.modal.submit:
            continue
        if _asks(rita.modal.blocks, "people_screening"):  # else times were found before the bot died
            rita.fills_in({"people_screening": [company["ana"], company["bo"]]})
            if not rita.hands_in().ok:
                continue
            company.at_rest()
        if rita.modal is not None and rita.modal.submit and rita.hands_in().ok:
            return


def moves(company: SimulatedCompany) -> None:
    books(company)
    company.at_rest()
    live = _event(company)
    if live is not None:
        starts = company.clock.now().replace(hour=14) + timedelta(days=3)
        company.calendars.moves("interviews@example.org", live, starts, starts + timedelta(minutes=45))
        _ticks(company)


def cancels(company: SimulatedCompany) -> None:
    books(company)
    company.at_rest()
    _presses(company, "rita", "Cancel interview", then_hands_in=True)


def turns_down(company: SimulatedCompany) -> None:
    """After a screening: the decision, the letter, its undo window."""
    _presses(company, "rita", "Reject", {"reason": "The task was not solved with all hints."}, then_hands_in=True)
    company.at_rest()
    _presses(company, "rita", "Write letter", {"ask_interview_date": "Tuesday, 2 March 2027"}, then_hands_in=True)
    rita = company["rita"]
    if company.alive and rita.modal is not None and rita.modal.submit == "Send letter":
        rita.hands_in()
    company.at_rest()
    company.clock.advance(timedelta(minutes=11))
    _ticks(company)


def hands_in_a_card(company: SimulatedCompany) -> None:
    for _ in range(PATIENT):
        company.starts()
        person = company[_who_owes(company)]
        if not person.types("/scorecard").ok or person.modal is None or not person.modal.submit:
            continue
        crowd: Crowd = company.crowd  # type: ignore[attr-defined]
        if "scorecard.note ok" in crowd._goes_on(person, carefully=True):
            return


SCENES: dict[str, tuple[str, Scene]] = {
    "an application is opened": ("nothing", opens),
    "an interview is booked": ("nothing", books),
    "an event is dragged": ("nothing", moves),
    "an interview is cancelled": ("nothing", cancels),
    "a scorecard is handed in": ("cards owed after the screening", hands_in_a_card),
    "a candidate is turned down": ("screened", turns_down),
}


AFTER = {  # what a scene goes on from: its points are not died at again
    "an interview is booked": "an application is opened",
    "an event is dragged": "an interview is booked",
    "an interview is cancelled": "an interview is booked",
}


@dataclass
class Played:
    """*points*: how many the scene passed, those of the scene before it too. *deaths*: by point, what was found."""

    whole: Result
    points: int
    deaths: dict[int, Result] = field(default_factory=dict)


@cache
def begins_at(scene: str, template: Path) -> int:
    """How many points come before the scene's own."""
    return plays(AFTER[scene], (), template).points if scene in AFTER else 0


def plays(scene: str, deadly: Container[int], template: Path) -> Played:
    """Once to its end; and once for each point of *deadly*, from there on, with a bot that dies there."""
    begins, play = SCENES[scene]
    with _silence():
        points = CrashPoints()
        with a_simulated_company(Chance(f"sweep {scene}"), points, template.parent, template) as company:
            running = Scripted(company, Plan(0, acts=0, deadly=0, rough=0), begins, play, deadly)
            before = points.number
            try:
                result = running.runs()
            except BaseException as broken:
                running.tells(broken)
                raise
            running.tells(result)
            return Played(result, running.passed - before, running.deaths)


class Scripted(Running):
    """One candidate (or none yet), and one scene instead of a crowd. *deaths*: by point, of those who died on the way."""

    def __init__(self, company: SimulatedCompany, plan: Plan, begins: str, play: Scene, deadly: Container[int]) -> None:
        self._begins, self._play, self._deadly, self.passed = begins, play, deadly, 0
        self.deaths: dict[int, Result] = {}
        self._told: BinaryIO | None = None
        super().__init__(company, plan)
        company.crowd = self.crowd  # type: ignore[attr-defined]

    def _dies(self, name: str, number: int) -> bool:
        point = number - self._begins_at
        return self._told is None and not self._is_clear and point in self._deadly and self._forks(point)

    def _forks(self, point: int) -> bool:
        """Whether we are the one who dies. The other one hears what came of it."""
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            signal.alarm(HANGS)
            self._told = os.fdopen(writing, "wb")
            self.company.moves_to(self.company.database.with_name("apart.db"))
            self.rows.opens(self.company.database)
            self._follows(replace(self.plan, dies_at=point))
            return True
        os.close(writing)
        with os.fdopen(reading, "rb") as said:
            found = pickle.load(said)
        os.waitpid(child, 0)
        if isinstance(found, BaseException):
            raise found
        self.deaths[point] = found
        return False

    def tells(self, found: Result | BaseException) -> None:
        """Whoever died is not seen again."""
        if self._told is not None:
            try:
                with self._told:
                    pickle.dump(found, self._told)
            finally:
                os._exit(0)

    def _begin(self) -> None:
        if self._begins != "nothing":
            super()._begin_with(1, self._begins)
        self.company.at_rest()

    def _acts(self) -> None:
        try:
            self._play(self.company)
            self.company.at_rest()
        except (LookupError, NeverRests) as broken:
            self.found.broken.setdefault((24, f"{type(broken).__name__}: {broken}"[:300]), "")
        self.passed = self.company.points.number
        self._looks()


def _presses(
    company: SimulatedCompany, name: str, label: str, answers: dict[str, str] | None = None, *, then_hands_in: bool
) -> None:
    """As a person does: again, when it took too long."""
    person = company[name]
    for _ in range(PATIENT):
        company.starts()
        company.at_rest()
        try:
            pressed = person.presses(label)
        except LookupError:  # it is done already
            return
        if not pressed.ok or not then_hands_in:
            continue
        if person.modal is None or not person.modal.submit:
            return
        if answers:
            person.fills_in({key: value for key, value in answers.items() if _asks(person.modal.blocks, key)})
        if company.alive and person.hands_in().ok:
            return


def _asks(blocks: list[dict[str, object]], field: str) -> bool:
    return any(block.get("block_id") == field for block in blocks)


def _ticks(company: SimulatedCompany) -> None:
    for _ in range(PATIENT):
        company.starts()
        company.does_due()
        if company.alive:
            return


def _event(company: SimulatedCompany) -> str | None:
    live = [it for it in company.calendars.events_of("interviews@example.org") if it.get("attendees")]
    return str(live[0]["id"]) if live else None


def _who_owes(company: SimulatedCompany) -> str:
    with company.db.read() as tx:
        owed = [person for it in interviews.of_application(tx, 1) for person in it.people]
    return str(company.workspace.members[owed[0]].name)
