"""Home: what is mine to do today, oldest first. Drawn from the state of now, for one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.person import Person, Role
from bot.hiring.process import Process
from bot.hiring.standing import Next, Standing
from bot.ports import Block
from handlers import contact, debrief_vote, headline_view
from handlers import home_view as show
from handlers.quiet import quiet
from storage import applications, forgone, interviews, people, standings
from storage.database import Database, Tx

COMING = timedelta(days=14)


@dataclass(frozen=True)
class Told:
    """An interview with the words to name it."""

    interview: Interview
    application: Application
    process: Process


def register(app: App) -> None:
    app.event("app_home_opened")(open_home)


def open_home(ack: Ack, event: dict[str, Any], client: WebClient, actor: Person, db: Database) -> None:
    with db.read() as tx:
        blocks = home_blocks(tx, actor.id)
    client.views_publish(user_id=actor.id, view={"type": "home", "blocks": blocks})
    ack()


def home_blocks(tx: Tx, person: str) -> list[Block]:
    me = people.find(tx, person)
    if me is None or not me.active:
        return show.nothing()
    owed, went_on = forgone.apart(tx, interviews.missing_scorecards(tx, person=person, ended_by=tx.now))
    soon = interviews.of_person(tx, person, since=tx.now)
    coming = _told(tx, [interview for interview in soon if interview.starts_at < tx.now + COMING])
    open_ones = standings.of_all(tx, _mine(tx, me))
    mine = [s for s in open_ones if s.application.coordinator == me.id]
    silent = quiet(tx, mine)
    due = [(s.application, day) for s, day in zip(mine, contact.of_all(tx, mine), strict=True) if day]
    return show.home(
        me,
        due=due,
        owed=_told(tx, owed),
        went_on=_told(tx, went_on),
        votes=debrief_vote.owed(tx, person),
        coming=coming,
        to_do=[s for s in open_ones if waits_for(me, s) or s.application.id in silent],
        candidates=open_ones,
        quiet=silent,
        stages=_stages(tx) if me.has(Role.RECRUITER) else (),
        people=people.everyone(tx),
        now=tx.now,
    )


def waits_for(me: Person, standing: Standing) -> bool:
    """Whether the next step is this person's: the coordinator moves things on, the hiring manager decides."""
    a = standing.application
    match standing.next:
        case Next.SCHEDULE | Next.OFFER_LETTER | Next.OFFER_ANSWER:
            return a.coordinator == me.id
        case Next.DECIDE_STAGE | Next.LETTER:
            return me.id in {a.coordinator, a.hiring_manager}
        case Next.DECIDE:
            return (a.hiring_manager or a.coordinator) == me.id  # who could name the hiring manager
        case _:
            return False


def _mine(tx: Tx, me: Person) -> list[Application]:
    """The candidates this person is responsible for, however many others there are; recruiters see those as well."""
    mine = [*applications.with_letter_waiting(tx, of=me.id), *applications.all_open(tx, of=me.id)]
    about = [access.Object(application) for application in mine]  # on whose panels they sit stands elsewhere on Home
    mine = [a for a, it in zip(mine, about, strict=True) if access.may(me, headline_view.OPEN, it)]
    if not me.has(Role.RECRUITER):
        return mine
    pipeline = [*applications.with_letter_waiting(tx), *applications.all_open(tx)]
    every = {application.id: application for application in [*mine, *pipeline]}.values()
    return sorted(every, key=lambda it: (it.is_open, it.closed_at or it.stage_since, it.id))


def _stages(tx: Tx) -> list[show.StageCount]:
    """The whole pipeline, counted, in the order of the process; stages of older versions come last."""
    counted = {stage: (number, since) for stage, number, since in applications.by_stage(tx)}
    names = {stage.id: stage.name for stage in tx.book.current.stages}
    ordered = [*(stage for stage in names if stage in counted), *(stage for stage in counted if stage not in names)]
    return [
        show.StageCount(names.get(stage, stage), counted[stage][0], (tx.now - counted[stage][1]).days)
        for stage in ordered
    ]


def _told(tx: Tx, some: Sequence[Interview]) -> list[Told]:
    about = {a.id: a for a in applications.of_ids(tx, [interview.application for interview in some])}
    found = [(interview, about[interview.application]) for interview in some]
    return [Told(interview, a, tx.book.get(tx, a.process)) for interview, a in found]
