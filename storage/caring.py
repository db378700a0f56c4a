"""Remembering who looks after which candidates."""

from sqlmodel import col, func, select

from bot.hiring.application import State
from storage.database import Tx
from storage.tables import ApplicationRow, PersonRow


def left_alone(tx: Tx, *, limit: int) -> list[int]:
    """The ids of those for whom there is something left to do, and whose coordinator or hiring manager is gone."""
    gone = select(PersonRow.id).where(col(PersonRow.active).is_(False))
    unwritten = (col(ApplicationRow.state) == State.REJECTED) & col(ApplicationRow.rejection_sent).is_(False)
    query = (
        select(ApplicationRow.id)
        .where((col(ApplicationRow.state) == State.OPEN) | unwritten)
        .where(col(ApplicationRow.erased).is_(False))
        .where(col(ApplicationRow.coordinator).in_(gone) | col(ApplicationRow.hiring_manager).in_(gone))
        .order_by(col(ApplicationRow.id))
        .limit(limit)
    )
    return [number for number in tx.exec(query) if number is not None]


def numbers(tx: Tx) -> dict[str, int]:
    """How many open applications there are, by their coordinator."""
    query = (
        select(ApplicationRow.coordinator, func.count())
        .where(ApplicationRow.state == State.OPEN)
        .group_by(col(ApplicationRow.coordinator))
    )
    return dict(tx.exec(query).all())
