"""A company for `benchmarks.load`: many interviewers who owe one scorecard each, the real bot and a bare Bolt app as
processes of their own, and lines to both.
"""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Self
from urllib.parse import urlencode, urlsplit

from slack_sdk.signature import SignatureVerifier

from benchmarks.load_bare import HOST, SECRET
from bot.clock import SystemClock
from bot.hiring.interview import Answer, Seat
from bot.hiring.person import Person as TeamMember
from bot.hiring.person import Role
from bot.process_file import load_process, read_process
from sandbox.company import COLLEAGUES, Company, open_company
from sandbox.person import Person
from sandbox.slack.delivery import Ack, Envelope, Retry
from sandbox.slack.payloads import Payloads
from sandbox.slack.shapes import JSON
from storage import applications, interviews, migrate, people, processes
from storage.database import Database, Tx
from storage.processes import ProcessBook

ROOT = Path(__file__).parent.parent
PROCESS_FILE = ROOT / "process.yaml"
PATIENCE = 60.0  # seconds for a process to serve
KEPT = ("PATH", "SYSTEMROOT", "TMPDIR", "LANG", "HOME")


class Running:
    """A process that serves HTTP on a port of loopback. *took* is how long it needed until it did, in seconds."""

    def __init__(self, arguments: Sequence[str], environment: dict[str, str], port: int, log: Path) -> None:
        self.port = port
        own = {name: os.environ[name] for name in KEPT if name in os.environ}
        begin = time.perf_counter()
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [sys.executable, *arguments], cwd=log.parent, env={**own, "PYTHONPATH": str(ROOT), **environment},
                stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            )  # fmt: skip
        self._await(log)
        self.took = time.perf_counter() - begin

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(30)

    @property
    def megabytes(self) -> float:
        """What it holds of the machine's memory (Linux)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def _await(self, log: Path) -> None:
        for _ in range(int(PATIENCE / 0.005)):
            with suppress(OSError):
                socket.create_connection((HOST, self.port), 1).close()
                return
            if self._process.poll() is not None:
                break
            time.sleep(0.005)
        raise SystemExit(f"{log.name}: it did not serve.\n{log.read_text(encoding='utf-8')[-2000:]}")


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        return int(taken.getsockname()[1])


class TimedLine:
    """Signed requests over one lasting connection, as Slack sends them; *took* are the seconds of the last one."""

    def __init__(self, port: int) -> None:
        self._connection = HTTPConnection(HOST, port, timeout=60)
        self._signer = SignatureVerifier(SECRET)
        self.took = 0.0

    def deliver(self, kind: Envelope, payload: JSON, *, seconds: float = 0.0, retry: Retry | None = None) -> Ack:
        body = urlencode(payload if kind == "slash_commands" else {"payload": json.dumps(payload)})
        stamp = str(int(time.time()))
        signature = self._signer.generate_signature(timestamp=stamp, body=body)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature or "",
        }
        begin = time.perf_counter()
        self._connection.request("POST", "/slack/events", body, headers)
        answer = self._connection.getresponse()
        said = answer.read()
        self.took = time.perf_counter() - begin
        assert answer.status == 200, (answer.status, said)
        return Ack(ok=True, body=json.loads(said) if said else None)


@dataclass
class LoadCompany:
    """*crowd* are interviewers who owe one scorecard each, under the names that `take` gives away."""

    outside: Company
    crowd: list[Person]
    database_url: str
    folder: Path
    _taken: int = field(default=0)

    def take(self, number: int) -> list[Person]:
        self._taken += number
        return self.crowd[self._taken - number : self._taken]

    def command(self, who: Person) -> JSON:
        """What Slack sends when they type /scorecard."""
        channel = who.workspace.dm(who.member.id)
        return Payloads(who.workspace).command(who.actor, channel, "/scorecard", "")

    def bot(self) -> Running:
        """On the machine's clock; it does by itself what it does when nothing else is set."""
        port = free_port()
        environment = self.outside.environment(
            database_url=self.database_url, process_file=PROCESS_FILE, http_port=port
        )
        del environment["CLOCK_URL"]
        return Running(["-m", "bot", "run"], environment, port, self.folder / "bot.log")

    def bare(self, *options: str) -> Running:
        port = free_port()
        slack = self.outside.urls["SLACK_API_URL"]
        arguments = ["-m", "benchmarks.load_bare", str(port), slack, *options]
        return Running(arguments, {}, port, self.folder / "bare.log")

    def slacks_own_time(self, who: Person, view: JSON) -> float:
        """Seconds that the sandbox takes for one views.open, asked by nobody but a socket."""
        where = urlsplit(self.outside.urls["SLACK_API_URL"])
        trigger = who.workspace.triggers.issue(who.member.id)
        body = json.dumps({"trigger_id": trigger, "view": view})
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {who.workspace.bot_token}"}
        begin = time.perf_counter()
        connection = HTTPConnection(HOST, where.port or 0, timeout=60)
        connection.request("POST", f"{where.path}views.open", body, headers)
        said = json.loads(connection.getresponse().read())
        took = time.perf_counter() - begin
        connection.close()
        assert said["ok"], said
        return took


