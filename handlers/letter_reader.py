"""A second person reads a letter before it leaves: [Looks right], or [Send back] with a word.

[Send letter] -> reading, a message to those who may read it -> [Preview] -> [Looks right]: the undo window begins
                                                                         -> [Send back]: a draft again, with a word
Where the process only asks for a second reader, the undo window begins at once, and they may send it back within it.
"""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.errors import Incomplete, NotAllowed, NotNow
from bot.hiring.letter import Letter
from bot.hiring.person import Person
from bot.ports import Block, Message
from handlers import headline, letter_desk, letter_form_view, letter_start
from handlers import letter_reader_view as show
from handlers.company import Company
from storage import applications, audit, letters, messages, people
from storage.database import Database, Tx


def register(app: App) -> None:
    app.view(show.AGREE)(agree)
    app.action(show.SEND_BACK)(ask_back)
    app.view(show.SENT_BACK)(send_back)


def is_needed(tx: Tx, application: Application, letter: Letter) -> bool:
    return letter_desk.template(tx, application, letter).second_reader == "needed"


def is_asked(tx: Tx, application: Application, letter: Letter) -> bool:
    return letter_desk.template(tx, application, letter).second_reader == "asked"


def awaits(tx: Tx, application: Application, letter: Letter, reader: Person) -> bool:
    """Whether *reader* may say now what they think of it."""
    waits = letter.state == "reading" or (
        letter.state == "approved" and letter.reader is None and is_asked(tx, application, letter)
    )
    return waits and letter.by != reader.id


def readers(tx: Tx, application: Application, writer: str) -> list[Person]:
    """Who may be the second reader of what *writer* wrote."""
    about = headline.about(tx, application)
    everyone = people.everyone(tx).values()
    return [person for person in everyone if person.id != writer and access.may(person, show.AGREE, about)]


def asked(tx: Tx, application: Application, writer: str) -> list[Person]:
    """Those of them who know the candidate; where there is none, every one."""
    able = readers(tx, application, writer)
    close = [person for person in able if person.id in {application.coordinator, application.hiring_manager}]
    return close or able


def ask(tx: Tx, application: Application, letter: Letter, writer: str) -> Letter:
    """The text is frozen as it was previewed; who may read it is asked, once for this text."""
    frozen = letters.ask_reader(tx, letter.id)
    tell(tx, application, frozen, writer)
    return frozen


def tell(tx: Tx, application: Application, letter: Letter, writer: str) -> None:
    """Show it to those who may read it, as it is frozen now."""
    for person in asked(tx, application, writer):
        key = show.message_key(letter.id, letter.version, person.id)
        messages.post(tx, key, show.MESSAGE, letter.id, letter.version, to=person.id)


def to_read(tx: Tx, application: Application, letter: Letter) -> Block:
    writer = people.find(tx, letter.by) if letter.by else None
    return show.preview(letter, application, writer)


def agree(ack: Ack, view: dict[str, Any], actor: Person, db: Database, company: Company, once: str) -> None:
    """What was read is what leaves; where that was waited for, the undo window begins."""
    application_id, letter_id, version = letter_form_view.seen(view)
    with db.begin(once=once) as tx:
        application, letter = _as_read(tx, actor, show.AGREE, application_id, letter_id, version)
        letter_desk.letter_to_write(tx, application, letter.id)
        if letter.state == "approved":
            letters.read(tx, letter.id, reader=actor.id)
        else:
            leaves_at = letter_desk.leaves(tx, application, letter, company)
            letters.approve(tx, letter.id, send_at=leaves_at, reader=actor.id)
        _note(tx, actor, application, letter, "letter.agreed", f"found the {letter.called} right")
        letter_start.refresh(tx, letter)
    ack(response_action="clear")


def ask_back(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    application_id, letter_id, version = (int(part) for part in action["value"].split("."))
    with db.read() as tx:
        application = applications.get(tx, application_id)
        access.require(actor, show.SEND_BACK, headline.about(tx, application))
        letter = letters.get(tx, letter_id, to=application_id)
        _must_be_theirs(tx, actor, application, letter, version)
    view = show.word_form(letter, application)
    client.views_update(view_id=body["view"]["id"], hash=body["view"].get("hash"), view=view)
    ack()


def send_back(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """A draft again; the writer hears what should change."""
    application_id, letter_id, version = letter_form_view.seen(view)
    word = show.word_of(view)
    if not word:
        raise Incomplete({"word": "Please say what should change."})
    with db.begin(once=once) as tx:
        application, letter = _as_read(tx, actor, show.SENT_BACK, application_id, letter_id, version)
        draft = letters.send_back(tx, letter.id, reader=actor.id, remark=word)
        if draft is None:
            raise NotNow(letter_desk.too_late(letter))
        _note(tx, actor, application, letter, "letter.sent_back", f"sent the {letter.called} back")
        to = letter_start.answers_for(tx, letter)
        messages.post(tx, show.back_key(letter.id, draft.version), show.BACK, letter.id, draft.version, to=to)
        letter_start.refresh(tx, letter)
    ack(response_action="clear")


def _as_read(
    tx: Tx, actor: Person, action: str, application_id: int, letter_id: int, version: int
) -> tuple[Application, Letter]:
    application = applications.lock(tx, application_id)
    access.require(actor, action, headline.about(tx, application))
    letter = letters.get(tx, letter_id, to=application_id)
    _must_be_theirs(tx, actor, application, letter, version)
    return application, letter


def _must_be_theirs(tx: Tx, actor: Person, application: Application, letter: Letter, version: int) -> None:
    """The very text they read, and not their own."""
    if letter.by == actor.id:
        raise NotAllowed("You wrote this letter; somebody else has to read it. Nothing was changed.")
    if letter.version != version or not awaits(tx, application, letter, actor):
        raise letter_desk.quicker(tx, letter)


def _note(tx: Tx, actor: Person, application: Application, letter: Letter, action: str, said: str) -> None:
    audit.add(tx, actor=actor.id, action=action, application=application.id, kind=letter.kind, said=said)


def _asks(tx: Tx, letter_id: int, version: int) -> Message:
    letter = letters.get(tx, letter_id)
    writer = people.find(tx, letter.by) if letter.by else None
    waits = letter.state == "reading" or (letter.state == "approved" and letter.reader is None)
    open_still = waits and letter.version == version
    return show.asks(letter, applications.get(tx, letter.application), writer, open_still=open_still)


def _back(tx: Tx, letter_id: int, version: int) -> Message:
    letter = letters.get(tx, letter_id)
    reader = people.find(tx, letter.reader) if letter.reader else None
    application = applications.get(tx, letter.application)
    return show.came_back(letter, application, reader, open_still=letter.state == "draft" and bool(letter.remark))


RENDERERS = {show.MESSAGE: _asks, show.BACK: _back}
