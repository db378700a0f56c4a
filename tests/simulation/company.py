"""The sandbox's company and the real bot in one thread, without sockets, threads or real time.

It has what `tests.company.LivingCompany` has, so that the words of other tests work here too. The bot can be killed at
any of its crash points; what was under way is lost, what was committed is found by the next one.
"""

import inspect
import json
import logging
import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import slack_sdk.web.base_client
import slack_sdk.webhook.client
from slack_bolt import BoltRequest
from slack_bolt.adapter.socket_mode.internals import send_response
from slack_bolt.error import BoltError
from slack_bolt.lazy_listener.internals import build_runnable_function
from slack_bolt.lazy_listener.runner import LazyListenerRunner
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.request import SocketModeRequest

import bot.relay.messages
import handlers.scorecard_sheet
import handlers.waiting
import integrations.slack_directory
import integrations.slack_limits
import sandbox.slack.payloads
import sandbox.slack.tickets
import storage.database
import storage.migrate
from bot import timetable
from bot.app import Bot, google_calendar
from bot.ports import CallFailed
from bot.settings import read_settings
from integrations.google_transport import OneTryHttp
from sandbox.company import Company, found
from sandbox.person import Person
from sandbox.slack.delivery import NOT_REACHED, TOO_LATE, Ack, Envelope, Retry
from sandbox.slack.events import RETRIES, Events
from sandbox.slack.shapes import JSON
from sandbox.slack.web_api import WebApi
from storage import outbox
from storage.database import Database
from storage.engine import open_engine
from tests.simulation.chance import Chance, Ids
from tests.simulation.crashes import CrashPoints, Killed
from tests.simulation.wires import GoogleWire, SlackWire, SmtpWire, no_sockets

ROOT = Path(__file__).parent.parent.parent
SLACK = "http://slack.sandbox"
SLACK_PATIENCE = 3.0  # seconds
URLS = {
    "SLACK_API_URL": f"{SLACK}/api/",
    "GOOGLE_CALENDAR_URL": "http://google.sandbox/calendar/v3/",
    "GMAIL_URL": "http://gmail.sandbox/",
    "SMTP_URL": "smtp://mail.sandbox:25",
    "CLOCK_URL": "",
}
AN_HOUR = 3600.0  # seconds
TURNS = 4000  # more steps than this without rest are a fault of their own

_ENGINES: dict[str, Any] = {}


class NeverRests(Exception):
    """Promises do not end."""


class VirtualTime:
    """Stands in for the module `time`: only the company's clock passes, and a microsecond with every look at it."""

    def __init__(self, clock: Any) -> None:
        self._clock, self._last = clock, 0.0

    def time(self) -> float:
        self._last = max(float(self._clock.now().timestamp()), self._last + 1e-6)
        return self._last

    monotonic = time

    def sleep(self, seconds: float) -> None:
        self._clock.advance(timedelta(seconds=max(seconds, 0)))


@dataclass
class Task:
    """Something that happens a little later. *of*: the bot's life it belongs to; it dies with it."""

    name: str
    run: Callable[[], object]
    due: float = 0.0
    of: int | None = None


class Later(LazyListenerRunner):
    """Bolt's lazy listeners, once the answer has left."""

    def __init__(self, company: "SimulatedCompany") -> None:
        self._company = company

    def start(self, function: Callable[..., None], request: BoltRequest) -> None:
        run = build_runnable_function(function, logging.getLogger("slack_bolt"), request)
        self._company.tasks.append(Task("lazy", run, of=self._company.life))


class LaterEvents(Events):
    """Nobody waits, and no thread: an event that was not taken is told again as Slack does it."""

    def __init__(self, company: "SimulatedCompany") -> None:
        super().__init__(company.workspace)
        self._company = company

    def tell(self, event: JSON, *, subscribed_as: str = "", wait: bool = True) -> Ack | None:
        if not self._workspace.manifest.subscribes(subscribed_as or event["type"]):
            return None
        body = self._body(event)
        if wait:
            return self._try(body, 0)
        self._company.tasks.append(Task("event", lambda: self._try(body, 0)))
        return None

    def _try(self, body: JSON, number: int) -> Ack:
        ack = self._workspace.deliver("events_api", body, Retry(number, "timeout") if number else None)
        if not ack.ok and number < len(RETRIES):
            due = self._company.now + RETRIES[number].total_seconds() + 1
            self._company.tasks.append(Task("event", lambda: self._try(body, number + 1), due))
        return ack


