"""/hiring: the team, the pipeline, and help.

/hiring           ->  help for who is asking
/hiring team      ->  who may do what; [Add people]: many people, roles and sessions in one form
/hiring pipeline  ->  every open candidate by stage, with days in stage
"""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.errors import Incomplete, NotFound
from bot.hiring.person import Person
from bot.ports import Directory, Member
from handlers import hiring_view as show
from handlers import pipeline
from handlers.blocks import typed
from storage import audit, messages, people
from storage.database import Database


def register(app: App) -> None:
    app.command(show.COMMAND)(answer)
    app.action(show.ADD)(open_add)
    app.action(show.EDIT)(open_edit)
    app.view(show.ADDED)(add)
    app.view(show.EDITED)(edit)


def answer(ack: Ack, command: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    word = typed(command).lower()
    with db.read() as tx:
        match word:
            case "team":
                access.require(actor, show.TEAM)
                view = show.team(people.everyone(tx).values(), tx.book.current, may_add=access.may(actor, show.ADD))
            case "pipeline":
                access.require(actor, show.PIPELINE)
                view = pipeline.shown(tx)
            case _:
                view = show.help_for(actor, unknown=word if word not in {"", "help"} else "")
    client.views_open(trigger_id=command["trigger_id"], view=view)
    ack()


def open_add(ack: Ack, body: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    access.require(actor, show.ADD)
    client.views_push(trigger_id=body["trigger_id"], view=show.add_form(db.book.current))
    ack()


def open_edit(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    access.require(actor, show.EDIT)
    with db.read() as tx:
        view = show.edit_form(people.get(tx, action["value"]), tx.book.current)
    client.views_push(trigger_id=body["trigger_id"], view=view)
    ack()


def add(ack: Ack, view: dict[str, Any], actor: Person, db: Database, directory: Directory, once: str) -> None:
    """Roles and sessions are added to what the chosen people had."""
    access.require(actor, show.ADDED)
    asked = show.read(view, db.book.current)
    members = [directory.member(person) for person in asked.people]
    _must_be_welcome(members)
    with db.begin(once=once) as tx:
        for member in members:
            before = people.find(tx, member.id) or Person(member.id, member.name, member.email, member.zone)
            people.save(
                tx,
                replace(
                    before,
                    roles=before.roles | asked.roles,
                    sessions=before.sessions | asked.sessions,
                    starts=asked.starts or before.starts,
                    ends=asked.ends or before.ends,
                ),
            )
            audit.add(tx, actor=actor.id, action="team.added", person=member.id, roles=sorted(asked.roles))
        messages.home(tx, *(member.id for member in members))
        team = show.team(people.everyone(tx).values(), tx.book.current, may_add=True)
    ack(response_action="update", view=team)


def edit(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """Roles and sessions become exactly what was ticked."""
    access.require(actor, show.EDITED)
    asked = show.read(view, db.book.current, person=view["private_metadata"])
    with db.begin(once=once) as tx:
        before = people.find(tx, view["private_metadata"])
        if before is None:
            raise NotFound("This person is not on the team any more.")
        people.save(
            tx,
            replace(
                before,
                roles=asked.roles,
                sessions=asked.sessions,
                starts=asked.starts or before.starts,
                ends=asked.ends or before.ends,
                paused=asked.paused,
            ),
        )
        audit.add(tx, actor=actor.id, action="team.edited", person=before.id, roles=sorted(asked.roles))
        messages.home(tx, before.id)
        team = show.team(people.everyone(tx).values(), tx.book.current, may_add=True)
    ack(response_action="update", view=team)


def _must_be_welcome(members: list[Member]) -> None:
    turned_away = [member.name for member in members if not member.welcome]
    if turned_away:
        names = ", ".join(turned_away)
        raise Incomplete({"people": f"Only full members of this workspace can take part, not: {names}."})
