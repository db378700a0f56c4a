"""The form behind [Reopen]."""

from bot.hiring.errors import Incomplete
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers.blocks import answers, esc, field, modal, section, text_input
from handlers.candidate_card_view import REOPEN
from handlers.headline_view import application_of, value_of

REOPENED = "candidate.reopened"

__all__ = ["REOPEN", "REOPENED", "form", "read"]


def form(standing: Standing) -> Block:
    a = standing.application
    return modal(
        "Reopen",
        [
            section(
                f"*{esc(a.name)}* goes on where they left off: {esc(standing.stage.name)}. Cancelled interviews stay "
                "cancelled; a letter that has not left is stopped. Nothing is sent to them."
            ),
            field("reason", "Why?", text_input(multiline=True, limit=2000), hint="Kept as a note among recruiters."),
        ],
        callback=REOPENED,
        metadata=value_of(a),
        submit="Reopen",
        close="Cancel",
    )


def read(view: Block) -> tuple[tuple[int, int], str]:
    """((application id, version), reason). Raises Incomplete."""
    reason = str(answers(view).get("reason", "")).strip()
    if not reason:
        raise Incomplete({"reason": "Please say why, in a few words."})
    return application_of(view["private_metadata"]), reason