class Direct:
    """A line to the bot: what Slack sends is dispatched at once, in this thread."""

    def __init__(self, company: "SimulatedCompany") -> None:
        self._company = company

    def deliver(self, kind: Envelope, payload: JSON, *, seconds: float, retry: Retry | None = None) -> Ack:
        company = self._company
        sent = json.dumps(payload)
        company.sent.append((kind, sent))
        if not company.alive:
            return Ack(ok=False, error=NOT_REACHED)
        begun = company.now
        heard = _Heard()
        with company.doing(_named(kind, payload)):
            try:
                request = BoltRequest(mode="socket_mode", body=json.loads(sent), headers=_headers(retry))
                answer = company.bot.app.dispatch(request)
            except Killed:
                company.dies()
                return Ack(ok=False, error=TOO_LATE)
        request_of = SocketModeRequest(type=kind, envelope_id="1", payload=payload)
        send_response(heard, request_of, answer, 0.0)
        company.took(_named(kind, payload), company.now - begun)
        if company.now - begun > seconds or not heard.said:
            return Ack(ok=False, error=TOO_LATE)
        company.answered.add(sent)
        return Ack(ok=True, body=heard.said[0].payload)


class _Heard:
    """Where Bolt's Socket Mode adapter puts its answer."""

    logger = logging.getLogger("simulation")

    def __init__(self) -> None:
        self.said: list[Any] = []

    def send_socket_mode_response(self, response: Any) -> None:
        self.said.append(response)


