"""Votes start from one's own card: [Keep Yes] or [Change], with a reason. Nobody sees another's until all are in."""

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access, debrief, reading, voting
from bot.hiring.application import Application
from bot.hiring.debrief import Card, Vote
from bot.hiring.errors import NotAllowed, NotNow
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.hiring.voting import Tally
from bot.ports import Block, Message
from handlers import candidate_channel, headline, window
from handlers import debrief_vote_view as show
from storage import applications, audit, cards, debriefs, messages, people, standings
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.KEEP)(keep)
    app.action(show.CHANGE)(open_form)
    app.view(show.VOTED)(change)


def keep(ack: Ack, action: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    with db.begin(once=once) as tx:
        application = applications.lock(tx, int(action["value"]))
        found = _must_vote(tx, application, actor, show.KEEP)
        mine = _vote_of(tx, application.id, actor.id)
        _vote(tx, application, actor, _view_of(mine, found, actor.id), reason=mine.reason if mine else "")
    ack()


def open_form(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    with db.read() as tx:
        application = applications.get(tx, int(action["value"]))
        found = _must_vote(tx, application, actor, show.CHANGE)
        chosen = _view_of(_vote_of(tx, application.id, actor.id), found, actor.id)
        shown = tally(tx, standings.of(tx, application)).shows(tx.now)
        view = show.form(application, tx.book.get(tx, application.process), chosen=chosen, shown=shown)
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
    voters = tuple(person for person in here if person not in sealed)
    opened = debriefs.find(tx, application.id)
    days = next((stage.sla_days for stage in standing.process.stages if stage.kind == "debrief"), None)
    votes = tuple(debriefs.votes(tx, application.id))
    return Tally(voters, votes, opened.opened_at if opened else None, days)


def owed(tx: Tx, person: str) -> list[list[Block]]:
    """For Home: the votes this person still owes."""
    rows = []
    open_ones = applications.of_ids(tx, [opened.application for opened in debriefs.open_ones(tx)])
    for standing in standings.of_all(tx, open_ones):
        wrote = any(author == person for _, author in standing.handed_in)
        if wrote and standing.debrief_open and tally(tx, standing).is_owed_by(person):
            rows.append(show.owed(_ballot_of(tx, standing, person)))
    return rows


def place(tx: Tx, key: str, application: Application, words: str) -> str:
    """A link to the message under *key*; before it stands there, to its channel."""
    sent = messages.find(tx, key)
    if sent is None or sent.posted is None:
        return candidate_channel.link(tx, application)
    return f"<https://slack.com/archives/{sent.posted.channel}/p{sent.posted.ts.replace('.', '')}|{words}>"


def _must_vote(tx: Tx, application: Application, actor: Person, action: str) -> tuple[Card, ...]:
    """The readable cards. Raises NotNow once the debrief is closed, NotAllowed for those without a card."""
    access.require(actor, action, headline.about(tx, application))
    standing = standings.of(tx, application)
    if not standing.debrief_open:
        raise NotNow(f"The debrief on {application.name} is closed; votes stand as they are.")
    found = reading.readable(standing, cards.of(tx, application))
    if actor.id not in tally(tx, standing).voting:
        raise NotAllowed("Votes are for those whose scorecard was in when the others' opened. Nothing was changed.")
    return found


def _vote(tx: Tx, application: Application, actor: Person, recommendation: str, *, reason: str) -> None:
    standing = standings.of(tx, application)
    debriefs.vote(tx, application.id, voting.cast(tally(tx, standing), actor.id, recommendation, reason, tx.now))
    audit.add(tx, actor=actor.id, action="debrief.voted", application=application.id)
    messages.refresh(tx, f"vote:{application.id}:{actor.id}")
    messages.refresh(tx, thread_key(standing))
    messages.home(tx, actor.id)


def _vote_of(tx: Tx, application: int, person: str) -> Vote | None:
    return next((vote for vote in debriefs.votes(tx, application) if vote.person == person), None)


def _view_of(vote: Vote | None, found: tuple[Card, ...], person: str) -> str:
    """What they said last: their vote, or at first their own card."""
    return vote.recommendation if vote else debrief.own_view(found, person)


def _ballot(tx: Tx, application_id: int, person: str) -> Message | None:
    standing = standings.of(tx, applications.get(tx, application_id))
    sent = messages.find(tx, f"vote:{application_id}:{person}")
    if not standing.debrief_open and (sent is None or sent.posted is None):
        return None
    return show.ballot(_ballot_of(tx, standing, person))


def _ballot_of(tx: Tx, standing: Standing, person: str) -> show.Ballot:
    application, counted = standing.application, tally(tx, standing)
    found = reading.readable(standing, cards.of(tx, application))
    return show.Ballot(
        application,
        standing.process,
        view=_view_of(counted.of(person), found, person),
        vote=counted.of(person),
        is_owed=counted.is_owed_by(person),
        is_open=standing.debrief_open,
        place=place(tx, thread_key(standing), application, "the decision thread"),
        shows_at=counted.shows_at,
    )


RENDERERS = {show.VOTE: _ballot}
