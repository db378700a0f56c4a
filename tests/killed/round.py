"""One round of a campaign: people go about their errands, the bot is killed meanwhile, everything comes to rest."""

import threading
import time
import traceback
from datetime import timedelta

from storage import outbox
from tests.killed.errands import settles_doubts
from tests.killed.seen_once import missed, violations
from tests.killed.untorn import torn

BACK_WITHIN = 5.0  # seconds, real ones
AT_REST_WITHIN = 60.0
LONGEST = 300.0
STEP = timedelta(minutes=15)


class Broken(AssertionError):
    """What must never be was so."""


def told(broken, seed, kill):
    """With what it takes to look at it again."""
    where = "".join(traceback.format_tb(broken.__traceback__)[-3:])
    return Broken(f"seed {seed}, kill {kill}: {type(broken).__name__}: {broken}\n{where}")


def while_people_work(errands, kills):
    """*errands* at once; *kills* go on in this thread meanwhile. Raises what any of them met."""
    met = []

    def goes(errand):
        try:
            errand.goes()
        except BaseException as trouble:  # noqa: BLE001  # told in the thread that waits for all
            met.append(trouble)

    at_work = [threading.Thread(target=goes, args=(errand,), daemon=True) for errand in errands]
    for one in at_work:
        one.start()
    kills()
    deadline = time.monotonic() + LONGEST
    while not met and any(one.is_alive() for one in at_work) and time.monotonic() < deadline:
        at_work[0].join(0.1)
        at_work.append(at_work.pop(0))
    if met:
        raise met[0]
    if any(one.is_alive() for one in at_work):
        raise Broken("somebody's errand never ended")


def must_be_whole(world):
    """At any moment: nothing that was acknowledged is lost, nothing is torn."""
    with world.db.read() as tx:
        if tx.is_postgres:
            tx.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        found = [*world.ledger.lost(tx), *torn(tx)]
    if found:
        raise Broken("\n".join(found))


def comes_to_rest(world):
    """Everything promised is kept, and was kept once. Gives the seconds that took.

    What was pressed is sometimes taken after whoever pressed gave up: the world is looked at until it is as it should be.
    What was done twice stays so.
    """
    took = world.until(lambda: not world.waiting(), AT_REST_WITHIN)
    if took is None:
        raise Broken(f"not at rest after {AT_REST_WITHIN:.0f} s: {_unfinished(world)}")
    if world.until(lambda: not settles_doubts(world) and not _wrong(world), AT_REST_WITHIN) is None:
        raise Broken("\n".join(_wrong(world)))
    must_be_whole(world)
    return took


def _unfinished(world):
    with world.db.read() as tx:
        return outbox.unfinished(tx)


def _wrong(world):
    with world.db.read() as tx:
        return violations(world, tx) if not outbox.waiting(tx) else ["something waits"]


def time_passes(world, steps=1):
    """In steps that skip nothing: what is due by time is promised before the next one."""
    for _ in range(steps):
        world.clock.advance(STEP)
        if world.until(lambda: not _missed(world), AT_REST_WITHIN) is None:
            raise Broken("\n".join(_missed(world)))


def _missed(world):
    with world.db.read() as tx:
        return missed(tx)
