"""Answering where a command was typed or a button pressed, so that only that person sees it: a message, not a form."""

from slack_sdk.webhook import WebhookClient

from bot.hiring.errors import NotNow
from bot.ports import Message

LOST = "I could not answer here. Please type the command again."


def answer(url: str, message: Message, *, plainer: Message, replace: bool = False) -> None:
    """Shown once by the request's response_url; *plainer* instead where Slack does not know a block yet."""
    webhook = WebhookClient(url, timeout=2, retry_handlers=[])
    for tried in (message, plainer):
        told = webhook.send(
            text=tried.text, blocks=list(tried.blocks), response_type="ephemeral", replace_original=replace
        )
        if told.status_code == 200:
            return
        if "invalid_blocks" not in told.body:
            break
    raise NotNow(LOST)
