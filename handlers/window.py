"""Opening a form where somebody pressed: on top of a form that is open, else by itself."""

from typing import Any

from slack_sdk import WebClient

from bot.ports import Block


def show(client: WebClient, body: dict[str, Any], view: Block) -> str:
    """Returns the id of the window it got."""
    in_a_form = (body.get("view") or {}).get("type") == "modal"
    opened = (client.views_push if in_a_form else client.views_open)(trigger_id=body["trigger_id"], view=view)
    shown: Block = opened.get("view") or {}
    return str(shown.get("id", ""))
