"""What admins are told after a backup was put back: what is lost, what is held, who is asked, and how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.ports import Message
from handlers.blocks import actions, button, confirm, context, esc, first_of, mention, message, section, when

ENDED = "restored.ended"
MESSAGE = "restored.message"
SHOWN = 20


@dataclass(frozen=True)
class Held:
    """A mail to the candidate *name* that waits until *asked* (a person's id) says what became of it."""

    name: str
    subject: str
    asked: str | None


def key(restore: int, person: str = "") -> str:
    return f"restored:{restore}:{person}"


def told(
    restore: int, since: datetime, until: datetime, held: Sequence[Held], *, looked: bool, ended: str | None
) -> Message:
    """*ended* are the plain words for who said that all is settled; without it the button for that.

    *looked*: the calendar could be read since.
    """
    text = f"I was put back to a backup. The last thing I remember is of {when(since)}; I go on since {when(until)}."
    lost = section(
        f"{text}\nWhat happened in between is lost to me, although people saw it: candidates opened, scorecards handed "
        "in, votes, decisions. Ask everybody to hand it in once more. Buttons under messages of those hours do nothing."
    )
    again = section(
        "*Nothing is sent twice.* Messages are looked for in Slack before I post them. Times and deletions in the "
        "calendar count, and I take them over. Mail to candidates I knew then leaves only when a person says so, each."
    )
    early = [] if looked else [section("Until I have read the recruiting calendar once, I remind nobody of anything.")]
    waits = [section(f"*Held: {len(held)} of mail*" if held else "*Held:* no mail")]
    rows = [section(f"*{esc(it.name)}* · {esc(it.subject)} · {_asked(it)}") for it in held]
    if ended is not None:
        end = context(esc(ended))
    else:
        sure = confirm("Is all settled?", "Mail to candidates leaves by itself again. What is held stays held.", "Yes")
        end = actions(button("All is settled", action=ENDED, value=str(restore), ask=sure))
    return message(text, lost, again, *early, *waits, *first_of(rows, SHOWN), end)


def _asked(held: Held) -> str:
    return f"{mention(held.asked)} is asked" if held.asked else "nobody could be asked"
