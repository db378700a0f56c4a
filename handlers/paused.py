"""A service that does not let us in: the admins are told once, and the same message says when it is over."""

from bot.hiring.person import Role
from bot.ports import Message
from handlers import paused_view as show
from storage import messages, pauses, people
from storage.database import Tx
from storage.pauses import Pause


def tell_pause(tx: Tx, pause: Pause) -> None:
    """It began, or is over. While it is Slack that turns us away, this waits with everything else."""
    for admin in people.with_role(tx, Role.ADMIN):
        messages.post(tx, show.key(pause.id, admin.id), show.PAUSED, pause.id, to=admin.id)
    if pause.until is not None:
        messages.refresh_all(tx, show.key(pause.id, ""))


def _paused(tx: Tx, pause_id: int) -> Message:
    return show.paused(pauses.get(tx, pause_id))


RENDERERS = {show.PAUSED: _paused}
