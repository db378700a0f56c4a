"""/hiring stats: how the funnel does, said with how sure one can be. About stages, never about a candidate.

A message that only its reader sees: tables and charts stand in messages, not in forms.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.figures_cards import of_cards
from bot.hiring.figures_load import Carried, of_load
from bot.hiring.figures_stage import of_stages
from bot.hiring.panel import pool
from bot.hiring.person import Person
from bot.hiring.process import Process
from handlers import figures_view as show
from handlers import private
from storage import conversations, people, stays
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.WINDOW)(change)
    app.action(show.ROLE)(change)


def answer(
    client: WebClient,
    request: Mapping[str, Any],
    actor: Person,
    db: Database,
    *,
    asked: show.Asked | None = None,
    instead: bool = False,
) -> None:
    """To the command or press *request*; *instead* of the message whose button was pressed."""
    access.require(actor, show.STATS)
    with db.read() as tx:
        found = _figures(tx, actor, asked or show.Asked())
    plainer = show.figures(found, drawn=False)
    private.answer(client, request, show.figures(found), plainer=plainer, replace=instead)


def change(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    """Another period, or another role."""
    answer(client, body, actor, db, asked=show.asked_of(action), instead=True)
    ack()


def _figures(tx: Tx, actor: Person, asked: show.Asked) -> show.Figures:
    process = tx.book.current
    role = asked.role if asked.role in {role.id for role in process.roles} else None
    start = None if asked.days is None else tx.now - timedelta(days=asked.days)
    return show.Figures(
        asked=replace(asked, role=role),
        process=process,
        stages=of_stages(stays.since(tx, start, role=role), [stage.id for stage in process.stages], tx.now),
        cards=of_cards(conversations.turnarounds(tx, start, role=role), process.scorecards.due, tx.now),
        load=_load(tx, process) if access.may(actor, show.LOAD) else None,
        people=people.everyone(tx),
        now=tx.now,
    )


def _load(tx: Tx, process: Process) -> list[Carried]:
    """Over the weeks that the search for times balances, whatever period was asked for."""
    team = people.everyone(tx).values()
    sessions = {session.id: session for session in process.sessions}
    start = tx.now - timedelta(weeks=process.load.balance_over_weeks)
    seats = [
        replace(seat, length=seat.length + sessions[seat.session].buffer) if seat.session in sessions else seat
        for seat in conversations.seats(tx, start)
    ]
    return of_load(seats, {session: pool(team, session) for session in sessions})