@dataclass
class SimulatedCompany:
    """*took*: told how long each request took, in virtual seconds."""

    outside: Company
    chance: Chance
    points: CrashPoints
    database: Path
    tasks: list[Task] = field(default_factory=list)
    sent: list[tuple[Envelope, str]] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    slowest: dict[str, float] = field(default_factory=dict)
    life: int = 0
    alive: bool = False
    deaths: list[str] = field(default_factory=list)
    calls: int = 0
    on_commit: Callable[[], None] = lambda: None
    on_call: Callable[[str, JSON], None] = lambda method, args: None
    renderers: Any = None
    bot: Bot = None  # type: ignore[assignment]  # from `starts` on

    def __post_init__(self) -> None:
        self.clock, self.faults, self.workspace = self.outside.clock, self.outside.faults, self.outside.workspace
        self.calendars, self.mailbox, self.gmail = self.outside.calendars, self.outside.mailbox, self.outside.gmail
        self.workspace.http = Direct(self)  # type: ignore[assignment]
        self.workspace.base_url = SLACK
        self.events = LaterEvents(self)
        for person in self.outside.people.values():
            self.furnishes(person)
        self.outside.urls.update(URLS)
        for room in (self.workspace, self.calendars, self.mailbox):
            room.wait_until = self._waits  # type: ignore[assignment,union-attr,method-assign]

    def __getitem__(self, name: str) -> Person:
        return self.outside[name]

    @property
    def people(self) -> dict[str, Person]:
        return self.outside.people

    @property
    def now(self) -> float:
        """Seconds since 1970."""
        return float(self.clock.now().timestamp())

    @property
    def db(self) -> Database:
        return self.bot.db

    def furnishes(self, person: Person) -> None:
        """Whoever sits at a keyboard reaches the bot without a thread."""
        person.desk.gestures.events = self.events

    def redelivers(self, kind: Envelope, sent: str) -> Ack:
        """Slack, or somebody's network, delivers a payload a second time."""
        retry = Retry(1, "timeout") if kind == "events_api" else None
        return self.workspace.line.deliver(kind, json.loads(sent), seconds=SLACK_PATIENCE, retry=retry)

    def took(self, what: str, seconds: float) -> None:
        self.slowest[what] = max(seconds, self.slowest.get(what, 0.0))

    # the bot's lives

    def starts(self) -> bool:
        """A new bot on what the last one left; again and again while it dies of that. False: Slack does not answer."""
        while not self.alive:
            self.life += 1
            with self.doing("start"):
                try:
                    self._start()
                except Killed:
                    self.dies()
                    continue
                except (CallFailed, SlackApiError, BoltError, OSError):
                    self._abandons()
                    return False
            self.alive = True
        return True

    def _start(self) -> None:
        self.points.reached("before start")
        environ = self.outside.environment(
            database_url=f"sqlite:///{self.database}", process_file=ROOT / "process.yaml"
        )
        environ.pop("CLOCK_URL")
        settings = read_settings({**environ, "TICK_SECONDS": "3600"}, env_file=Path("no-such-file"))
        self.bot = None  # type: ignore[assignment]
        made = Bot.__new__(Bot)
        self.bot = made
        Bot.__init__(made, settings, calendar=_line("calendar", settings), wall=self.clock.now)
        made.db.clock = self.clock
        made.directory._pool = InThisThread()
        made.app.listener_runner.lazy_listener_runner = Later(self)
        made.enter_channels()
        self.points.reached("after start")

    def dies(self) -> None:
        """As by SIGKILL: nothing is finished, nothing is said."""
        self.deaths.append(self.points.last)
        self._abandons()

    def _abandons(self) -> None:
        self.alive = False
        self.tasks = [task for task in self.tasks if task.of is None]
        presence, db = getattr(self.bot, "_presence", None), getattr(self.bot, "db", None)
        if presence is not None:
            presence.end()
        if db is not None:
            db.close()

    def moves_to(self, database: Path) -> None:
        """After a fork: the next bot works on a copy of what the file system has just now, as after a power cut."""
        for old in database.parent.glob(f"{database.name}*"):
            old.unlink()
        for kept in self.database.parent.glob(f"{self.database.name}*"):
            if not kept.name.endswith("-shm"):  # SQLite makes it anew
                kept.with_name(kept.name.replace(self.database.name, database.name)).write_bytes(kept.read_bytes())
        self.database = database

    # what happens by itself

    @contextmanager
    def doing(self, what: str) -> Iterator[None]:
        before, self.points.doing = self.points.doing, what
        try:
            yield
        finally:
            self.points.doing = before

    def _guarded(self, what: str, work: Callable[[], Any]) -> Any:
        """False when the bot died of it."""
        with self.doing(what):
            try:
                return work()
            except Killed:
                self.dies()
                return False

    def keeps_a_promise(self) -> bool:
        """One turn of the relay. False when nothing is due, or the bot died."""
        return bool(self.alive and self._guarded("relay", self.bot.relay.step))

    def does_due(self) -> None:
        """One round of the timetable, each job as quietly as there."""
        for work in [*timetable.handlers.DUE]:
            if self.alive:
                self._guarded(f"due {work.__module__.rpartition('.')[2]}", lambda work=work: _quietly(work, self.db))
        if self.alive:
            watch = timetable.handlers.watch_calendar
            self._guarded("watch", lambda: _quietly(watch, self.db, self.bot.calendar))

    def does_a_task(self, task: Task) -> None:
        if task not in self.tasks:  # it died with the bot
            return
        self.tasks.remove(task)
        if task.of in (None, self.life):
            self._guarded(task.name, task.run)

    def due_tasks(self) -> list[Task]:
        return [task for task in self.tasks if task.due <= self.now]

    def at_rest(self, timeout: float = 0) -> None:
        """Everything that is due now is done, pauses pass. Raises NeverRests."""
        for _ in range(TURNS):
            if not self.alive and not self.starts():
                self.clock.advance(timedelta(seconds=5))
                continue
            tasks = self.due_tasks()
            if tasks:
                self.does_a_task(tasks[0])
            elif not self.keeps_a_promise() and self.alive and not self._lets_pauses_pass():
                return
        raise NeverRests(str(self._unfinished()))

    def _lets_pauses_pass(self) -> bool:
        """What waits for its next try, or for its task, gets there."""
        with self.db.read() as tx:
            if outbox.waiting(tx) == 0 and not self.tasks:
                return False
        pause = self.bot.relay._until_retry()
        soonest = min([pause, AN_HOUR, *(task.due - self.now for task in self.tasks)])
        if soonest == AN_HOUR:  # the clock was set back: what is due waits for what was promised before that
            ahead = [it.not_before.timestamp() - self.now for it in self._unfinished()]
            soonest = min([AN_HOUR, *(seconds for seconds in ahead if seconds > 0)])
        self.clock.advance(timedelta(seconds=max(0.01, soonest)))
        return True

    def _unfinished(self) -> list[Any]:
        with self.db.read() as tx:
            return outbox.unfinished(tx)

    def works(self) -> None:
        self.at_rest()
        self.does_due()
        self.at_rest()

    def passes(self, **delta: float) -> None:
        left = timedelta(**delta)
        while left > timedelta(0):
            step = min(left, timedelta(minutes=15))
            self.clock.advance(step)
            left -= step
            self.works()

    def _waits(self, predicate: Callable[[], Any], timeout: float = 0) -> Any:
        """Nobody waits here: the bot works, then it is so or not."""
        found = predicate()
        if not found:
            self.works()
            found = predicate()
        return found


