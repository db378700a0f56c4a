"""Candidates about whom nothing happens, gathered from what is remembered: for Home and the morning digest."""

from collections.abc import Sequence

from bot.hiring.quiet import quiet_days
from bot.hiring.standing import Next, Standing
from storage import audit, offers
from storage.database import Tx


def quiet(tx: Tx, stands: Sequence[Standing]) -> dict[int, int]:
    """For how many days nothing has happened, by application; those about whom something does are not in it."""
    if not stands:
        return {}
    heard = audit.heard_at(tx, [standing.application.id for standing in stands])
    offered = offers.of_all(tx, [it.application.id for it in stands if it.next is Next.OFFER_ANSWER])
    found = {}
    for standing in stands:
        number = standing.application.id
        offer = offered.get(number)
        days = quiet_days(standing, heard.get(number), expected_at=offer.answer_by if offer else None)
        if days is not None:
            found[number] = days
    return found
