"""[Preview] beside a draft: what would leave if it were sent as it stands; with something to mend first, the form."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.letter import Letter
from bot.hiring.person import Person
from bot.ports import Block
from handlers import headline, letter_desk, letter_reader, window
from handlers import letter_view as show
from handlers.company import Company
from storage import applications, drafts
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.LOOK)(look)


def look(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    actor: Person,
    db: Database,
    company: Company,
) -> None:
    with db.begin() as tx:
        application_id, letter_id = show.meant(action["value"])
        application = applications.lock(tx, application_id)
        access.require(actor, show.LOOK, headline.about(tx, application))
        letter = letter_desk.letter_to_write(tx, application, letter_id)
        view = _as_it_stands(tx, application, letter, actor, company)
    window.show(client, body, view)
    ack()


def _as_it_stands(tx: Tx, application: Application, letter: Letter, actor: Person, company: Company) -> Block:
    """For *actor*, who will have signed it. What they typed before is shown in the form, not passed over."""
    if letter_reader.awaits(tx, application, letter, actor):
        return letter_reader.to_read(tx, application, letter)
    if letter.state != "draft":
        return letter_desk.shown(tx, letter)
    if drafts.of(tx, letter_desk.draft_of(letter.id), actor.id):
        return letter_desk.form(tx, application, letter, actor, company)
    written = letter_desk.untouched(tx, application, letter, actor, company)
    kept, gaps = letter_desk.keep(tx, application, letter, written, actor, company)
    if gaps:
        return letter_desk.form(tx, application, kept, actor, company)
    wanted = letter_reader.is_needed(tx, application, kept)
    readers = letter_reader.asked(tx, application, actor.id) if wanted else None
    return letter_desk.preview(tx, application, kept, company, readers=readers)
