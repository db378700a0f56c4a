"""A company in a box: its Slack, its calendars, its Gmail, its mailbox and its clock, all on loopback."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition
from typing import NamedTuple

from sandbox import saved
from sandbox.clock import MovableClock
from sandbox.clock_server import ClockServer
from sandbox.faults import Faults
from sandbox.google.calendars import Calendars
from sandbox.google.gmail import Gmail
from sandbox.google.gmail_server import GmailServer
from sandbox.google.server import GoogleServer
from sandbox.mail.mailbox import Mailbox
from sandbox.person import Person
from sandbox.slack.server import SlackServer
from sandbox.slack.workspace import Workspace

MONDAY = datetime(2027, 3, 1, 8, tzinfo=UTC)  # nine o'clock in Berlin
GOOGLE_TOKEN = "sandbox-google-token"
INTERVIEWS = "interviews@example.org"  # the calendar that interviews are booked on
JOBS = "jobs@example.org"  # whom letters come from


@dataclass(frozen=True)
class Colleague:
    """Somebody who works here. *roles* and *sessions* are what the admin will give them with /hiring team."""

    name: str
    full_name: str
    zone: str
    roles: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    guest: bool = False

    @property
    def email(self) -> str:
        return f"{self.name}@example.org"


ALL_SESSIONS = ("screening", "repo_setup", "project_deep_dive", "extra_conversation")

COLLEAGUES = (
    Colleague("adam", "Adam Keller", "Europe/Berlin", ("admin",)),
    Colleague("rita", "Rita Okafor", "Europe/Berlin", ("recruiter",)),
    Colleague("remy", "Remy Laurent", "Europe/Paris", ("recruiter",)),
    Colleague("hana", "Hana Sato", "Europe/Berlin", ("hiring_manager",)),
    Colleague("ana", "Ana Duarte", "Europe/Lisbon", ("interviewer",), ALL_SESSIONS),
    Colleague("bo", "Bo Lindqvist", "Europe/Stockholm", ("interviewer",), ALL_SESSIONS),
    Colleague("cy", "Cy Mbeki", "Europe/London", ("interviewer",), ALL_SESSIONS),
    Colleague("dee", "Dee Ivanova", "Europe/Berlin", ("interviewer",), ALL_SESSIONS),
    Colleague("gus", "Gus Visitor", "Europe/Berlin", guest=True),
)


@dataclass
class Company:
    """Everything the bot meets outside. *clock* stands still until somebody moves it."""

    clock: MovableClock
    faults: Faults
    workspace: Workspace
    slack: SlackServer
    calendars: Calendars
    google: GoogleServer
    mailbox: Mailbox
    gmail: Gmail
    gmail_server: GmailServer
    clock_server: ClockServer
    people: dict[str, Person]
    urls: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Person:
        """A colleague at their keyboard, by short name."""
        return self.people[name]

    @property
    def conditions(self) -> list[Condition]:
        """One of them is notified whenever something changes here."""
        return [self.workspace.changed, self.calendars.changed, self.mailbox.changed]

    def environment(
        self, *, database_url: str, process_file: Path, http_port: int | None = None, over_gmail: bool = False
    ) -> dict[str, str]:
        """The settings of a bot that works here; with *http_port* in HTTP mode, its mail over SMTP unless told."""
        mode = (
            {"SLACK_APP_TOKEN": self.workspace.app_token}
            if http_port is None
            else {"SLACK_SIGNING_SECRET": "sandbox-signing-secret", "PORT": str(http_port)}
        )
        return {
            **self.urls,
            **mode,
            **({"SMTP_URL": "gmail:"} if over_gmail else {}),
            "SLACK_BOT_TOKEN": self.workspace.bot_token,
            "HIRING_CHANNEL": "hiring",
            "GOOGLE_ACCESS_TOKEN": GOOGLE_TOKEN,
            "RECRUITING_CALENDAR": INTERVIEWS,
            "MAIL_FROM": JOBS,
            "DATABASE_URL": database_url,
            "PROCESS_FILE": str(process_file),
            "ADMINS": "adam@example.org",
            "COMPANY_TIMEZONE": "Europe/Berlin",
        }


class _Rooms(NamedTuple):
    clock: MovableClock
    workspace: Workspace
    calendars: Calendars
    mailbox: Mailbox
    gmail: Gmail


@contextmanager
def open_company(
    manifest: Path, *, start: datetime = MONDAY, runs: bool = False, folder: Path | None = None
) -> Iterator[Company]:
    """Open for business until the block ends.

    With *folder* the company that was saved there goes on, with everything it had and at the time it had; if none was,
    a new one begins at *start*. Nothing is saved by itself: see sandbox.saved. Raises CannotOpen.
    """
    company = found(manifest, start=start, runs=runs, folder=folder)
    company.urls |= {
        "SLACK_API_URL": company.slack.start(),
        "GOOGLE_CALENDAR_URL": company.google.start(),
        "GMAIL_URL": company.gmail_server.start(),
        "SMTP_URL": company.mailbox.start(),
        "CLOCK_URL": company.clock_server.start(),
    }
    try:
        yield company
    finally:
        for server in (company.slack, company.google, company.gmail_server, company.mailbox, company.clock_server):
            server.stop()


def found(manifest: Path, *, start: datetime = MONDAY, runs: bool = False, folder: Path | None = None) -> Company:
    """As `open_company`, but its doors are closed: nobody serves, and there are no addresses."""
    clock, faults = MovableClock(start, runs=runs), Faults()
    mailbox = Mailbox(clock, faults)
    rooms = _Rooms(clock, Workspace(manifest, clock), Calendars(clock), mailbox, Gmail(clock, JOBS, mailbox.take))
    if folder and saved.is_saved_in(folder):
        saved.load(rooms, folder)
        people = {c.name: _again(c, rooms) for c in COLLEAGUES}
    else:
        people = _begin(rooms)
    return Company(
        clock=clock,
        faults=faults,
        workspace=rooms.workspace,
        slack=SlackServer(rooms.workspace, faults),
        calendars=rooms.calendars,
        google=GoogleServer(rooms.calendars, faults, token=GOOGLE_TOKEN),
        mailbox=mailbox,
        gmail=rooms.gmail,
        gmail_server=GmailServer(rooms.gmail, faults, token=GOOGLE_TOKEN),
        clock_server=ClockServer(clock),
        people=people,
    )


def _begin(rooms: _Rooms) -> dict[str, Person]:
    """Everybody on their first day."""
    workspace = rooms.workspace
    rooms.calendars.add_calendar(INTERVIEWS, "Europe/Berlin")
    people = {c.name: _hire(c, workspace, rooms.calendars) for c in COLLEAGUES}
    workspace.add_channel("hiring", private=True, members=[workspace.member(c.name) for c in COLLEAGUES if not c.guest])
    workspace.add_channel("general", members=[workspace.member(c.name) for c in COLLEAGUES], with_bot=False)
    return people


def _again(who: Colleague, rooms: _Rooms) -> Person:
    """With the id they had; whoever joined the sandbox since then is new here."""
    known = any(member.name == who.name for member in rooms.workspace.members.values())
    return Person(rooms.workspace, who.name) if known else _hire(who, rooms.workspace, rooms.calendars)


def _hire(who: Colleague, workspace: Workspace, calendars: Calendars) -> Person:
    member = workspace.add_member(
        who.name, who.full_name, tz=who.zone, email=who.email, is_restricted=who.guest,
        is_app_user="admin" in who.roles,
    )  # fmt: skip
    if not who.guest:
        calendars.add_person(who.email, who.zone)
    return Person(workspace, member)
