"""Write, check, read, send and call back a letter.

[Write letter]  ->  form  ->  [Preview]: kept, checked, shown word for word  ->  [Send letter]: frozen and promised
                                                                                      [Undo]: a draft again, text kept
"""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.errors import AlreadyDone, Incomplete, NotNow
from bot.hiring.letter import Letter
from bot.hiring.person import Person
from bot.ports import Message
from handlers import headline, letter_desk, letter_reader, letter_start, window
from handlers import letter_form_view as form
from handlers import letter_view as show
from handlers.company import Company
from storage import applications, audit, drafts, letters, messages
from storage.database import Database, Tx
from storage.drafts import Typed


def register(app: App) -> None:
    app.action(show.FORM)(open_form)
    app.action(show.OFFER_FORM)(open_form)
    app.action(form.EDIT)(edit_again)
    app.action(form.TYPED)(keep_typed)
    app.view(form.PREVIEW)(preview)
    app.view(form.SEND)(send)
    app.action(show.UNDO)(undo)


def open_form(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    actor: Person,
    db: Database,
    company: Company,
) -> None:
    """The form; for a letter that was sent already, the letter."""
    with db.read() as tx:
        application_id, letter_id = show.meant(action["value"])
        application = applications.get(tx, application_id)
        access.require(actor, action["action_id"], headline.about(tx, application))
        letter = letter_desk.letter_to_write(tx, application, letter_id)
        draft = letter.state == "draft"
        view = letter_desk.form(tx, application, letter, actor, company) if draft else letter_desk.shown(tx, letter)
    window.show(client, body, view)
    ack()


def edit_again(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    actor: Person,
    db: Database,
    company: Company,
) -> None:
    """From the preview back to the form."""
    application_id, letter_id = form.letter_of(action["value"])
    with db.read() as tx:
        application = applications.get(tx, application_id)
        access.require(actor, form.EDIT, headline.about(tx, application))
        letter = letters.get(tx, letter_id, to=application_id)
        if letter.state != "draft":
            raise letter_desk.quicker(tx, letter)
        view = letter_desk.form(tx, application, letter, actor, company)
    client.views_update(view_id=body["view"]["id"], hash=body["view"].get("hash"), view=view)
    ack()


def keep_typed(ack: Ack, body: dict[str, Any], action: dict[str, Any], actor: Person, db: Database) -> None:
    """Every keystroke, so that a lost window loses nothing."""
    application_id, letter_id, _ = form.seen(body["view"])
    typed = [Typed(*it, firm=it[0] == action["block_id"]) for it in form.typed_in(body["view"])]
    with db.begin() as tx:
        access.require(actor, form.TYPED, headline.about(tx, applications.get(tx, application_id)))
        draft = letter_desk.draft_of(letter_id)
        drafts.keep(tx, draft, actor.id, typed, view=body["view"]["id"], at=action["action_ts"])
    ack()


def preview(ack: Ack, view: dict[str, Any], actor: Person, db: Database, company: Company) -> None:
    """What was typed is kept in any case; with nothing to mend it is shown as it will leave."""
    written = form.read(view)
    with db.begin() as tx:
        application, letter = _locked(tx, written.application, written.letter)
        access.require(actor, form.PREVIEW, headline.about(tx, application))
        if letter.state != "draft" or (letter.version != written.version and letter.by != actor.id):
            raise letter_desk.quicker(tx, letter)
        letter, gaps = letter_desk.keep(tx, application, letter, written, actor, company)
        shown = letter_desk.preview(tx, application, letter, company, readers=_readers(tx, application, letter))
    if gaps:
        raise Incomplete(gaps)
    ack(response_action="update", view=shown)


def send(ack: Ack, view: dict[str, Any], actor: Person, db: Database, company: Company, once: str) -> None:
    """Freeze the letter and promise that it leaves after its undo window, in the candidate's working hours."""
    application_id, letter_id, version = form.seen(view)
    with db.begin(once=once) as tx:
        application, letter = _locked(tx, application_id, letter_id)
        access.require(actor, form.SEND, headline.about(tx, application))
        letter_desk.letter_to_write(tx, application, letter.id)
        if letter.state != "draft" or letter.version != version:
            raise letter_desk.quicker(tx, letter)
        asked = _readers(tx, application, letter)
        if asked == [] and not form.is_read_again(view):
            raise NotNow("Nobody is left to read it a second time. Please open the preview again.")
        if asked:
            letter = letter_reader.ask(tx, application, letter, actor.id)
        else:
            letter = letters.approve(tx, letter.id, send_at=letter_desk.leaves(tx, application, letter, company))
            if letter_reader.is_asked(tx, application, letter):
                letter_reader.tell(tx, application, letter, actor.id)
        _note_that(tx, actor, letter, "letter.handed_on" if asked else "letter.approved", f"sent the {letter.called}")
        to, thread = application.channel, headline.key(application.id)
        letter_start.tell(tx, letter, actor.id)
        messages.post(tx, show.note_key(letter.id), show.NOTE, letter.id, to=to, thread=thread)
        letter_start.refresh(tx, letter)
    ack(response_action="clear")


def undo(ack: Ack, action: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """Until it is leaving, the letter becomes a draft again; nothing typed is lost."""
    with db.begin(once=once) as tx:
        application, letter = _locked(tx, *form.letter_of(action["value"]))
        access.require(actor, show.UNDO, headline.about(tx, application))
        if letter.state == "draft":
            raise AlreadyDone
        if not letters.take_back(tx, letter.id):
            raise NotNow(letter_desk.too_late(letter))
        _note_that(tx, actor, letter, "letter.called_back", f"called the {letter.called} back")
        letter_start.refresh(tx, letter)
    ack()


def _locked(tx: Tx, application_id: int, letter_id: int) -> tuple[Application, Letter]:
    """Everybody else who wants to write, send or call back this letter waits."""
    application = applications.lock(tx, application_id)
    return application, letters.get(tx, letter_id, to=application_id)


def _readers(tx: Tx, application: Application, letter: Letter) -> list[Person] | None:
    """Who has to read it first; None when such a letter waits for nobody."""
    wanted = letter.by is not None and letter_reader.is_needed(tx, application, letter)
    return letter_reader.asked(tx, application, letter.by or "") if wanted else None


def _note_that(tx: Tx, actor: Person, letter: Letter, action: str, said: str) -> None:
    audit.add(tx, actor=actor.id, action=action, application=letter.application, kind=letter.kind, said=said)


def _message(tx: Tx, letter_id: int) -> Message:
    letter = letters.get(tx, letter_id)
    return show.to_write(letter, applications.get(tx, letter.application), refused=letters.is_refused(tx, letter))


def _note(tx: Tx, letter_id: int) -> Message:
    letter = letters.get(tx, letter_id)
    return show.note(letter, refused=letters.is_refused(tx, letter))


RENDERERS = {show.MESSAGE: _message, show.NOTE: _note}