@contextmanager
def a_simulated_company(
    chance: Chance, points: CrashPoints, folder: Path, template: Path
) -> Iterator[SimulatedCompany]:
    """*template*: a migrated database to begin with. While open, nothing in this process reaches a socket or waits."""
    with ExitStack() as stack:
        ids = Ids(chance.ids)
        for name in ("token_hex", "token_urlsafe", "randbelow", "choice"):
            stack.enter_context(mock.patch(f"secrets.{name}", getattr(ids, name)))
        stack.enter_context(mock.patch("uuid.uuid4", ids.uuid4))
        outside = found(ROOT / "app.yaml")
        database = folder / "bot.db"
        for old in folder.glob("bot.db*"):
            old.unlink()
        database.write_bytes(template.read_bytes())
        company = SimulatedCompany(outside, chance, points, database)
        times = VirtualTime(outside.clock)
        for module in (
            bot.relay.messages, handlers.waiting, handlers.scorecard_sheet, integrations.slack_directory,
            integrations.slack_limits, sandbox.slack.payloads, sandbox.slack.tickets,
        ):  # fmt: skip
            stack.enter_context(mock.patch.object(module, "time", times))
        stack.enter_context(mock.patch("inspect.getfullargspec", _argspec))
        for module in (storage.database, storage.migrate):
            stack.enter_context(mock.patch.object(module, "open_engine", _engine))
        _wires(stack, company)
        stack.enter_context(points.at_commits(lambda: company.on_commit()))

        company.starts()
        try:
            yield company
        finally:
            company._abandons()


def _engine(url: str, *, patient: bool = False) -> Any:
    """One for all lives, without a connection that an earlier one had: it has compiled its SQL already."""
    if url not in _ENGINES:
        _ENGINES[url] = open_engine(url, patient=patient)
    return _ENGINES[url]


def _wires(stack: ExitStack, company: SimulatedCompany) -> None:
    def reached(point: str) -> None:
        company.calls += point.startswith("before ")
        company.points.reached(point)

    def passes(seconds: float) -> None:
        company.clock.advance(timedelta(seconds=seconds))

    def keep(envelope: Any) -> None:
        company.mailbox.take(envelope.original_content or b"", envelope.mail_from or "", tuple(envelope.rcpt_tos))

    outside, line = company.outside, (company.faults, reached, passes)
    slack = SlackWire(WebApi(company.workspace, company.events), *line)
    slack.leaves = lambda method, args: company.on_call(method, args)
    google = GoogleWire((outside.google, outside.gmail_server), *line)
    smtp = SmtpWire(keep, *line)
    company.wires = (slack, google, smtp)  # type: ignore[attr-defined]
    stack.enter_context(mock.patch.object(slack_sdk.web.base_client, "urlopen", slack))
    stack.enter_context(mock.patch.object(slack_sdk.webhook.client, "urlopen", slack))
    stack.enter_context(mock.patch.object(OneTryHttp, "request", lambda self, *a, **k: google.request(*a, **k)))
    stack.enter_context(mock.patch.object(smtplib.SMTP, "_get_socket", smtp.connect))
    stack.enter_context(mock.patch.object(socket, "getfqdn", return_value="bot.sandbox"))
    stack.enter_context(mock.patch.object(socket, "create_connection", no_sockets))


_getfullargspec, _ARGSPECS = inspect.getfullargspec, dict[tuple[Any, bool], inspect.FullArgSpec]()


def _argspec(function: Any) -> inspect.FullArgSpec:
    """Bolt reads every listener's and matcher's signature at every start: once for each piece of code is enough."""
    key = (getattr(function, "__code__", function), inspect.ismethod(function))
    if key not in _ARGSPECS:
        _ARGSPECS[key] = _getfullargspec(function)
    return _ARGSPECS[key]


class InThisThread:
    """Stands in for a pool of threads: what it is given is done at once."""

    def map(self, work: Callable[[Any], Any], questions: list[Any]) -> list[Any]:
        return [work(question) for question in questions]


_LINES: dict[str, Any] = {}


def _line(which: str, settings: Any) -> Any:
    """Google's library reads a manual of its own at each start: one reading serves all lives."""
    if which not in _LINES:
        _LINES[which] = google_calendar(settings)
        _LINES[which]._free_busy._pool = InThisThread()
    return _LINES[which]


def _quietly(work: Callable[..., None], *args: Any) -> None:
    """What was due stays due, as in `bot.timetable`."""
    try:
        work(*args)
    except Exception:
        logging.getLogger("simulation").exception("timetable")


def _named(kind: Envelope, payload: JSON) -> str:
    if kind == "slash_commands":
        return "command"
    if kind == "events_api":
        return "event"
    return {"block_actions": "press", "view_submission": "form"}.get(str(payload.get("type")), "other")


def _headers(retry: Retry | None) -> Any:
    return {"x-slack-retry-num": [str(retry.number)], "x-slack-retry-reason": [retry.reason]} if retry else {}
