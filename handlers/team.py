"""/hiring team: who may do what, and when they work.

/hiring team          ->  the list, with [Add people], [Edit], a search by name and pages
/hiring team NAME     ->  the same, looked up
/hiring me            ->  one's own hours, days off and caps
"""

from collections.abc import Sequence
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring import team as rules
from bot.hiring.errors import Incomplete, NotFound
from bot.hiring.person import Person
from bot.ports import Block, Directory, Member
from handlers import team_form_view as form
from handlers import team_view as show
from handlers import window
from storage import audit, messages, people
from storage.database import Database, Tx


def register(app: App) -> None:
    app.view(show.FIND)(find)
    app.action(show.EARLIER)(turn)
    app.action(show.LATER)(turn)
    app.action(show.ADD)(open_add)
    app.action(show.EDIT)(open_edit)
    app.action(form.MINE)(open_mine)
    app.view(form.ADDED)(add)
    app.view(form.EDITED)(edit)
    app.view(form.SET)(set_mine)


def shown(tx: Tx, actor: Person, *, words: str = "", number: int = 0) -> Block:
    access.require(actor, show.TEAM)
    page = rules.page(people.everyone(tx).values(), words=words, number=number, now=tx.now)
    return show.team(page, tx.book.current, tx.now, words=words, may_add=access.may(actor, show.ADD))


def mine(tx: Tx, actor: Person) -> Block:
    access.require(actor, form.MINE)
    return form.my_form(actor, tx.book.current, tx.now)


def find(ack: Ack, view: dict[str, Any], actor: Person, db: Database) -> None:
    with db.read() as tx:
        found = shown(tx, actor, words=show.read_words(view))
    ack(response_action="update", view=found)


def turn(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    with db.read() as tx:
        page = shown(tx, actor, words=show.read_words(body["view"]), number=int(action["value"]))
    client.views_update(view_id=body["view"]["id"], view=page)
    ack()


def open_add(ack: Ack, body: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    access.require(actor, show.ADD)
    window.show(client, body, form.add_form(db.book.current))
    ack()


def open_edit(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    access.require(actor, show.EDIT)
    with db.read() as tx:
        view = form.edit_form(people.get(tx, action["value"]), tx.book.current, tx.now)
    window.show(client, body, view)
    ack()


def open_mine(ack: Ack, body: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    with db.read() as tx:
        view = mine(tx, actor)
    client.views_open(trigger_id=body["trigger_id"], view=view)
    ack()


def add(ack: Ack, view: dict[str, Any], actor: Person, db: Database, directory: Directory, once: str) -> None:
    """Roles and sessions are added to what the chosen people had."""
    access.require(actor, form.ADDED)
    asked = form.read(view, db.book.current)
    members = directory.members(asked.people)
    _must_be_welcome(members)
    with db.begin(once=once) as tx:
        for member in sorted(members, key=lambda it: it.id):  # all who lock people do so in this order
            before = people.met(tx, Person(member.id, member.name, member.email, member.zone))
            people.save(tx, asked.added_to(before))
            audit.add(tx, actor=actor.id, action="team.added", person=member.id, roles=sorted(asked.roles))
        messages.home(tx, *(member.id for member in members))
        team = shown(tx, actor)
    ack(response_action="update", view=team)


def edit(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """Everything becomes exactly what the form says."""
    access.require(actor, form.EDITED)
    with db.begin(once=once) as tx:
        after = _change(tx, view, view["private_metadata"])
        audit.add(tx, actor=actor.id, action="team.edited", person=after.id, roles=sorted(after.roles))
        team = shown(tx, actor)
    ack(response_action="update", view=team)


def set_mine(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    access.require(actor, form.SET)
    with db.begin(once=once) as tx:
        _change(tx, view, actor.id)
        audit.add(tx, actor=actor.id, action="team.own_hours", person=actor.id)
    ack(response_action="clear")


def _change(tx: Tx, view: dict[str, Any], person: str) -> Person:
    people.lock(tx, [person])
    before = people.find(tx, person)
    if before is None:
        raise NotFound("This person is not on the team any more.")
    after = form.changed(before, view, tx.book.current, tx.now)
    people.save(tx, after)
    messages.home(tx, person)
    return after


def _must_be_welcome(members: Sequence[Member]) -> None:
    turned_away = [member.name for member in members if not member.welcome]
    if turned_away:
        names = ", ".join(turned_away)
        raise Incomplete({"people": f"Only full members of this workspace can take part, not: {names}."})
