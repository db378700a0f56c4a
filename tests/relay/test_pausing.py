"""Several bots, and a service that turns all of them away at once."""

from datetime import UTC, datetime

import pytest

from bot.relay.pausing import Pausing
from storage import pauses
from tests.databases import on_both


@pytest.fixture
def bots(open_db):
    """Two bots on one database, and what admins are told: the service, and whether it is over."""
    told = []

    def a_bot():
        db = open_db()

        def writes(work):
            with db.begin() as tx:
                work(tx)

        def tells(_, pause):
            told.append((pause.service, pause.until is not None))

        return Pausing(db, tells, wall=lambda: datetime(2027, 3, 1, 9, tzinfo=UTC), write=writes)

    return a_bot(), a_bot(), told


@on_both
def test_two_bots_that_are_turned_away_at_once_tell_admins_once(bots):
    one, other, told = bots
    assert not one.lasting()
    assert not other.lasting()
    one.turned_away(pauses.MAIL, "smtp 535")
    other.turned_away(pauses.MAIL, "smtp 535")
    assert told == [(pauses.MAIL, False)]
    assert one.paused_by == other.paused_by == "mail: smtp 535"


@on_both
def test_two_bots_that_are_let_in_again_at_once_tell_admins_once(bots):
    one, other, told = bots
    one.turned_away(pauses.MAIL, "smtp 535")
    assert other.lasting()
    one.let_in(pauses.MAIL)
    other.let_in(pauses.MAIL)
    assert told == [(pauses.MAIL, False), (pauses.MAIL, True)]
    assert one.paused_by is other.paused_by is None
