"""What views.open, push, update and publish accept."""

import json
from collections.abc import Iterator
from typing import Any

from sandbox.slack.block_kit.problem import Finding, Problem, as_problems
from sandbox.slack.block_kit.shapes import Fields, flag, record, string, typed
from sandbox.slack.block_kit.texts import ID, plain
from sandbox.slack.block_kit.together import findings_in_blocks

LARGEST_VIEW = 250 * 1024


def problems_of_view(view: dict[str, Any]) -> list[Problem]:
    """What Slack would hold against this modal or home view; places are paths from the view itself."""
    written = json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
    if len(written) > LARGEST_VIEW:
        return [Problem("view_too_large", "view", f"has {len(written)} bytes, at most {LARGEST_VIEW} are allowed")]
    return list(as_problems(_VIEW(view, ""), "invalid_arguments"))


def _in_modal(blocks: Any, where: str) -> Iterator[Finding]:
    yield from findings_in_blocks(blocks, where, "modal")


def _at_home(blocks: Any, where: str) -> Iterator[Finding]:
    yield from findings_in_blocks(blocks, where, "home")


def _inputs_are_handed_in(view: dict[str, Any], where: str) -> Iterator[Finding]:
    if "submit" not in view and any(block["type"] == "input" for block in view["blocks"]):
        yield "submit", "a modal with input blocks needs a submit button"


_KEPT: Fields = {
    "private_metadata": string(3000, shortest=0),
    "callback_id": string(255, shortest=0),
    "external_id": ID,
}
_VIEW = typed(
    {
        "modal": record(
            {"title": plain(24), "blocks": _in_modal},
            {
                **_KEPT,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": flag,
                "notify_on_close": flag,
                "submit_disabled": flag,
            },
            _inputs_are_handed_in,
        ),
        "home": record({"blocks": _at_home}, _KEPT),
    }
)
