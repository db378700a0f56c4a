"""They asked for more: a second short letter, once, with what they did well and at most one area of growth.

Nobody is told such things unasked: the press notes the request, and only then is there a form.
"""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.application import Application, State
from bot.hiring.errors import NotNow
from bot.hiring.letter import Letter
from bot.hiring.person import Person
from handlers import headline, letter_desk, letter_start, window
from handlers import letter_more_view as show
from handlers.company import Company
from handlers.headline_view import application_of
from storage import applications, audit, letters
from storage.database import Database, Tx

KIND = "more_on_request"


def register(app: App) -> None:
    app.action(show.ASKED)(note_request)


def can_be_asked(tx: Tx, application: Application) -> bool:
    """Their letter has left, and no second one."""
    if application.state is not State.REJECTED:
        return False
    first, second = letters.find(tx, f"rejection:{application.id}"), letters.find(tx, _key(application))
    return first is not None and first.state == "sent" and (second is None or second.state != "sent")


def note_request(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    actor: Person,
    db: Database,
    company: Company,
) -> None:
    """The request is noted once; the form of the letter, or the letter when it is on its way already."""
    with db.begin() as tx:
        application = applications.lock(tx, application_of(action["value"])[0])
        access.require(actor, show.ASKED, headline.about(tx, application))
        if not can_be_asked(tx, application):
            raise NotNow(f"There is nothing more to write to {application.name} now.")
        letter = _noted(tx, application, actor)
        draft = letter.state == "draft"
        view = letter_desk.form(tx, application, letter, actor, company) if draft else letter_desk.shown(tx, letter)
    window.show(client, body, view)
    ack()


def _noted(tx: Tx, application: Application, actor: Person) -> Letter:
    known = letters.find(tx, _key(application))
    if known is not None:
        return known
    said = "noted that they asked for more"
    audit.add(tx, actor=actor.id, action=show.ASKED, application=application.id, kind=KIND, said=said)
    return letter_start.start(tx, application, _key(application), KIND, actor.id)


def _key(application: Application) -> str:
    return f"more:{application.id}"
