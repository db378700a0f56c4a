"""Two transactions that meet on PostgreSQL, without waiting for time to pass."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime

import psycopg

import handlers
from bot.ports import Guest, LiveEvent, Posted
from bot.relay import Done, Relay
from bot.relay.events import EventDelivery
from bot.relay.mails import MailDelivery
from bot.relay.messages import MessageDelivery

WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


@contextmanager
def beside(url):
    """Starts what it is given in another thread, and returns once that waits for a lock or has ended."""
    with ThreadPoolExecutor(1) as other, psycopg.connect(url, autocommit=True) as connection:

        def starts(work, *given) -> Future:
            job = other.submit(work, *given)
            while not job.done() and connection.execute(WAITING).fetchone() == (0,):
                pass
            return job

        yield starts


def wall():
    return datetime.now(UTC)


class Calendar:
    """Takes every event and gives it a video link."""

    def insert(self, event):
        return LiveEvent(
            id=event.id, etag="1", starts_at=event.starts_at, ends_at=event.ends_at, cancelled=False,
            guests=tuple(Guest(email) for email in event.guests), meet_url="https://meet.example/1",
        )  # fmt: skip


class Slack:
    """Takes every message. *meanwhile* happens while one is on its way."""

    def __init__(self):
        self.shown, self.meanwhile = {}, lambda: None

    def open_dm(self, person):
        return f"D{person}"

    def post(self, channel, message, *, key, thread=None):
        posted = Posted(channel, f"{len(self.shown) + 1}.000001")
        self.shown[posted] = message
        self.meanwhile()
        return posted

    def update(self, posted, message):
        self.shown[posted] = message

    def find(self, channel, *, key, since, until=None, thread=None):
        return None


class Post:
    """Takes every mail."""

    def send(self, mail, *, begun, draft=None):
        begun(None)

    def look(self, mail, ref):
        return None


class Homes:
    def carry_out(self, promise, fence):
        return Done()


def a_relay(db, slack):
    deliveries = {
        "message": MessageDelivery(db, slack, handlers.RENDERERS, wall=wall),
        "event": EventDelivery(db, Calendar(), handlers.event_of, handlers.event_linked),
        "home": Homes(),
        "mail": MailDelivery(db, Post(), sent=handlers.letter_sent, held=handlers.letter_held, wall=wall),
    }
    return Relay(db, deliveries, tell=handlers.tell_stuck, tell_pause=lambda tx, it: None, wall=wall)


def keeps_everything(relay):
    while relay.step():
        pass


def buttons(message):
    return [it["text"]["text"] for block in message.blocks if block["type"] == "actions" for it in block["elements"]]
