"""Opening a form where somebody pressed: on top of a form that is open, else by itself."""

from typing import Any

from slack_sdk import WebClient

from bot.ports import Block


def show(client: WebClient, body: dict[str, Any], view: Block) -> None:
    in_a_form = (body.get("view") or {}).get("type") == "modal"
    (client.views_push if in_a_form else client.views_open)(trigger_id=body["trigger_id"], view=view)
