"""What chat.postMessage and its kin accept."""

import json
from collections.abc import Iterator
from typing import Any

from sandbox.slack.block_kit.problem import Finding, Problem, as_problems, below
from sandbox.slack.block_kit.shapes import flag, items, record, string
from sandbox.slack.block_kit.texts import WEB_ADDRESS
from sandbox.slack.block_kit.together import findings_in_blocks

LONGEST_TEXT = 40_000
LONGEST_MARKDOWN = 12_000
LONGEST_BLOCKS = 13_200
"""Characters of all blocks together, each block counted as a hundred of them for what Slack keeps around its text.

Not documented: 12,000 and a buffer, says Slack; 13,200 were measured, less with many blocks (bolt-js #2509, #2867).
"""
A_BLOCK = 100
MOST_ATTACHMENTS = 100
LARGEST_METADATA = 16 * 1024


def problems_of_message(payload: dict[str, Any], *, longest_text: int = LONGEST_TEXT) -> list[Problem]:
    """What Slack (or the person who only sees the notification) would hold against this message.

    *payload* is the decoded body of chat.postMessage, postEphemeral, update or a response_url: `blocks`,
    `attachments` and `metadata` are lists and objects, not JSON in a string. chat.update takes 4,000 characters of
    text: pass it as *longest_text*.
    """
    if payload.get("delete_original") is True:
        return []
    return [
        *_in_text(payload, longest_text),
        *_in_blocks(payload.get("blocks")),
        *_in_attachments(payload.get("attachments")),
        *_in_metadata(payload.get("metadata")),
    ]


def _in_text(payload: dict[str, Any], longest: int) -> Iterator[Problem]:
    text, markdown = payload.get("text"), payload.get("markdown_text")
    if text is not None and not isinstance(text, str):
        yield Problem("invalid_arguments", "text", "must be a string")
    elif isinstance(text, str) and len(text) > longest:
        yield Problem("msg_too_long", "text", f"has {len(text)} characters, at most {longest} are allowed")
    if markdown is not None:
        if text or payload.get("blocks"):
            yield Problem("markdown_text_conflict", "markdown_text", "cannot stand beside text or blocks")
        if not isinstance(markdown, str):
            yield Problem("invalid_arguments", "markdown_text", "must be a string")
        elif len(markdown) > LONGEST_MARKDOWN:
            yield Problem("msg_too_long", "markdown_text", f"at most {LONGEST_MARKDOWN} characters are allowed")
    elif (not text or (isinstance(text, str) and not text.strip())) and not _speaks_by_attachments(payload):
        yield Problem("no_text", "text", "notifications and screen readers need a text")


def _speaks_by_attachments(payload: dict[str, Any]) -> bool:
    attachments = payload.get("attachments")
    if payload.get("blocks") or not isinstance(attachments, list) or not attachments:
        return False
    return all(isinstance(one, dict) and (one.get("fallback") or one.get("text")) for one in attachments)


def _in_blocks(blocks: Any) -> Iterator[Problem]:
    if blocks is None:
        return
    if not isinstance(blocks, list):
        yield Problem("invalid_blocks_format", "blocks", "must be a list")
        return
    yield from as_problems(findings_in_blocks(blocks, "blocks", "message"), "invalid_blocks")
    written = sum(len(text) for block in blocks if isinstance(text := _markdown(block), str))
    if written > LONGEST_MARKDOWN:
        why = f"the markdown blocks have {written} characters, at most {LONGEST_MARKDOWN} are allowed together"
        yield Problem("msg_blocks_too_long", "blocks", why)
    elif (held := _length(blocks) + A_BLOCK * len(blocks)) > LONGEST_BLOCKS:
        why = f"hold {held} characters, at most {LONGEST_BLOCKS} are allowed together ({A_BLOCK} for each block)"
        yield Problem("msg_blocks_too_long", "blocks", why)


def _length(thing: Any) -> int:
    """Characters of every text in *thing*, however deep; tables have a limit of their own."""
    if isinstance(thing, list):
        return sum(_length(inner) for inner in thing)
    if not isinstance(thing, dict) or "rows" in thing:
        return 0
    own = len(thing["text"]) if isinstance(thing.get("text"), str) else 0
    return own + sum(_length(inner) for inner in thing.values())


def _markdown(block: Any) -> Any:
    return block.get("text") if isinstance(block, dict) and block.get("type") == "markdown" else None


def _blocks_of_attachment(blocks: Any, where: str) -> Iterator[Finding]:
    yield from findings_in_blocks(blocks, where, "message")


_WORDS = string(LONGEST_TEXT, shortest=0)
_FIELD = record({}, {"title": _WORDS, "value": _WORDS, "short": flag})
_WORD_KEYS = ("text", "pretext", "fallback", "title", "author_name", "footer", "color", "callback_id")
_LINK_KEYS = ("title_link", "author_link", "author_icon", "footer_icon", "image_url", "thumb_url")
_ATTACHMENT = record(
    {},
    {
        **dict.fromkeys(_WORD_KEYS, _WORDS),
        **dict.fromkeys(_LINK_KEYS, WEB_ADDRESS),
        "ts": lambda value, where: iter(()),
        "blocks": _blocks_of_attachment,
        "fields": items(_FIELD, least=0, most=100),
        "mrkdwn_in": items(string(20), least=0, most=10),
    },
)


def _in_attachments(attachments: Any) -> Iterator[Problem]:
    if attachments is None:
        return
    if isinstance(attachments, list) and len(attachments) > MOST_ATTACHMENTS:
        yield Problem("too_many_attachments", "attachments", f"at most {MOST_ATTACHMENTS} are allowed")
        return
    found = items(_ATTACHMENT, least=0, most=MOST_ATTACHMENTS)(attachments, "attachments")
    yield from as_problems(found, "invalid_attachments")


def _payload_is_an_object(value: Any, where: str) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield where, "must be an object"


_METADATA = record({"event_type": string(255), "event_payload": _payload_is_an_object})


def _in_metadata(metadata: Any) -> Iterator[Problem]:
    if metadata is None:
        return
    found = list(as_problems(_METADATA(metadata, "metadata"), "invalid_metadata_format"))
    yield from found
    if not found and len(json.dumps(metadata).encode()) > LARGEST_METADATA:
        yield Problem("metadata_too_large", below("metadata", "event_payload"), "at most 16 KB are allowed")
