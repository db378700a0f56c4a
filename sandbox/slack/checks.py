"""Block Kit's rules, asked for everything the bot shows."""

from collections.abc import Collection, Sequence

from sandbox.slack.block_kit import Problem, problems_of_message, problems_of_view
from sandbox.slack.shapes import JSON, SlackError


def refuse_bad_message(message: JSON, *, unknown: Collection[str] = ()) -> None:
    """Raise Slack's error when a message breaks a rule of Block Kit, or holds a kind of block *unknown* here."""
    new = [it["type"] for it in message.get("blocks") or [] if isinstance(it, dict) and it.get("type") in unknown]
    _refuse([Problem("invalid_blocks", "blocks", f"unsupported type: {kind}") for kind in new])
    _refuse(problems_of_message(message))


def refuse_bad_view(view: JSON) -> None:
    """Raise Slack's error when a view breaks a rule of Block Kit."""
    _refuse(problems_of_view(view))


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        messages = [f"[ERROR] {problem.why} [json-pointer:{problem.where}]" for problem in problems]
        raise SlackError(problems[0].error, response_metadata={"messages": messages})
