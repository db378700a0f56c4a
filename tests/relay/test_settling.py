"""What the relay knows of the world is written down, if the claim is still its own; if not, whoever has it goes on."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from bot import relay
from bot.ports import Doubtful, Revoked, TryLater
from bot.relay import LEASE, Relay
from bot.relay.messages import HomeDelivery
from storage import claims, outbox, pauses
from storage.tables import OutboxRow
from tests.relay.promised import waits_until

WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted"
WALL = datetime(2027, 3, 1, 8, tzinfo=UTC)


class Homes:
    """Slack, as far as Homes go. *meanwhile* happens while it is called."""

    def __init__(self):
        self.published, self.meanwhile = [], lambda: None

    def publish_home(self, person, blocks):
        self.published.append(person)
        self.meanwhile()


class Watch:
    """Wall time; *asked* is done whenever somebody looks."""

    def __init__(self):
        self.now, self.asked = WALL, lambda: None

    def __call__(self):
        self.asked()
        return self.now


@pytest.fixture
def slack():
    return Homes()


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def told():
    return []


@pytest.fixture
def works(db, slack, watch, told):
    """A relay with a Home to publish; the renderer finds nothing to show."""
    home = HomeDelivery(db, slack, lambda tx, person: [])
    found = Relay(
        db, {"home": home}, tell=lambda tx, it: told.append(it), tell_pause=lambda tx, pause: None, wall=watch
    )
    with db.begin() as tx:
        outbox.promise(tx, "home:1", kind="home", target="U1", args={})
    return found


def promise(db):
    with db.read() as tx:
        return outbox.of_group(tx, "home:1")[0]


def test_what_another_relay_took_over_meanwhile_is_left_to_it(db, works, slack, watch, told):
    def another_takes_over():
        with db.begin() as tx:
            claims.claim(tx, fence="another", wall=watch.now + LEASE, lease=LEASE)

    slack.meanwhile = another_takes_over
    assert works.step()
    assert (promise(db).state, promise(db).fence) == ("unknown", "another")
    assert told == []


on_sqlite = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # one writer holds up all others there


@pytest.fixture
def somebody_else(database_url):
    """Another process that holds the database for itself until it lets go."""
    connection = sqlite3.connect(make_url(database_url).database, isolation_level=None, check_same_thread=False)
    yield connection
    connection.close()


@on_sqlite
def test_a_busy_database_is_asked_again_and_nobody_is_called_twice(db, works, slack, watch, somebody_else):
    looks = []

    def lets_go_at_the_second_look():
        looks.append(1)
        if len(looks) == 2:
            somebody_else.execute("ROLLBACK")

    def is_busy():
        somebody_else.execute("BEGIN IMMEDIATE")
        watch.asked = lets_go_at_the_second_look

    slack.meanwhile = is_busy
    assert works.step()
    assert slack.published == ["U1"]
    assert promise(db).state == "done"


@on_sqlite
def test_when_the_claim_has_ended_a_busy_database_is_asked_no_more_and_the_next_claim_looks(
    db, works, slack, watch, somebody_else
):
    def is_busy():
        somebody_else.execute("BEGIN IMMEDIATE")
        watch.asked = lambda: setattr(watch, "now", watch.now + LEASE)

    slack.meanwhile = is_busy
    with pytest.raises(OperationalError):
        works.step()
    somebody_else.execute("ROLLBACK")
    assert promise(db).state == "sending"
    slack.meanwhile, watch.asked = lambda: None, lambda: None
    assert works.step()
    assert (promise(db).state, promise(db).attempt) == ("done", 2)


def test_what_breaks_for_no_known_reason_is_tried_again_and_told_when_it_goes_on_breaking(
    db, works, slack, watch, told, monkeypatch
):
    def breaks():
        raise ZeroDivisionError

    monkeypatch.setattr(relay, "TRIES", 3)
    slack.meanwhile = breaks
    for tries in (1, 2, 3):
        assert told == []
        assert works.step()
        assert (promise(db).attempt, promise(db).error) == (tries, "broken")
        watch.now += timedelta(minutes=3)
    assert promise(db).state == "failed"
    assert [it.key for it in told] == ["home:1"]
    assert not works.step()


def test_what_was_tried_for_days_is_tried_again_within_minutes(db, works, slack, watch, told):
    def is_away():
        raise Doubtful("http 503")

    slack.meanwhile = is_away
    with db.begin() as tx:
        row = tx.exec(select(OutboxRow)).one()
        row.attempt = 5000
        tx.add(row)
    assert works.step()
    slack.meanwhile = lambda: None
    watch.now += 2 * relay.BACKOFF_CAP
    assert works.step()
    assert (promise(db).state, told) == ("done", [])


def test_a_pause_is_over_whichever_bot_is_let_in(db, works, slack, watch):
    def is_refused():
        raise Revoked("invalid_auth")

    ended = []
    another = Relay(
        db,
        {"home": HomeDelivery(db, slack, lambda tx, person: [])},
        tell=lambda tx, it: None,
        tell_pause=lambda tx, pause: ended.append(pause.until is not None),
        wall=watch,
    )
    assert another.paused_by is None
    slack.meanwhile = is_refused
    assert works.step()
    assert works.paused_by == "Slack: invalid_auth"
    slack.meanwhile = lambda: None
    watch.now += timedelta(seconds=20)
    assert another.step()
    assert (promise(db).state, ended, another.paused_by) == ("done", [True], None)
    watch.now += timedelta(minutes=1)
    assert works.paused_by is None


def test_a_pause_that_another_bot_began_is_known_within_a_minute(db, works, watch):
    assert works.paused_by is None
    with db.begin() as tx:
        pauses.begin(tx, pauses.MAIL, "535")
    watch.now += timedelta(minutes=1)
    assert works.paused_by == "mail: 535"


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_two_bots_that_are_turned_away_at_once_begin_one_pause(db, database_url):
    def begins():
        with db.begin() as tx:
            return pauses.begin(tx, pauses.SLACK, "token_revoked")

    with ThreadPoolExecutor(1) as other:
        with db.begin() as tx:
            assert pauses.begin(tx, pauses.SLACK, "token_revoked")
            beginning = other.submit(begins)
            with psycopg.connect(database_url, autocommit=True) as line:
                waits_until(lambda: beginning.done() or line.execute(WAITING).fetchone()[0])
        assert beginning.result() is None


def test_a_limit_whose_end_nobody_names_is_waited_for_twice_as_long_each_time(db, works, slack, watch):
    def is_limited():
        raise TryLater("quotaExceeded", timedelta(seconds=2), everywhere=True, guessed=True)

    slack.meanwhile = is_limited
    waits = [waited(db, works, watch) for _ in range(11)]
    assert waits[:4] == [timedelta(seconds=it) for it in (2, 4, 8, 16)]
    assert waits[-2:] == [timedelta(minutes=15)] * 2
    slack.meanwhile = lambda: None
    assert works.step()
    slack.meanwhile = is_limited
    with db.begin() as tx:
        outbox.promise(tx, "home:2", kind="home", target="U1", args={}, group="home:1")
    assert waited(db, works, watch) == timedelta(seconds=2)


def waited(db, works, watch):
    """How long nothing is tried after the next refusal."""
    assert works.step()
    with db.read() as tx:
        until = claims.next_retry(tx)
    wait, watch.now = until - watch.now, until
    return wait
