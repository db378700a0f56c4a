"""Votes start from one's own card: [Keep Yes] or [Change], with a reason. Nobody sees another's until all are in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access, debrief, reading
from bot.hiring.application import Application
from bot.hiring.debrief import Card, Vote
from bot.hiring.errors import NotAllowed, NotNow
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.ports import Message
from handlers import debrief_vote_view as show
from handlers import headline, window
from storage import applications, audit, cards, debriefs, messages, people, standings
from storage.database import Database, Tx


@dataclass(frozen=True)
class Tally:
    """Who votes (ids of people who are still here), and what was said so far."""

    voting: tuple[str, ...]
    votes: Sequence[Vote]

    @property
    def voted(self) -> int:
        return sum(vote.person in self.voting for vote in self.votes)


def register(app: App) -> None:
    app.action(show.KEEP)(keep)
    app.action(show.CHANGE)(open_form)
    app.view(show.VOTED)(change)


def keep(ack: Ack, action: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    with db.begin(once=once) as tx:
        application = applications.lock(tx, int(action["value"]))
        found = _must_vote(tx, application, actor, show.KEEP)
        _vote(tx, application, actor, debrief.own_view(found, actor.id), reason="")
    ack()


def open_form(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    with db.read() as tx:
        application = applications.get(tx, int(action["value"]))
        found = _must_vote(tx, application, actor, show.CHANGE)
        mine = _vote_of(tx, application.id, actor.id)
        chosen = mine.recommendation if mine else debrief.own_view(found, actor.id)
        view = show.form(application, tx.book.get(tx, application.process), chosen=chosen)
    window.show(client, body, view)
    ack()


def change(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    with db.begin(once=once) as tx:
        application = applications.lock(tx, int(view["private_metadata"]))
        _must_vote(tx, application, actor, show.VOTED)
        chosen, reason = show.read(view, tx.book.get(tx, application.process))
        _vote(tx, application, actor, chosen, reason=reason)
    ack()


def thread_key(standing: Standing) -> str:
    """The debrief's message in the thread. After one more conversation it opens anew, under another key."""
    return f"debrief:{standing.application.id}:{standing.extra_asked}"


def ask_for_votes(tx: Tx, standing: Standing) -> None:
    """One direct message to each voter, however often the debrief opens."""
    for person in tally(tx, standing).voting:
        application = standing.application.id
        messages.post(tx, f"vote:{application}:{person}", show.VOTE, application, person, to=person)


def tally(tx: Tx, standing: Standing) -> Tally:
    application, team = standing.application, people.everyone(tx)
    found = reading.readable(standing, cards.of(tx, application))
    sealed = {person for _, person in standing.forgone}
    here = (person for person in debrief.voters(found) if person in team and team[person].active)
    voting = tuple(person for person in here if person not in sealed)
    return Tally(voting, debriefs.votes(tx, application.id))


def _must_vote(tx: Tx, application: Application, actor: Person, action: str) -> tuple[Card, ...]:
    """The readable cards. Raises NotNow once the debrief is closed, NotAllowed for those without a card."""
    access.require(actor, action, headline.about(tx, application))
    standing = standings.of(tx, application)
    if not standing.debrief_open:
        raise NotNow(f"The debrief on {application.name} is closed; votes stand as they are.")
    found = reading.readable(standing, cards.of(tx, application))
    if actor.id not in tally(tx, standing).voting:
        raise NotAllowed("Votes are for those whose scorecard was in when the others' opened.")
    return found


def _vote(tx: Tx, application: Application, actor: Person, recommendation: str, *, reason: str) -> None:
    debriefs.vote(tx, application.id, actor.id, recommendation=recommendation, reason=reason)
    audit.add(tx, actor=actor.id, action="debrief.voted", application=application.id)
    messages.refresh(tx, f"vote:{application.id}:{actor.id}")
    messages.refresh_all(tx, f"debrief:{application.id}:")


def _vote_of(tx: Tx, application: int, person: str) -> Vote | None:
    return next((vote for vote in debriefs.votes(tx, application) if vote.person == person), None)


def _ballot(tx: Tx, application_id: int, person: str) -> Message | None:
    application = applications.get(tx, application_id)
    standing = standings.of(tx, application)
    sent = messages.find(tx, f"vote:{application_id}:{person}")
    if not standing.debrief_open and (sent is None or sent.posted is None):
        return None
    return show.ballot(
        show.Ballot(
            application,
            standing.process,
            view=debrief.own_view(reading.readable(standing, cards.of(tx, application)), person),
            vote=_vote_of(tx, application_id, person),
            is_open=standing.debrief_open,
            place=_place(tx, standing),
        )
    )


def _place(tx: Tx, standing: Standing) -> str:
    """A link to the decision thread; before it stands there, to its channel."""
    thread = messages.find(tx, thread_key(standing))
    if thread is None or thread.posted is None:
        return f"<#{standing.application.channel}>"
    where = f"{thread.posted.channel}/p{thread.posted.ts.replace('.', '')}"
    return f"<https://slack.com/archives/{where}|the decision thread>"


RENDERERS = {show.VOTE: _ballot}
