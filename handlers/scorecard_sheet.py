"""Loading a scorecard that is being written, and keeping what stands in its windows."""

import time
from typing import Any

from bot.hiring.errors import NotNow
from bot.hiring.scorecard import focus_of
from handlers.scorecard_sheet_view import Sheet, Shown, read, read_action
from storage import applications, drafts, interviews, scorecards
from storage.database import Tx
from storage.drafts import Typed


def load(tx: Tx, interview_id: int, person: str) -> Sheet:
    """With the draft as it is. Raises NotOnPanel, or NotNow when there is nothing (more) to write."""
    interview = interviews.get(tx, interview_id)
    application = applications.get(tx, interview.application)
    focus_of(interview, person)
    if scorecards.is_in(tx, interview_id, person):
        raise NotNow("You have handed in this scorecard.")
    if not interview.is_booked:
        raise NotNow("This interview was cancelled; there is nothing to hand in.")
    if not application.is_open:
        raise NotNow(f"{application.name}'s application is closed; no scorecard is needed any more.")
    if not interview.has_begun(tx.now):
        raise NotNow("This interview has not begun yet.")
    process = tx.book.get(tx, application.process)
    return Sheet(application, interview, process, person, drafts.of(tx, form_of(interview_id), person), tx.now)


def form_of(interview_id: int) -> str:
    """The name of the draft."""
    return f"scorecard:{interview_id}"


def keep_action(tx: Tx, view: dict[str, Any], action: dict[str, Any], person: str) -> bool:
    """Save what stands in the window in which something was just typed or chosen (or a button pressed).

    False when the scorecard is handed in: a late keystroke must not bring the draft back.
    """
    interview_id, shown = read(view)
    typed = [_set(it, action) if it.field == action["block_id"] else _as_shown(it) for it in shown]
    return _keep(tx, interview_id, person, typed, view=view["id"], at=action["action_ts"])


def keep_submitted(tx: Tx, view: dict[str, Any], person: str) -> None:
    """Save a form that was handed in, whatever the rules will say to it. It carries no time: it is the newest."""
    interview_id, shown = read(view)
    _keep(tx, interview_id, person, [_handed_in(it) for it in shown], view=view["id"], at=f"{time.time():.6f}")


def open_trait(tx: Tx, interview_id: int, person: str, trait: str, *, view: str, at: str) -> None:
    opened = drafts.of(tx, form_of(interview_id), person).get("opened") or []
    if trait not in opened:
        _keep(tx, interview_id, person, [Typed("opened", [*opened, trait])], view=view, at=at)


def _keep(tx: Tx, interview_id: int, person: str, typed: list[Typed], *, view: str, at: str) -> bool:
    if scorecards.is_in(tx, interview_id, person):
        return False
    drafts.keep(tx, form_of(interview_id), person, typed, view=view, at=at)
    return True


def _set(it: Shown, action: dict[str, Any]) -> Typed:
    return Typed(it.field, read_action(action))


def _as_shown(it: Shown) -> Typed:
    return Typed(it.field, it.value, it.drawn, firm=False)


def _handed_in(it: Shown) -> Typed:
    """Choices count as they were seen; a text that was not touched here may have grown on another device."""
    chosen = it.field.startswith("mark.") or isinstance(it.value, list)
    return Typed(it.field, it.value, it.drawn, firm=it.value != it.drawn or (chosen and bool(it.value)))
