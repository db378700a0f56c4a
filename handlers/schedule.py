"""/schedule and [Schedule]: ask for times.

/schedule NAME  ->  several found: choose · one: the form
[Schedule]      ->  form  ->  waiting view  ->  up to five options, or what stands in the way  ->  [Book]
"""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.errors import NotFound, NotNow
from bot.hiring.person import Person
from bot.hiring.worktime import local
from handlers import headline, schedule_form_view, window
from handlers import schedule_view as show
from handlers.blocks import typed
from handlers.company import Company
from handlers.headline_view import application_of
from storage import applications, slot_searches, standings
from storage.database import Database, Tx


def register(app: App) -> None:
    app.command(show.COMMAND)(open_by_name)
    app.action(show.FORM)(open_form)
    app.action(show.CHANGE)(change)
    app.action(show.COPY)(copy)


def open_by_name(
    ack: Ack, command: dict[str, Any], client: WebClient, actor: Person, db: Database, company: Company
) -> None:
    words = typed(command)
    with db.read() as tx:
        some = applications.search(tx, words) if words else _own_first(tx, actor)
        about = headline.about_all(tx, some)
        mine = [a for a, it in zip(some, about, strict=True) if a.is_open and access.may(actor, show.FORM, it)]
        waiting = [standing.application for standing in standings.of_all(tx, mine) if standing.to_book]
        if not waiting:
            raise NotFound(_nobody(words, mine))
        view = _form(tx, waiting[0], company) if len(waiting) == 1 else show.several(waiting, tx.book.current)
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def _own_first(tx: Tx, actor: Person) -> list[Application]:
    """Who is open: whom they coordinate or decide about all, of the others those longest in their stage."""
    every = [*applications.all_open(tx, of=actor.id), *applications.all_open(tx)]
    return list({application.id: application for application in every}.values())


def open_form(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    actor: Person,
    db: Database,
    company: Company,
) -> None:
    with db.read() as tx:
        application = applications.get(tx, application_of(action["value"])[0])
        access.require(actor, show.FORM, headline.about(tx, application))
        view = _form(tx, application, company)
    window.show(client, body, view)
    ack()


def change(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    """Back to the form, filled in as it was."""
    with db.read() as tx:
        search = slot_searches.get(tx, int(action["value"]))
        application = applications.get(tx, search.wanted.application)
        access.require(actor, show.CHANGE, headline.about(tx, application))
        offered = search.wanted.sessions if search.wanted.moves else standings.of(tx, application).to_book
        if not offered:
            raise _nothing(application)
        wanted = search.wanted.at_version(application.version)
        view = schedule_form_view.form(wanted, offered, application, tx.book.get(tx, application.process))
    client.views_update(view_id=body["view"]["id"], hash=body["view"].get("hash"), view=view)
    ack()


def copy(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    with db.read() as tx:
        search = slot_searches.get(tx, int(action["value"]))
        application = applications.get(tx, search.wanted.application)
        access.require(actor, show.COPY, headline.about(tx, application))
        view = show.for_candidate(search, tx.book.get(tx, application.process))
    window.show(client, body, view)
    ack()


def _form(tx: Tx, application: Application, company: Company) -> dict[str, Any]:
    offered = standings.of(tx, application).to_book
    if not application.is_open or not offered:
        raise _nothing(application)
    today = local(tx.now, company.zone).date()
    wanted = schedule_form_view.fresh(application, offered, zone=company.zone, today=today)
    return schedule_form_view.form(wanted, offered, application, tx.book.get(tx, application.process))


def _nothing(application: Application) -> NotNow:
    return NotNow(f"There is nothing to schedule for {application.name} now.")


def _nobody(words: str, found: list[Application]) -> str:
    if found:
        return f"There is nothing to schedule for {found[0].name} now."
    if words:
        return f"Nobody found for “{words[:80]}”. Try a part of the name or e-mail."
    return "No candidate waits to be scheduled."
