"""/scorecard: an interviewer writes down what they saw.

/scorecard        ->  the only one owed, or a list, oldest first  ->  form
form, step one    ->  gaps come back under their fields  ->  step two  ->  checked and saved
                  ->  "2 of 3 scorecards are in" in the thread, never what is in them
"""

from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access, correction
from bot.hiring.application import Application
from bot.hiring.correction import correct
from bot.hiring.errors import Incomplete, NotFound, NothingToScore
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.reminders import attending
from bot.hiring.scorecard import Scorecard, fill_in, must_be_over, step_one_gaps
from bot.ports import Block, Message
from handlers import debrief_open, headline, scorecard_draft
from handlers import scorecard_list_view as mine
from handlers import scorecard_view as show
from handlers.blocks import typed
from handlers.scorecard_sheet import form_of, keep_submitted, load, load_shown
from handlers.scorecard_sheet_view import Sheet, interview_of, version_of
from storage import applications, audit, drafts, forgone, interviews, messages, scorecards, standings
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
        view = _owed(tx, actor, words=typed(command))
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def open_of_message(ack: Ack, shortcut: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    """The menu of a message: what I owe about the candidate it is about, else everything I owe."""
    access.require(actor, show.OF_MESSAGE)
    with db.read() as tx:
        view = _owed(tx, actor, application=headline.candidate_at(tx, shortcut["channel"]["id"], shortcut["message"]))
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


def next_step(ack: Ack, view: dict[str, Any], actor: Person, db: Database) -> None:
    """Kept first, then looked at: a form that comes back has lost nothing."""
    with db.begin() as tx:
        keep_submitted(tx, view, actor.id)
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


def hand_in(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    interview_id = interview_of(view)
    with db.begin() as tx:
        keep_submitted(tx, view, actor.id)
    with db.begin(once=once) as tx:
        application = applications.lock(tx, interviews.get(tx, interview_id).application)
        sheet = load_shown(tx, view, actor.id)
        access.require(actor, show.SUBMIT, access.Object(application, (sheet.interview,)))
        card = fill_in(sheet.interview, sheet.session, sheet.process, actor.id, sheet.answers(), tx.now)
        answer = _keep(tx, sheet, card)
        drafts.forget(tx, form_of(interview_id, version_of(view)), actor.id)
    ack(response_action="update", view=answer)


def _keep(tx: Tx, sheet: Sheet, card: Scorecard) -> Block:
    return _keep_corrected(tx, sheet, card) if sheet.corrects else _keep_first(tx, sheet, card)


def _keep_first(tx: Tx, sheet: Sheet, card: Scorecard) -> Block:
    scorecards.add(tx, card)
    _note(tx, card, "scorecard.handed_in", sheet.application)
    _tell(tx, sheet.application, sheet.interview, card.interviewer)
    debrief_open.after_scorecard(tx, sheet.application)
    return mine.thanks(card.interview)


def _keep_corrected(tx: Tx, sheet: Sheet, card: Scorecard) -> Block:
    """Nobody is told: whoever reads the cards sees it there."""
    assert sheet.corrects is not None
    if card.answers == sheet.corrects.answers:
        return mine.unchanged(card.interview)
    scorecards.save(tx, correct(sheet.corrects, card))
    _note(tx, card, "scorecard.corrected", sheet.application)
    return mine.thanks_again(card.interview)


def _note(tx: Tx, card: Scorecard, action: str, application: Application) -> None:
    audit.add(tx, actor=card.interviewer, action=action, application=application.id, interview=card.interview)


def _tell(tx: Tx, application: Application, interview: Interview, person: str) -> None:
    """How many are in, and what asked this person for theirs is settled."""
    key = f"cards:{application.id}:{interview.stage}"
    thread = headline.key(application.id)
    stage = (application.id, interview.stage)
    if not messages.post(tx, key, show.CARDS, *stage, to=application.channel, thread=thread):
        messages.refresh(tx, key)
    for kind in ("kit", "bell", "nudge"):
        messages.refresh(tx, f"{kind}:{interview.id}:{person}")
    messages.refresh(tx, f"owed:{interview.id}")
    messages.refresh(tx, f"interview:{interview.id}:thread")


def _asked_for(tx: Tx, actor: Person, action: dict[str, Any]) -> Block:
    interview_id, application_id = show.asked_of(action["value"])
    if interview_id is None:
        application = applications.get(tx, application_id or 0)
        access.require(actor, action["action_id"], headline.about(tx, application))
        return _owed(tx, actor, application=application.id)
    interview = interviews.get(tx, interview_id)
    application = applications.get(tx, interview.application)
    access.require(actor, action["action_id"], access.Object(application, (interview,)))
    version = scorecards.version(tx, interview_id, actor.id) if action["action_id"] == mine.CORRECT else 0
    return show.step_one(load(tx, interview_id, actor.id, version))


def _owed(tx: Tx, actor: Person, *, application: int | None = None, words: str = "") -> Block:
    """The form when one is owed; a list when there are more, or only those that can be corrected.

    Raises NothingToScore, or NotFound for *words* that mean nobody.
    """
    asked = [application] if application else None
    owed = _told(tx, [i for i, _ in interviews.missing_scorecards(tx, person=actor.id, of=asked)])
    handed_in = [told for told in _correctable(tx, actor) if application in {None, told[1].id}]
    if not owed and not handed_in:
        raise NothingToScore
    wanted, others = ([told for told in some if words.lower() in told[1].name.lower()] for some in (owed, handed_in))
    if not wanted and not others:
        raise NotFound(f"No scorecard of yours is waiting for “{words}”.")
    if len(wanted) == 1:
        return show.step_one(load(tx, wanted[0][0].id, actor.id))
    return mine.lists(wanted, others)


def _correctable(tx: Tx, actor: Person) -> list[mine.Told]:
    held = interviews.of_ids(tx, [card.interview for card in scorecards.of_person(tx, actor.id)])
    told = _told(tx, held)
    stands = standings.of_all(tx, [application for _, application, _ in told])
    return [it for it, standing in zip(told, stands, strict=True) if correction.is_open(standing, it[0])]


def _told(tx: Tx, some: Sequence[Interview]) -> list[mine.Told]:
    about = {a.id: a for a in applications.of_ids(tx, [interview.application for interview in some])}
    found = [(interview, about[interview.application]) for interview in some]
    return [(interview, a, tx.book.get(tx, a.process)) for interview, a in found]


def _cards_in(tx: Tx, application: int, stage: str) -> Message:
    handed_in = {(card.interview, card.interviewer) for card in scorecards.of_application(tx, application)}
    booked = [i for i in interviews.of_application(tx, application) if i.is_booked and i.stage == stage]
    wanted = {(i.id, person) for i in booked for person in attending(i)}
    without = {(it.interview, it.person) for it in forgone.of_application(tx, application)} & wanted - handed_in
    return show.cards_in(application, len(wanted & handed_in), len(wanted), without=len(without))


RENDERERS = {show.CARDS: _cards_in}
