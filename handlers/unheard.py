"""Whoever could not be told that something is stuck is told later: a refused notice is nobody's to settle."""

from handlers import stuck_view
from storage import outbox
from storage.database import Database, Tx

KEYS = stuck_view.key(0).removesuffix("0")  # how the keys of all notices begin


def tell_again(db: Database) -> None:
    """What Slack refused for good may be taken an hour later: an account is back, an app may write again."""
    with db.begin() as tx:
        for notice in outbox.stuck(tx):
            message = str(notice.args.get("message", ""))
            if message.startswith(KEYS):
                outbox.reopen(tx, notice.id, "pending" if _is_still_stuck(tx, message) else "cancelled")


def _is_still_stuck(tx: Tx, notice: str) -> bool:
    """What the notice is about."""
    number = notice.removeprefix(KEYS).partition(":")[0]
    return outbox.get(tx, int(number)).state in outbox.STUCK
