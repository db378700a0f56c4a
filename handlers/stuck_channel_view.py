"""The windows behind [Invite me] and [Use another channel]."""

from bot.hiring.errors import Incomplete
from bot.ports import Block
from handlers.blocks import answers, esc, field, modal, plain, section
from handlers.stuck_view import INVITED, MOVED

PICK: Block = {
    "type": "conversations_select",
    "filter": {
        "include": ["public", "private"],
        "exclude_bot_users": True,
        "exclude_external_shared_channels": True,  # those of another company as well
    },
    "placeholder": plain("Choose a channel"),
}


def how_to_invite(promise: int, channel: str) -> Block:
    return modal(
        "Invite me",
        [
            section(f"Only somebody who is in <#{channel}> can let me in. There, type\n`/invite @Interview Bot`"),
            section("If it is archived, unarchive it first. Then press *Try again*: all that waits for it goes on."),
        ],
        callback=INVITED,
        metadata=str(promise),
        submit="Try again",
        close="Not now",
    )


def other_channel(promise: int, name: str) -> Block:
    return modal(
        "Use another channel",
        [
            section(
                f"Where shall *{esc(name)}* be talked about from now on? What is so now is posted there; what was "
                "said in the old channel stays in it."
            ),
            field("channel", "Channel", PICK, hint="Everybody in it will see the candidate's name and the talk."),
        ],
        callback=MOVED,
        metadata=str(promise),
        submit="Use it",
        close="Cancel",
    )


def promise_of(view: Block) -> int:
    return int(view["private_metadata"])


def read(view: Block) -> tuple[int, str]:
    """(promise id, channel id). Raises Incomplete."""
    channel = str(answers(view).get("channel", ""))
    if not channel:
        raise Incomplete({"channel": "Please choose a channel."})
    return promise_of(view), channel
