"""/scorecard: an interviewer writes down what they saw.

/scorecard        ->  the only one owed, or a list, oldest first  ->  form
form, step one    ->  gaps come back under their fields  ->  step two  ->  checked and saved
                  ->  "2 of 3 scorecards are in" in the thread, never what is in them
"""

from contextlib import suppress
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access, correction
from bot.hiring.application import Application
from bot.hiring.correction import correct
from bot.hiring.errors import AlreadyDone, Incomplete
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.reminders import attending
from bot.hiring.scorecard import Scorecard, fill_in, must_be_over, step_one_gaps
from bot.ports import Block, Message
from handlers import debrief_open, headline, scorecard_draft, scorecard_mine
from handlers import scorecard_list_view as mine
from handlers import scorecard_view as show
from handlers.blocks import typed
from handlers.scorecard_sheet import form_of, keep_submitted, load_shown, sheet_of
from handlers.scorecard_sheet_view import Sheet, interview_of, version_of
from storage import applications, audit, drafts, forgone, interviews, messages, scorecards
from storage.database import Database, Tx


def register(app: App) -> None:
    app.command(show.COMMAND)(open_mine)
    app.message_shortcut(show.OF_MESSAGE)(open_of_message)
    app.action(show.OPEN)(open_form)
    app.action(show.NOTES)(open_form)
    app.action(mine.CORRECT)(open_form)
    app.view(show.NEXT)(next_step)
    app.view(show.SUBMIT)(hand_in)
    scorecard_draft.register(app)


def open_mine(ack: Ack, command: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    """What I owe; with words behind the command, about whoever they mean."""
    access.require(actor, show.COMMAND)
    with db.read() as tx:
        view = scorecard_mine.opens(tx, actor, words=typed(command))
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def open_of_message(ack: Ack, shortcut: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    """The menu of a message: what I owe about the candidate it is about, else everything I owe."""
    access.require(actor, show.OF_MESSAGE)
    with db.read() as tx:
        view = scorecard_mine.opens(
            tx, actor, application=headline.candidate_at(tx, shortcut["channel"]["id"], shortcut["message"])
        )
    client.views_open(trigger_id=shortcut["trigger_id"], view=view)
    ack()


def open_form(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    """The button of a message, of Home, or of the list (which becomes the form)."""
    with db.read() as tx:
        view = _asked_for(tx, actor, action)
    pressed_in = body.get("view") or {}
    if pressed_in.get("callback_id") in {mine.LIST, mine.NOTE}:
        client.views_update(view_id=pressed_in["id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def next_step(ack: Ack, body: dict[str, Any], view: dict[str, Any], actor: Person, db: Database) -> None:
    """Kept first, then looked at: a form that comes back has lost nothing."""
    _keep_as_it_stands(db, body, actor)
    with db.read() as tx:
        sheet = load_shown(tx, view, actor.id)
    access.require(actor, show.NEXT, access.Object(sheet.application, (sheet.interview,)))
    must_be_over(sheet.interview, sheet.now)
    if sheet.is_short:
        ack(response_action="update", view=show.step_one(sheet))
        return
    gaps = step_one_gaps(sheet.session, sheet.process, sheet.focus, sheet.answers())
    if gaps:
        raise Incomplete(gaps)
    ack(response_action="update", view=show.step_two(sheet))


def hand_in(ack: Ack, body: dict[str, Any], view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    interview_id = interview_of(view)
    _keep_as_it_stands(db, body, actor)
    with db.begin(once=once) as tx:
        application = applications.lock(tx, interviews.application_of(tx, interview_id))
        sheet = sheet_of(tx, interviews.get(tx, interview_id), application, actor.id, version_of(view))
        access.require(actor, show.SUBMIT, access.Object(application, (sheet.interview,)))
        card = fill_in(sheet.interview, sheet.session, sheet.process, actor.id, sheet.answers(), tx.now)
        answer = _keep(tx, sheet, card)
        drafts.forget(tx, form_of(interview_id, version_of(view)), actor.id)
    ack(response_action="update", view=answer)


def _keep_as_it_stands(db: Database, body: dict[str, Any], actor: Person) -> None:
    """Once for each time somebody pressed: what arrives once more is older than what they have typed since."""
    pressed = body.get("trigger_id")
    with suppress(AlreadyDone), db.begin(once=f"stands:{pressed}" if pressed else None) as tx:
        keep_submitted(tx, body["view"], actor.id)


def _keep(tx: Tx, sheet: Sheet, card: Scorecard) -> Block:
    return _keep_corrected(tx, sheet, card) if sheet.corrects else _keep_first(tx, sheet, card)


def _keep_first(tx: Tx, sheet: Sheet, card: Scorecard) -> Block:
    scorecards.add(tx, card)
    _note(tx, card, "scorecard.handed_in", sheet.application)
    _tell(tx, sheet.application, sheet.interview, card.interviewer)
    debrief_open.after_scorecard(tx, sheet.application)
    return mine.thanks(card.interview)


def _keep_corrected(tx: Tx, sheet: Sheet, card: Scorecard) -> Block:
    """Nobody is told but whoever is deciding just now (handlers.decision_cards): readers see it in the cards."""
    assert sheet.corrects is not None
    if card.answers == sheet.corrects.answers:
        return mine.unchanged(card.interview)
    scorecards.save(tx, correct(sheet.corrects, card))
    private = correction.is_private(sheet.corrects, card)
    _note(tx, card, "scorecard.corrected", sheet.application, private=private)
    return mine.thanks_again(card.interview)


def _note(tx: Tx, card: Scorecard, action: str, application: Application, **more: bool) -> None:
    audit.add(tx, actor=card.interviewer, action=action, application=application.id, interview=card.interview, **more)


def _tell(tx: Tx, application: Application, interview: Interview, person: str) -> None:
    """How many are in, and what asked this person for theirs is settled."""
    key = headline.cards_key(application.id, interview.stage)
    thread = headline.key(application.id)
    stage = (application.id, interview.stage)
    if not messages.post(tx, key, show.CARDS, *stage, to=application.channel, thread=thread):
        messages.refresh(tx, key)
    messages.refresh(
        tx,
        *(f"{kind}:{interview.id}:{person}" for kind in ("kit", "bell", "nudge")),
        *(f"{kind}:{interview.id}" for kind in ("owed", "stand_in")),
        f"interview:{interview.id}:thread",
    )


def _asked_for(tx: Tx, actor: Person, action: dict[str, Any]) -> Block:
    interview_id, application_id = show.asked_of(action["value"])
    if interview_id is None:
        application = applications.get(tx, application_id or 0)
        access.require(actor, action["action_id"], headline.about(tx, application))
        return scorecard_mine.opens(tx, actor, application=application.id)
    interview = interviews.get(tx, interview_id)
    application = applications.get(tx, interview.application)
    access.require(actor, action["action_id"], access.Object(application, (interview,)))
    version = scorecards.version(tx, interview_id, actor.id) if action["action_id"] == mine.CORRECT else 0
    return show.step_one(sheet_of(tx, interview, application, actor.id, version))


def _cards_in(tx: Tx, application: int, stage: str) -> Message:
    handed_in = {(card.interview, card.interviewer) for card in scorecards.of_application(tx, application)}
    booked = [i for i in interviews.of_application(tx, application) if i.is_booked and i.stage == stage]
    wanted = {(i.id, person) for i in booked for person in attending(i)}
    without = {(it.interview, it.person) for it in forgone.of_application(tx, application)} & wanted - handed_in
    return show.cards_in(application, len(wanted & handed_in), len(wanted), without=len(without))


RENDERERS = {show.CARDS: _cards_in}
