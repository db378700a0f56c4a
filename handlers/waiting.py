"""Answers that take a moment: a waiting view at once, the answer in its place when it is there.

The waiting view has a name of its own, so that a quick answer cannot be shown before it and then be covered by it.
Where nothing is known under that name after a while, the answer goes to the window itself. Where Slack does not answer,
it is tried again: nobody should wait for ever.
"""

import logging
import secrets
import time
from collections.abc import Callable

from slack_bolt import BoltContext
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.hiring.errors import HiringError
from bot.ports import Block
from handlers.blocks import esc, modal, section

log = logging.getLogger(__name__)

NAME = "waiting"
PATIENCE = 5.0  # seconds until the waiting view must stand there
BY_NAME = 1.0  # seconds until its window is tried, too
PAUSE, LONGEST_PAUSE = 0.05, 0.5
PASSING = {"ratelimited", "rate_limited", "fatal_error", "internal_error", "service_unavailable", "request_timeout"}
TOO_MANY, BROKEN = 429, 500
NOT_THERE = {"not_found", "view_not_found", "invalid_arguments"}


def view(context: BoltContext, title: str, words: str) -> Block:
    """The waiting view; `answer` will know it by its name in *context*."""
    context[NAME] = secrets.token_hex(12)
    return {**modal(title, [section(words)], callback=NAME), "external_id": context[NAME]}


def answer(context: BoltContext, client: WebClient, window: str, draw: Callable[[], Block]) -> None:
    """In a lazy listener: replace the waiting view by what *draw* makes. Nothing to do when there is none.

    *window* is the id that Slack gave the view in whose place it stands.
    """
    name = context.get(NAME)
    if name is None:  # the listener refused: Bolt calls the lazy one all the same
        return
    try:
        made = draw()
    except HiringError as refusal:
        made = _sorry(str(refusal))
    except Exception as error:
        reference = secrets.token_hex(4)
        log.exception("unexpected: %s, reference %s", type(error).__name__, reference)
        made = _sorry(f"Something broke on my side. Please try again; an admin can look up {reference} in my log.")
    _replace(client, name, window, made)


def _replace(client: WebClient, name: str, window: str, made: Block) -> None:
    begun, pause, placed = time.monotonic(), PAUSE, False
    while not _shown(client, made, external_id=name) and time.monotonic() - begun < PATIENCE:
        if not placed and time.monotonic() - begun >= BY_NAME:
            placed = _shown(client, made, view_id=window)  # a late waiting view may still cover it: go on looking
        time.sleep(pause)
        pause = min(pause * 1.5, LONGEST_PAUSE)


def _shown(client: WebClient, made: Block, **where: str) -> bool:
    """False while the waiting view is not there: Slack has yet to show it, or it was closed. Or it did not answer."""
    try:
        client.views_update(view=made, **where)
    except SlackApiError as error:
        if not _may_pass(error):
            raise
        return False
    except (OSError, SlackClientError) as error:
        log.warning("waiting: %s, tried again", type(error).__name__)
        return False
    return True


def _may_pass(error: SlackApiError) -> bool:
    word, status = error.response.get("error"), getattr(error.response, "status_code", 200)
    return word in NOT_THERE | PASSING or status == TOO_MANY or status >= BROKEN


def _sorry(words: str) -> Block:
    return modal("Sorry", [section(esc(words))], callback=NAME, close="OK")
