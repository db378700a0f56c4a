"""One seed, one run: a company, its people, the weather, deaths; then the weather clears and everything must end well."""

import hashlib
import json
import logging
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import handlers
from storage import migrate
from tests.hired import hire_everybody
from tests.simulation.beginnings import TO_BOOK, USUAL, begins
from tests.simulation.chance import Chance
from tests.simulation.company import NeverRests, SimulatedCompany, a_simulated_company
from tests.simulation.crashes import CrashPoints
from tests.simulation.crowd import Crowd, named, surname
from tests.simulation.invariants import Found, Invariant, Rows
from tests.simulation.invariants.cards import Cards, Secrets
from tests.simulation.invariants.history import History, Sound
from tests.simulation.invariants.outside import Calendar, Letters, Privacy, Promises
from tests.simulation.invariants.shown import Manners, Shown
from tests.simulation.weather import Weather

INVARIANTS: tuple[type[Invariant], ...] = (
    History, Cards, Secrets, Shown, Manners, Calendar, Letters, Promises, Privacy, Sound,
)  # fmt: skip
ACTS, LONG = 24, 48
DAYS = ((0.0, 0.0), (0.4, 0.0), (0.45, 0.3), (0.4, 0.5), (0.45, 0.15), (0.4, 0.3), (0.2, 0.7))  # deadly, rough
SPARED, MOST = 25, 0.2  # points at most after a death; however fatal one is: else nobody gets past it
FATAL = (0, 0, 0, 0.3, 1, 4)  # how fatal a point is, in each run others
STARTS = (0, 0, 0.1, 0.3)
LIVENESS = timedelta(minutes=10)


@dataclass(frozen=True)
class Plan:
    """*deadly*: how likely the bot dies at a crash point. *rough*: how likely something breaks before an act.

    *dies_at*: the number of the one crash point at which it dies, where not by lot. *dies_in*: the name of a point at
    whose first passing it dies, besides. *begins*: where candidates stand at first, where not by lot.
    """

    seed: int
    acts: int = ACTS
    deadly: float = 0.03
    rough: float = 0.25
    dies_at: int = 0
    dies_in: str = ""
    begins: str = ""

    @property
    def is_fine(self) -> bool:
        return not self.rough and not self.deadly and not self.dies_at and not self.dies_in


@dataclass
class Result:
    plan: Plan
    broken: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    deaths: list[str] = field(default_factory=list)
    passed: dict[str, int] = field(default_factory=dict)  # points, from the first act on
    calls: int = 0
    acts: dict[str, int] = field(default_factory=dict)
    ends: list[str] = field(default_factory=list)
    digest: str = ""

    @property
    def words(self) -> str:
        """What to look at, and how to see it again."""
        again = f"make simulate FIRST={self.plan.seed} SEEDS=1"
        again += f" DIES_IN={self.plan.dies_in!r}" if self.plan.dies_in else ""
        again += f" BEGINS={self.plan.begins!r}" if self.plan.begins else ""
        return "\n".join([f"seed {self.plan.seed} ({again})", *self.log, "", *self.broken])


def plan_of(seed: int) -> Plan:
    """Every seventh day is fine; the others are rough, deadly, or both. Every eighth is a long one."""
    deadly, rough = DAYS[seed % len(DAYS)]
    return Plan(seed, acts=LONG if seed % 8 == 0 else ACTS, deadly=deadly, rough=rough)


def run(plan: Plan, *, template: Path, watch: Callable[["Running"], None] | None = None) -> Result:
    """Never raises for what it finds; *watch* sees the company before the first act."""
    with _silence():
        points = CrashPoints()
        with a_simulated_company(Chance(plan.seed), points, template.parent, template) as company:
            running = Running(company, plan)
            if watch:
                watch(running)
            return running.runs()