@contextmanager
def a_company(folder: Path, database_url: str, number: int) -> Iterator[LoadCompany]:
    """With *number* interviewers beside the usual colleagues."""
    with open_company(ROOT / "app.yaml", start=datetime.now(UTC), runs=True) as outside:
        workspace = outside.workspace
        workspace.is_patient(60)
        for at in range(number):
            workspace.add_member(f"interviewer{at}", f"Interviewer {at}", email=f"interviewer{at}@example.org")
        crowd = [Person(workspace, f"interviewer{at}") for at in range(number)]
        db = new_database(database_url)
        with db.begin() as tx:
            _hire(tx, outside, crowd)
            for who in crowd:
                _owes_a_card(tx, outside, who)
        db.close()
        yield LoadCompany(outside, crowd, database_url, folder)


def new_database(url: str) -> Database:
    """Migrated, and with the process this project comes with."""
    migrate.upgrade(url)
    process = load_process(PROCESS_FILE)
    db = Database(url, SystemClock(), ProcessBook(process, read_process))
    with db.begin() as tx:
        processes.keep(tx, process, at=tx.now)
    return db


def _hire(tx: Tx, outside: Company, crowd: Sequence[Person]) -> None:
    for who in COLLEAGUES:
        if not who.guest:
            member = outside.workspace.member(who.name)
            roles = frozenset(Role(role) for role in who.roles)
            people.save(tx, TeamMember(member.id, who.full_name, who.email, who.zone, roles, frozenset(who.sessions)))
    for person in crowd:
        member = person.member
        roles = frozenset({Role.INTERVIEWER})
        people.save(tx, TeamMember(member.id, member.real_name, member.email, member.tz, roles))


def _owes_a_card(tx: Tx, outside: Company, who: Person) -> None:
    """About a screening that ended just now."""
    process = tx.book.current
    screening = process.session("screening")
    name = f"Candidate of {who.member.real_name}"
    candidate = applications.add_candidate(tx, name=name, email=f"of.{who.member.name}@example.com")
    opened = applications.add(
        tx, candidate, role=process.roles[0].id, process=process.digest, stage="screening",
        coordinator=outside.workspace.member("rita").id, hiring_manager=outside.workspace.member("hana").id,
        channel=outside.workspace.channel("hiring").id,
    )  # fmt: skip
    over = tx.now - timedelta(minutes=5)
    interviews.add(
        tx, application=opened.id, session="screening", stage="screening", starts_at=over - screening.duration,
        ends_at=over, zone="Europe/Berlin", task="peak_finding",
        panel=[Seat(who.member.id, screening.traits("primary")[:4], Answer.ACCEPTED)],
    )  # fmt: skip
