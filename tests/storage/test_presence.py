"""Several bots on one PostgreSQL see each other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest

from bot.process_file import read_process
from storage import processes
from storage.database import Database
from storage.presence import Presence
from storage.processes import ProcessBook
from tests.databases import on_both

on_postgresql = pytest.mark.parametrize("engine", ["postgresql"], indirect=True)


@pytest.fixture
def at_work(database_url):
    """`at_work()`: one more bot comes to the database."""
    came = []

    def come():
        came.append(Presence(database_url))
        came[-1].settled()
        return came[-1]

    yield come
    for presence in came:
        presence.end()


def cut_every_line(database_url):
    """As when the server is started again."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@on_postgresql
def test_whoever_comes_first_is_alone_and_whoever_comes_next_is_not(at_work):
    assert at_work().alone
    assert not at_work().alone


@on_postgresql
def test_a_bot_whose_line_was_cut_is_seen_by_newcomers_once_it_held_on_again(at_work, database_url):
    first = at_work()
    cut_every_line(database_url)
    first.hold()
    first.hold()
    assert not at_work().alone


@on_both
def test_bots_that_start_together_with_a_new_process_file_all_keep_it(database_url, clock, process):
    new = read_process(process.source + "\n# of today\n")
    bots = [Database(database_url, clock, ProcessBook(new, read_process)) for _ in range(4)]
    start = Barrier(len(bots))

    def keep(db):
        start.wait()
        with db.begin() as tx:
            processes.keep(tx, new, at=tx.now)

    with ThreadPoolExecutor(len(bots)) as crowd:
        list(crowd.map(keep, bots))
    with bots[0].read() as tx:
        assert ProcessBook(process, read_process).get(tx, new.digest).digest == new.digest
    for db in bots:
        db.close()
