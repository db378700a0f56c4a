"""[Replace]: somebody else takes a seat, the time stays. The best who is free is proposed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.hiring import access, panel
from bot.hiring.application import Application
from bot.hiring.errors import NotNow
from bot.hiring.interview import Interview, Seat
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.hiring.slots import Booking, Interval, Interviewer, Part, find_replacement
from bot.ports import Block, Calendar
from handlers import headline, schedule_note, schedule_plan, waiting, window
from handlers import schedule_change_view as show
from handlers.schedule_guard import locked_for, still_free, unchanged
from handlers.schedule_note_view import REPLACE, of_value
from storage import applications, audit, events, interviews, messages, people, slot_searches
from storage.database import Database, Tx

WINDOW = "window that waits"


@dataclass(frozen=True)
class Vacancy:
    """A seat at a fixed time, and who might take it."""

    application: Application
    interview: Interview
    process: Process
    part: Part
    interviewers: tuple[Interviewer, ...]
    met: frozenset[str]  # who knows the candidate already: rather not
    out: frozenset[str]  # who sits there or said no: never
    team: Mapping[str, Person]


def register(app: App) -> None:
    app.action(REPLACE)(ack=open_form, lazy=[propose])
    app.view(show.REPLACED)(swap)


def open_form(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    context: BoltContext,
    client: WebClient,
    actor: Person,
    db: Database,
) -> None:
    number, version, _ = of_value(action["value"])
    with db.read() as tx:
        application = applications.get(tx, interviews.get(tx, number).application)
        access.require(actor, REPLACE, headline.about(tx, application))
        if not unchanged(tx, number, version).panel:
            raise NotNow("Nobody sits on this panel. Please press [Reschedule].")
    context[WINDOW] = window.show(client, body, waiting.view(context, "Replace", "Looking who is free…"))
    ack()


def propose(context: BoltContext, client: WebClient, action: dict[str, Any], db: Database, calendar: Calendar) -> None:
    number, _, leaves = of_value(action["value"])
    waiting.answer(context, client, context.get(WINDOW) or "", lambda: _form(db, calendar, number, leaves))


def swap(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    """The same event, the same time: one leaves, one joins and is asked."""
    with db.begin(once=once) as tx:
        team = people.everyone(tx)
        number, version, leaves, joins = show.read_replacement(view, team)
        application, interview = locked_for(tx, actor, show.REPLACED, number, version)
        if (
            interview.seat(leaves) is None
            or interview.seat(joins)
            or not panel.may_lead(team[joins], interview.session)
        ):
            raise NotNow("This panel changed meanwhile. Please press [Replace] again.")
        seat = Booking(interview.session, interview.starts_at, interview.ends_at, (joins,))
        still_free(tx, application, [seat], besides=interview.id)
        after = replace(
            interview,
            version=interview.version + 1,
            panel=tuple(Seat(joins, it.focus) if it.person == leaves else it for it in interview.panel),
        )
        interviews.save(tx, after)
        audit.add(
            tx,
            actor=actor.id,
            action="interview.replaced",
            application=application.id,
            interview=after.id,
            leaves=leaves,
            joins=joins,
            said=f"gave the seat of {team[leaves].name} to {team[joins].name}",
        )
        events.show(tx, after.id)
        schedule_note.ask_panel(tx, after)
        schedule_note.refresh(tx, application, after)
        schedule_note.refresh_of(tx, application, leaves)
        messages.home(tx, leaves)
    ack(response_action="clear")


def look_for_replacement(db: Database, calendar: Calendar, interview_id: int, person: str) -> None:
    """Find who could take the seat of *person*, keep it, and show it to the coordinator."""
    with db.read() as tx:
        vacancy = _vacancy(tx, interview_id)
    best = _best(calendar, vacancy)
    with db.begin() as tx:
        slot_searches.suggest(tx, vacancy.application.id, interview=interview_id, person=person, best=best)
        messages.refresh(tx, schedule_note.declined_key(interview_id, person))


def _form(db: Database, calendar: Calendar, interview_id: int, leaves: str) -> Block:
    with db.read() as tx:
        vacancy = _vacancy(tx, interview_id)
    best = _best(calendar, vacancy)
    about = (vacancy.interview, vacancy.application, vacancy.process)
    if not best:
        return show.nobody_free(*about)
    return show.replace_form(*about, vacancy.team, leaves if vacancy.interview.seat(leaves) else "", best)


def _vacancy(tx: Tx, interview_id: int) -> Vacancy:
    interview = interviews.get(tx, interview_id)
    application = applications.get(tx, interview.application)
    process = tx.book.get(tx, application.process)
    session = process.session(interview.session)
    team = people.everyone(tx)
    pool = panel.pool(team.values(), session.id)
    span = Interval(interview.starts_at, interview.ends_at + session.buffer)
    met = {who for i in interviews.of_application(tx, application.id) if i.is_booked for who in i.people}
    refused = {who for who in pool if messages.find(tx, schedule_note.declined_key(interview.id, who))}
    return Vacancy(
        application=application,
        interview=interview,
        process=process,
        part=Part(session.id, session.duration, session.buffer, pool, name=session.name),
        interviewers=schedule_plan.known(tx, [team[who] for who in pool], process, span, besides=None),
        met=frozenset(met),
        out=frozenset(refused | set(interview.people)),
        team=team,
    )


def _best(calendar: Calendar, vacancy: Vacancy) -> tuple[tuple[str, str], ...]:
    """Those who did not meet the candidate yet; if there is none, anybody free who has not said no."""
    interview = vacancy.interview
    span = Interval(interview.starts_at, interview.ends_at + vacancy.part.buffer)
    asked = [vacancy.team[it.id] for it in vacancy.interviewers if it.id not in interview.people]
    busy = schedule_plan.ask(calendar, asked, span)
    for exclude in (vacancy.met | vacancy.out, vacancy.out):
        best = find_replacement(
            vacancy.part,
            interview.starts_at,
            interview.ends_at,
            vacancy.interviewers,
            busy,
            exclude,
            seed=interview.id,
        )
        if best:
            return best
    return ()
