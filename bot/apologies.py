"""What people see when a rule says no or something broke. The only place that catches.

A form stays open with what was typed; a press is answered where it was made; a command answers whoever typed it.
"""

import logging
import secrets
from typing import Any

from slack_bolt import BoltContext, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient
from sqlalchemy.exc import SQLAlchemyError

from bot.hiring.errors import AlreadyDone, HiringError, Incomplete, Stale
from bot.ports import CallFailed
from handlers.blocks import esc, plain, section
from handlers.window import is_third

log = logging.getLogger(__name__)

SORRY = "sorry"
REMEMBERED = ("private_metadata", "callback_id", "clear_on_close", "notify_on_close", "external_id")
OVERTAKEN = {
    "views.update": {"not_found", "view_not_found", "hash_conflict"},
    "views.push": {"push_limit_reached"},
}
MOST_BLOCKS = 99  # Slack takes a hundred

TOO_SLOW = "That took too long, please press again. Nothing was changed."
NO_ANSWER = "Slack or Google did not do what I asked ({}). Nothing was changed; please try again in a moment."
UNSEEN = "I cannot see the hiring channel: it is archived, or I am not in it. Nothing was changed; please ask an admin."


def apologise(
    error: Exception, context: BoltContext, client: WebClient, body: dict[str, Any], response: BoltResponse | None
) -> BoltResponse:
    """Bolt's error handler, for listeners and middleware alike."""
    if isinstance(error, BoltUnhandledRequestError):  # an event nobody waits for: Slack need not send it again
        return BoltResponse(status=200)
    if body.get("type") == "view_submission":
        return _in_the_form(error, context, body["view"])
    if _is_gone(error):
        log.info("the window in which it was pressed is not the one that is seen any more")
        return BoltResponse(status=200)
    words = _words_for(error, context)
    if "event" in body and not isinstance(error, HiringError):
        return BoltResponse(status=500)  # nobody sees an answer; Slack tells of it again
    if "command" in body:
        return BoltResponse(status=200, body={"response_type": "ephemeral", "text": esc(words)})
    if body.get("type") in {"block_actions", "message_action", "shortcut"}:
        _where_it_was_pressed(words, client, body)
    return BoltResponse(status=200)


def _is_gone(error: Exception) -> bool:
    """Whether somebody closed the window, or another press had changed it or covered it with the last one of three."""
    if not isinstance(error, SlackApiError):
        return False
    method = str(error.response.api_url).rpartition("/")[2]
    return error.response.get("error") in OVERTAKEN.get(method, ())


def _in_the_form(error: Exception, context: BoltContext, view: dict[str, Any]) -> BoltResponse:
    if isinstance(error, AlreadyDone):  # the first delivery was kept, its answer may have been lost
        return _update(_note("Done", _words_for(error, context)))
    fields = [block["block_id"] for block in view.get("blocks") or [] if block["type"] == "input"]
    if isinstance(error, Incomplete):
        gaps = {name: words for name, words in error.gaps.items() if name in fields}
        rest = " ".join(words for name, words in error.gaps.items() if name not in fields)
        if rest and fields:
            gaps.setdefault(fields[0], rest)
        if gaps:
            return _errors(gaps)
    words = _words_for(error, context)
    if isinstance(error, HiringError):
        return _errors({fields[0]: words}) if fields else _update(_sorry(words))
    pressed = (view.get("submit") or {}).get("text", "Submit")
    if fields:
        return _errors({fields[0]: f"Not saved. Your text is still here: press {pressed} again. ({words})"})
    return _over_it(view, f"Not saved. Close this and press {pressed} again. ({words})")


def _over_it(view: dict[str, Any], words: str) -> BoltResponse:
    """Beside no field, so in a window of its own; below it everything stays, unless Slack's three windows are open."""
    if is_third(view):
        return _update(_sorry("Not saved. Please open it once more."))
    return BoltResponse(status=200, body={"response_action": "push", "view": _sorry(words)})


def _errors(gaps: dict[str, str]) -> BoltResponse:
    return BoltResponse(status=200, body={"response_action": "errors", "errors": gaps})


