"""[Go on without this card]: two days after an interview its coordinator need not wait any longer, with a reason.

Its author stays blind and does not vote; what they hand in later is kept, and marked.
"""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring import forgone as rules
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from handlers import debrief_open, headline, window
from handlers import scorecard_without_view as show
from storage import applications, audit, forgone, interviews, messages, outbox, people, standings, unwritten
from storage.database import Database, Tx
from storage.parts import TOGETHER, in_parts
from storage.unwritten import Unwritten


def register(app: App) -> None:
    app.action(show.GO_ON)(ask)
    app.view(show.WENT_ON)(go_on)


def offer(db: Database) -> None:
    """Asked every tick: messages to coordinators that were drawn before the two days were over get the button."""
    with db.read() as tx:
        due = _lacking_the_button(tx)
    for some in in_parts(due, size=TOGETHER):
        with db.begin() as tx:
            applications.lock_all(tx, {interview.application for interview in some})
            for interview in some:
                messages.refresh(tx, f"owed:{interview.id}")


def ask(ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    interview_id, person = show.asked_of(action["value"])
    with db.read() as tx:
        interview = interviews.get(tx, interview_id)
        application = applications.get(tx, interview.application)
        access.require(actor, show.GO_ON, headline.about(tx, application))
        standing = standings.of(tx, application)
        rules.must_be_missing(standing, interview, person, actor.id)
        view = show.form(standing, interview, people.get(tx, person))
    window.show(client, body, view)
    ack()


def go_on(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    (interview_id, person), reason = show.read(view)
    with db.begin(once=once) as tx:
        interview = interviews.get(tx, interview_id)
        application = applications.lock(tx, interview.application)
        access.require(actor, show.WENT_ON, headline.about(tx, application))
        standing = standings.of(tx, application)
        forgone.add(tx, rules.go_on_without(standing, interview, person, actor.id, reason))
        audit.add(
            tx,
            actor=actor.id,
            action="scorecard.forgone",
            application=application.id,
            interview=interview_id,
            person=person,
        )
        _tell(tx, interview, person)
        debrief_open.after_scorecard(tx, application)
    ack()


def _tell(tx: Tx, interview: Interview, person: str) -> None:
    messages.refresh(tx, headline.cards_key(interview.application, interview.stage))
    for kind in ("owed", "stand_in"):
        messages.refresh(tx, f"{kind}:{interview.id}")
    for kind in ("bell", "nudge"):
        messages.refresh(tx, f"{kind}:{interview.id}:{person}")


def _lacking_the_button(tx: Tx) -> list[Unwritten]:
    late = {messages.group(f"owed:{it.id}"): it for it in unwritten.ended_by(tx, tx.now - rules.AFTER)}
    drawn_at = outbox.latest(tx, late)
    return [it for group, it in late.items() if group in drawn_at and drawn_at[group] < it.ends_at + rules.AFTER]
