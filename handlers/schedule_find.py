"""The form is handed in: calendars are asked once for everybody, and the best times shown."""

from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.hiring.errors import Incomplete
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.hiring.wanted import Wanted
from bot.hiring.worktime import local
from bot.ports import Block, Calendar
from handlers import headline, schedule_form_view, schedule_plan, waiting
from handlers import schedule_view as show
from handlers.company import Company
from handlers.schedule_guard import unchanged
from storage import applications, slot_searches, standings
from storage.database import Database

SEARCH = "search"


def register(app: App) -> None:
    app.view(schedule_form_view.FIND)(ack=ask, lazy=[find])


def ask(
    ack: Ack,
    view: dict[str, Any],
    context: BoltContext,
    actor: Person,
    db: Database,
    company: Company,
    once: str,
) -> None:
    """Keep what is asked for; the calendars are looked at after the answer."""
    with db.begin(once=once) as tx:
        wanted = schedule_form_view.read(view, today=local(tx.now, company.zone).date())
        application = headline.locked_for(tx, actor, schedule_form_view.FIND, wanted.application, wanted.version)
        process = tx.book.get(tx, application.process)
        if wanted.moves:
            unchanged(tx, wanted.moves, wanted.moves_version)
        else:
            _must_be_bookable(wanted, standings.of(tx, application).to_book)
        schedule_plan.check_chosen(tx, wanted, process, schedule_form_view.PEOPLE)
        search = slot_searches.add(tx, wanted, by=actor.id)
    context[SEARCH] = search.id
    ack(response_action="update", view=waiting.view(context, "Times", "Looking at calendars…"))


def find(context: BoltContext, client: WebClient, view: dict[str, Any], db: Database, calendar: Calendar) -> None:
    waiting.answer(context, client, view["id"], lambda: _times(db, calendar, context[SEARCH]))


def _times(db: Database, calendar: Calendar, search_id: int) -> Block:
    with db.read() as tx:
        search = slot_searches.get(tx, search_id)
        application = applications.get(tx, search.wanted.application)
        plan = schedule_plan.plan(tx, search.wanted, application, seed=search.id)
        process: Process = tx.book.get(tx, application.process)
    busy = schedule_plan.ask(calendar, plan.people.values(), plan.request.to_ask)
    options = schedule_plan.search(plan, busy)
    if not options.options:
        return show.none_found(search, application, options.obstacles)
    with db.begin() as tx:
        slot_searches.keep_options(tx, search.id, options.options)
        search = slot_searches.get(tx, search.id)
    return show.found(search, application, process, plan.people)


def _must_be_bookable(wanted: Wanted, to_book: tuple[str, ...]) -> None:
    if not wanted.sessions:
        raise Incomplete({"sessions": "Please tick what to book."})
    if not set(wanted.sessions) <= set(to_book):
        raise Incomplete({"first": "This was booked meanwhile. Close this form and look at the candidate."})