def _update(view: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body={"response_action": "update", "view": view})


def _sorry(words: str) -> dict[str, Any]:
    return _note("Sorry", words)


def _note(title: str, words: str) -> dict[str, Any]:
    return {"type": "modal", "title": plain(title), "close": plain("OK"), "blocks": [section(esc(words))]}


def _where_it_was_pressed(words: str, client: WebClient, body: dict[str, Any]) -> None:
    view = body.get("view") or {}
    try:
        if view.get("type") == "modal" and is_third(view):
            client.views_update(view_id=view["id"], hash=view.get("hash"), view=_saying(view, words))
        elif view.get("type") == "modal":
            client.views_push(trigger_id=body["trigger_id"], view=_sorry(words))
        elif body.get("channel"):
            _beside_the_message(words, client, body)
        else:
            client.views_open(trigger_id=body["trigger_id"], view=_sorry(words))
    except (SlackApiError, OSError) as failure:
        log.warning("could not say sorry where it was pressed: %s", _reason(failure))
        _directly(words, client, body)


def _saying(view: dict[str, Any], words: str) -> dict[str, Any]:
    """The same window with *words* above it. What was typed stays: Slack keeps it while its block stays."""
    kept = {name: view[name] for name in ("type", "title", "submit", "close", *REMEMBERED) if view.get(name)}
    there = [block for block in view.get("blocks") or [] if block.get("block_id") != SORRY]
    return {**kept, "blocks": [{**section(esc(words)), "block_id": SORRY}, *there[:MOST_BLOCKS]]}


def _directly(words: str, client: WebClient, body: dict[str, Any]) -> None:
    try:
        client.chat_postMessage(channel=body["user"]["id"], text=esc(words))
    except (SlackApiError, OSError) as failure:
        log.warning("could not say sorry at all: %s", _reason(failure))


def _reason(failure: Exception) -> str:
    return str(failure.response.get("error")) if isinstance(failure, SlackApiError) else type(failure).__name__


def _beside_the_message(words: str, client: WebClient, body: dict[str, Any]) -> None:
    said = body.get("message") or {}
    thread = said.get("thread_ts") if said.get("thread_ts") != said.get("ts") else None
    try:
        client.chat_postEphemeral(
            channel=body["channel"]["id"], user=body["user"]["id"], text=esc(words), thread_ts=thread
        )
    except SlackApiError:
        url = body.get("response_url")
        if not url:
            raise
        WebhookClient(url, retry_handlers=[]).send(text=esc(words), response_type="ephemeral", replace_original=False)


def _words_for(error: Exception, context: BoltContext) -> str:
    if isinstance(error, Stale | AlreadyDone):
        actor = context.get("actor")
        return error.words(actor.zone if actor else "UTC")
    if isinstance(error, Incomplete):
        return " ".join(error.gaps.values())
    if isinstance(error, HiringError):
        return str(error)
    if isinstance(error, SlackApiError) and error.response.get("error") in {
        "expired_trigger_id",
        "exchanged_trigger_id",
    }:
        return TOO_SLOW
    if isinstance(error, CallFailed):
        log.warning("refused: %s", error.reason)
        return UNSEEN if error.reason in {"channel_not_found", "is_archived"} else NO_ANSWER.format(error.reason)
    reference = secrets.token_hex(4)
    if isinstance(error, SQLAlchemyError):
        log.error("database: %s, reference %s", type(error).__name__, reference, exc_info=_without_values(error))
        return f"My database did not answer. Please try again in a moment; an admin can look up {reference} in my log."
    log.error("unexpected: %s, reference %s", type(error).__name__, reference, exc_info=error)
    return f"Something broke on my side. Please try again in a moment; an admin can look up {reference} in my log."


def _without_values(error: SQLAlchemyError) -> SQLAlchemyError:
    """SQLAlchemy prints the values of a failed statement: personal text has no place in a log."""
    if hasattr(error, "hide_parameters"):
        error.hide_parameters = True
    return error
