"""While a session with milestones runs: when each was reached, and when the clock stood still."""

from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access, timing
from bot.hiring.errors import NotNow
from bot.hiring.person import Person
from handlers import scorecard_clock_view as show
from handlers import scorecard_view
from handlers.scorecard_sheet import keep_action, keep_typed, load_shown
from handlers.scorecard_sheet_view import PRESSES, Sheet
from storage import people
from storage.database import Database, Tx
from storage.drafts import Typed


def register(app: App) -> None:
    app.action(show.MILESTONE)(milestone)
    app.action(show.CLOCK)(clock)


def milestone(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database, once: str
) -> None:
    with db.begin(once=once) as tx:
        sheet = _pressed(tx, body, action, actor)
        noted = {name for name, _ in sheet.presses}
        if action["value"] not in noted:
            _must_run(sheet)
        _keep(tx, body, action, actor, timing.press(sheet.presses, action["value"], sheet.seconds))
        sheet = load_shown(tx, body["view"], actor.id)
    client.views_update(view_id=body["view"]["id"], view=scorecard_view.step_one(sheet))
    ack()


def clock(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database, once: str
) -> None:
    with db.begin(once=once) as tx:
        sheet = _pressed(tx, body, action, actor)
        _must_run(sheet)
        _keep(tx, body, action, actor, timing.pause_or_resume(sheet.presses, sheet.seconds))
        sheet = load_shown(tx, body["view"], actor.id)
    client.views_update(view_id=body["view"]["id"], view=scorecard_view.step_one(sheet))
    ack()


def _pressed(tx: Tx, body: dict[str, Any], action: dict[str, Any], actor: Person) -> Sheet:
    """The sheet, with what stands in the window kept first."""
    people.lock(tx, [actor.id])  # presses of one person take turns
    keep_action(tx, body["view"], action, actor.id)
    sheet = load_shown(tx, body["view"], actor.id)
    access.require(actor, action["action_id"], access.Object(sheet.application, (sheet.interview,)))
    return sheet


def _keep(tx: Tx, body: dict[str, Any], action: dict[str, Any], actor: Person, presses: Sequence[timing.Press]) -> None:
    keep_typed(tx, body["view"], actor.id, [Typed(PRESSES, [list(it) for it in presses])], at=action["action_ts"])


def _must_run(sheet: Sheet) -> None:
    if not sheet.clock_runs:
        raise NotNow("The session is over: no more times are noted.")