class Running:
    def __init__(self, company: SimulatedCompany, plan: Plan) -> None:
        self.company, self.plan = company, plan
        company.renderers = handlers.RENDERERS
        with company.db.begin() as tx:
            hire_everybody(tx, company.workspace)
        self.crowd = Crowd(company)
        self._begin()
        company.works()
        self.weather = Weather(company.faults, company.chance.faults, plan.rough)
        self.rows, self.found = Rows(company.database), Found()
        self.invariants = [it(company, self.crowd, self.rows, self.found) for it in INVARIANTS]
        self._follows(plan)
        self._calls_seen = len(company.workspace.calls)
        self._spared_until = 0
        self._is_clear = False
        self._latest = company.clock.now()

    def _follows(self, plan: Plan) -> None:
        """What the day is like: on a fine one more is expected."""
        self.plan = plan
        for invariant in self.invariants:
            if isinstance(invariant, (Promises, Privacy)):
                invariant.fine = plan.is_fine
            if isinstance(invariant, History):
                invariant.fine = not plan.rough

    def _begin(self) -> None:
        if self.plan.begins:
            self._begin_with(2, self.plan.begins)
        elif self.company.chance.taste("_book_beside_each_other") > 2:
            self._begin_with(2, *TO_BOOK)
        elif self.company.chance.taste("_looks_into_a_candidate") > 2:
            self._begin_with(2, "a card owed after one more conversation")
        else:
            self._begin_with(2, *USUAL)

    def _begin_with(self, candidates: int, *places: str) -> None:
        dice = self.company.chance.workload
        for number in range(candidates):
            name, email = named(number, dice)
            full_name = name + surname(dice)
            where = begins(self.company, full_name, email, dice, self.crowd.typed, places)
            self.crowd.candidates.append((name, email))
            self.crowd.log.append(f"{name}: {where}")

    def runs(self) -> Result:
        points = self.company.points
        self._begins_at = points.number
        points.passed.clear()
        points.dies = self._dies
        self.company.on_commit = self._after_commit
        self.company.on_call = self._before_call
        try:
            self._acts()
            if not self.found:
                self._clears()
        except NeverRests as unfinished:
            self.found.broken.setdefault((23, str(unfinished)), "")
        finally:
            for invariant in self.invariants:
                getattr(invariant, "ends", lambda: None)()
            self.rows.close()
        return self._result()

    def _dies(self, name: str, number: int) -> bool:
        if name == self.plan.dies_in and name not in self.company.deaths:
            return True
        return bool(self.plan.deadly) and not self._is_clear and self._dies_by_lot(name, number)

    def _dies_by_lot(self, name: str, number: int) -> bool:
        """Some points kill more often than others, in each run others; after a death the bot is spared for a while.

        Whoever dies at every step never gets far.
        """
        dice, points = self.company.chance.schedule, self.company.points
        likely = self.plan.deadly * self.company.chance.taste(f"dies {name}", FATAL)
        likely *= self.company.chance.taste("dies at its start", STARTS) if points.doing == "start" else 1
        if number <= self._spared_until or dice.random() >= min(likely, MOST):
            return False
        self._spared_until = number + dice.randrange(SPARED)
        return True

    def _acts(self) -> None:
        for _ in range(self.plan.acts):
            self._one_act()
            if self.found:
                return

    def _one_act(self) -> None:
        self.weather.changes()
        self.company.starts()
        self.crowd.acts()
        self.crowd._things_happen()
        self._looks()

    def _clears(self) -> None:
        """Nothing breaks any more: every promise ends, and what is shown is what is so."""
        self.weather.clears()
        self._is_clear = True
        self.company.at_rest()
        took = self.company.clock.now() - self._latest  # where the clock was set back, promises of before wait for it
        if took > LIVENESS:
            self.found.broken.setdefault((23, f"it took {took} until everything ended"), "")
        life = 0
        while life != self.company.life:  # whatever it died of, it goes on with what was due
            life = self.company.life
            self.company.works()
        self._looks()
        for person in self.company.people.values():
            person.loses_the_window()  # what was typed is kept elsewhere
        for invariant in self.invariants:
            invariant.at_rest()

    def _looks(self) -> None:
        self._latest = max(self._latest, self.company.clock.now())
        self._tells_calls()
        for invariant in self.invariants:
            invariant.after_act()

    def _tells_calls(self) -> None:
        calls = self.company.workspace.calls
        while self._calls_seen < len(calls):
            call = calls[self._calls_seen]
            self._calls_seen += 1
            for invariant in self.invariants:
                invariant.after_call(call)

    def _after_commit(self) -> None:
        for invariant in self.invariants:
            invariant.after_commit()

    def _before_call(self, method: str, args: dict[str, Any]) -> None:
        self._tells_calls()
        for invariant in self.invariants:
            if isinstance(invariant, Manners):
                invariant.before_call(method, args)

    def _result(self) -> Result:
        company = self.company
        rows = Rows(company.database)
        ends = [f"{it['stage']} {it['state']}" for it in rows("SELECT stage, state FROM application ORDER BY id")]
        audit = rows("SELECT at, actor, action, application_id, interview_id, detail FROM audit ORDER BY id")
        rows.close()
        said = [(it.method, it.args, it.error) for it in company.workspace.calls]
        mails = [(mail.envelope_to, mail.subject, mail.text) for mail in company.mailbox.mails]
        seen = json.dumps([said, mails, audit, self.crowd.log], sort_keys=True, default=str)
        return Result(
            self.plan, self.found.words, self.crowd.log, company.deaths, dict(company.points.passed), company.calls,
            dict(self.crowd.done), ends, hashlib.sha256(seen.encode()).hexdigest(),
        )  # fmt: skip


@contextmanager
def _silence() -> Iterator[None]:
    """Whatever is logged is looked at by an invariant, and shown to nobody."""
    root = logging.getLogger()
    before, root.handlers = root.handlers, [logging.NullHandler()]
    try:
        yield
    finally:
        root.handlers = before


@contextmanager
def a_template() -> Iterator[Path]:
    """A migrated database, in memory where the system has a place for it."""
    memory = Path("/dev/shm")  # a folder of our own is made in it
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        path = Path(folder) / "template.db"
        migrate.upgrade(f"sqlite:///{path}")
        yield path
