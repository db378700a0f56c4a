"""[Share] beside a note of one's own, and how it stands in the decision thread."""

from bot.hiring.application import Application
from bot.ports import Block, Message
from handlers.blocks import actions, button, confirm, context, esc, message, section
from handlers.debrief_reading_view import Reading
from handlers.debrief_words import Group, noted

SHARE = "debrief.share"
TAKE_BACK = "debrief.take_back"
SHARED = "debrief.shared"


def value_of(application: int, interview: int, trait: str) -> str:
    return f"{application}.{interview}.{trait}"


def note_of(value: str) -> tuple[int, int, str]:
    """(application id, interview id, trait)."""
    application, interview, trait = value.split(".", 2)
    return int(application), int(interview), trait


def beside(reading: Reading, interview: int, trait: str) -> Group:
    """Below a note of the reader's own."""
    value = value_of(reading.standing.application.id, interview, trait)
    match reading.shared.get((interview, trait)):
        case True:
            return [actions(_take_back(value))]
        case False:
            return [context("You shared this note and took it back.")]
        case _ if reading.standing.debrief_open:
            return [actions(button("Share", action=SHARE, value=value, ask=_sure()))]
        case _:
            return []


def shared(application: Application, author: str, trait: str, note: str, value: str) -> Message:
    """*trait* by name. Without the mark: only what the author wrote, because they chose to."""
    words = f"*{esc(author)}* shares a note on *{esc(trait)}*"
    return message(
        f"{esc(author)} shares a note on {esc(application.name)}.", *noted(words, note), actions(_take_back(value))
    )


def closed(author: str, trait: str) -> Message:
    """Whoever talks to the candidate next, or joins the team tomorrow, does not find it here."""
    return message(f"{esc(author)} shared a note on {esc(trait)} while the debrief was open.")


def taken_back(author: str) -> Message:
    words = f"{esc(author)} took a note back."
    return message(words, section(words))


def _take_back(value: str) -> Block:
    ask = confirm("Take it back?", "It leaves the thread, and it cannot be shared a second time.", "Take back")
    return button("Take back", action=TAKE_BACK, value=value, ask=ask)


def _sure() -> Block:
    return confirm(
        "Share this note?",
        "It is posted into the decision thread under your name, without your mark. "
        "Everybody in the channel can read it.",
        "Share",
    )
