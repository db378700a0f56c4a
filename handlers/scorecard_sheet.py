"""Loading a scorecard that is being written, and keeping what stands in its windows."""

import time
from typing import Any

from bot.hiring import correction
from bot.hiring.application import Application
from bot.hiring.errors import NotNow
from bot.hiring.interview import Interview
from bot.hiring.scorecard import Scorecard, focus_of
from handlers.scorecard_sheet_view import (
    OPENED,
    Sheet,
    Shown,
    given_of,
    interview_of,
    place_of,
    read,
    read_action,
    version_of,
)
from storage import applications, drafts, interviews, scorecards, standings
from storage.database import Tx
from storage.drafts import Typed


def load(tx: Tx, interview_id: int, person: str, version: int = 0) -> Sheet:
    """With the draft as it is; *version* is that of the scorecard it corrects.

    Raises NotOnPanel, or NotNow when there is nothing (more) to write.
    """
    interview = interviews.get(tx, interview_id)
    return sheet_of(tx, interview, applications.get(tx, interview.application), person, version)


def sheet_of(tx: Tx, interview: Interview, application: Application, person: str, version: int = 0) -> Sheet:
    """As `load`, of what is known already."""
    focus_of(interview, person)
    if not interview.is_booked:
        raise NotNow("This interview was cancelled; there is nothing to hand in.")
    corrects = _corrected(tx, interview, application, person, version)
    if corrects is None and not application.is_open:
        raise NotNow(f"{application.name}'s application is closed; no scorecard is needed any more.")
    if not interview.has_begun(tx.now):
        raise NotNow("This interview has not begun yet. Please come back when it has.")
    process = tx.book.get(tx, application.process)
    written = given_of(corrects.answers) if corrects else {}
    given = {**written, **drafts.of(tx, form_of(interview.id, version), person)}
    return Sheet(application, interview, process, person, given, tx.now, corrects)


def load_shown(tx: Tx, view: dict[str, Any], person: str) -> Sheet:
    """The one that stands in *view*."""
    return load(tx, interview_of(view), person, version_of(view))


def _corrected(tx: Tx, interview: Interview, application: Application, person: str, version: int) -> Scorecard | None:
    card = scorecards.find(tx, interview.id, person)
    if card is None:
        return None
    if version != card.version:
        raise NotNow(
            "You have handed in this scorecard. Nothing was changed."
            if not version
            else "You have corrected it meanwhile. Please open it again."
        )
    correction.must_be_open(standings.of(tx, application), interview)
    return card


def form_of(interview_id: int, version: int = 0) -> str:
    """The name of the draft."""
    return f"scorecard:{place_of(interview_id, version)}"


def keep_action(tx: Tx, view: dict[str, Any], action: dict[str, Any], person: str) -> bool:
    """Save what stands in the window in which something was just typed or chosen (or a button pressed).

    False when the scorecard is handed in: a late keystroke must not bring the draft back.
    """
    typed = [_set(it, action) if it.field == action["block_id"] else _as_shown(it) for it in read(view)]
    return keep_typed(tx, view, person, typed, at=action["action_ts"])


def keep_submitted(tx: Tx, view: dict[str, Any], person: str) -> bool:
    """Save a form that was handed in, whatever the rules will say to it. It carries no time: it is the newest."""
    typed = [_handed_in(it) for it in read(view)]
    return keep_typed(tx, view, person, typed, at=f"{time.time():.6f}", newest=True)


def open_trait(tx: Tx, view: dict[str, Any], action: dict[str, Any], person: str) -> None:
    opened, trait = load_shown(tx, view, person).ticks(OPENED), action["selected_option"]["value"]
    if trait not in opened:
        keep_typed(tx, view, person, [Typed(OPENED, [*opened, trait])], at=action["action_ts"])


def keep_typed(tx: Tx, view: dict[str, Any], person: str, typed: list[Typed], *, at: str, newest: bool = False) -> bool:
    """False when what stands in *view* was handed in meanwhile."""
    interview_id, version = interview_of(view), version_of(view)
    if scorecards.version(tx, interview_id, person) != version:
        return False
    drafts.keep(tx, form_of(interview_id, version), person, typed, view=view["id"], at=at, newest=newest)
    return True


def _set(it: Shown, action: dict[str, Any]) -> Typed:
    return Typed(it.field, read_action(action))


def _as_shown(it: Shown) -> Typed:
    return Typed(it.field, it.value, it.drawn, firm=False)


def _handed_in(it: Shown) -> Typed:
    """Choices count as they were seen; a text that was not touched here may have grown on another device."""
    chosen = it.field.startswith("mark.") or isinstance(it.value, list)
    return Typed(it.field, it.value, it.drawn, firm=it.value != it.drawn or (chosen and bool(it.value)))
