"""Answering where a command was typed or a button pressed, so that only that person sees it: a message, not a form."""

import json
from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.hiring.errors import NotNow
from bot.ports import Message

LOST = "I could not answer here. Please type the command again."
OVER = ("expired_url", "used_url")  # Slack's words for an address that takes no more answers


def answer(
    client: WebClient, asked: Mapping[str, Any], message: Message, *, plainer: Message, replace: bool = False
) -> None:
    """Shown once, in answer to the command or press *asked*; *plainer* instead where Slack does not take it.

    *replace* puts it in the place of the message that was pressed, as far as Slack says how to reach that.
    """
    url = asked.get("response_url")
    for tried in (message, plainer):
        refusal = _by_url(url, tried, replace=replace) if url else _beside(client, asked, tried)
        if not refusal:
            return
        if refusal in OVER:
            break
    raise NotNow(LOST)


def _by_url(url: str, message: Message, *, replace: bool) -> str:
    """Why it was refused; empty when it is shown."""
    told = WebhookClient(url, timeout=2, retry_handlers=[]).send(
        text=message.text, blocks=list(message.blocks), response_type="ephemeral", replace_original=replace
    )
    said = _read(told.body)
    return "" if told.status_code == 200 and said.get("ok", True) else str(said.get("error") or told.body)


def _beside(client: WebClient, asked: Mapping[str, Any], message: Message) -> str:
    channel = asked.get("channel_id") or asked["channel"]["id"]
    person = asked.get("user_id") or asked["user"]["id"]
    try:
        client.chat_postEphemeral(channel=channel, user=person, text=message.text, blocks=list(message.blocks))
    except SlackApiError as failure:
        return str(failure.response.get("error"))
    return ""


def _read(body: str) -> dict[str, Any]:
    """Slack says "ok", or {"ok": …}."""
    try:
        said = json.loads(body)
    except ValueError:
        return {} if body.strip() in {"", "ok"} else {"error": body.strip()}
    return said if isinstance(said, dict) else {}
