"""Opening a window where somebody pressed: on top of one that is open, else by itself.

Slack lays three over one another and refuses a fourth. What is pressed in the third takes that one's place, unless
something may stand there that somebody typed.
"""

from typing import Any

from slack_sdk import WebClient

from bot.hiring.errors import NotNow
from bot.ports import Block

FULL = (
    "Slack shows three windows at most, and this is the third. Close it, open it again from the candidate's message in "
    "the channel, and press there."
)


def show(client: WebClient, body: dict[str, Any], view: Block) -> str:
    """Returns the id of the window it got. Raises NotNow where there is no room for it."""
    below = body.get("view") or {}
    if below.get("type") != "modal":
        opened = client.views_open(trigger_id=body["trigger_id"], view=view)
    elif not is_third(below):
        opened = client.views_push(trigger_id=body["trigger_id"], view=view)
    elif any(block["type"] == "input" for block in below.get("blocks") or ()):
        raise NotNow(FULL)
    else:
        opened = client.views_update(view_id=below["id"], hash=below.get("hash"), view=view)
    shown: Block = opened.get("view") or {}
    return str(shown.get("id", ""))


def is_third(view: Block) -> bool:
    """Whether two others lie below it."""
    below = view.get("previous_view_id")
    return bool(below) and below != view.get("root_view_id")
