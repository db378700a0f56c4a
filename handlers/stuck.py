"""What could not be done, or might have been: shown to a named person, with the buttons that settle it."""

from collections.abc import Callable

from slack_bolt import App

from bot.hiring.letter import Letter
from bot.ports import Message
from storage import audit, messages
from storage.database import Tx
from storage.outbox import Promise


def register(app: App) -> None:
    pass


def letter_sent(tx: Tx, letter: Letter) -> None:
    audit.add(tx, actor=audit.BOT, action="letter.sent", application=letter.application, kind=letter.kind)
    messages.refresh(tx, f"headline:{letter.application}")


def letter_held(tx: Tx, letter: Letter, promise: int) -> None:
    audit.add(tx, actor=audit.BOT, action="letter.held", application=letter.application, kind=letter.kind)


def tell_stuck(tx: Tx, promise: Promise) -> None:
    pass


RENDERERS: dict[str, Callable[..., Message | None]] = {}
