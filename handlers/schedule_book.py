"""[Book]: what was shown becomes interviews, with everything that follows from it, at once or not at all."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App

from bot.hiring import application as rules
from bot.hiring import panel
from bot.hiring.application import Application
from bot.hiring.debrief import least_seen
from bot.hiring.errors import NotFound
from bot.hiring.interview import Interview, Seat
from bot.hiring.person import Person
from bot.hiring.process import Process, Session
from bot.hiring.slots import Option
from bot.hiring.slots_reasons import names_text
from bot.hiring.wanted import SlotSearch
from handlers import headline, schedule_mail, schedule_note
from handlers import schedule_view as show
from handlers.schedule_guard import still_free
from handlers.schedule_move import move
from handlers.schedule_plan import stage_of
from storage import applications, audit, cards, duplicates, interviews, slot_searches
from storage.database import Database, Tx


def register(app: App) -> None:
    app.view(show.BOOK)(book)


def book(ack: Ack, view: dict[str, Any], actor: Person, db: Database, once: str) -> None:
    search_id, number = show.read_booking(view)
    with db.begin(once=once) as tx:
        search = slot_searches.get(tx, search_id)
        application = headline.locked_for(tx, actor, show.BOOK, search.wanted.application, search.wanted.version)
        if not 0 <= number < len(search.options):
            raise NotFound("This time is not in the list any more. Please look for times again.")
        option = search.options[number]
        still_free(tx, application, option.parts, besides=search.wanted.moves)
        if search.wanted.moves:
            move(tx, application, search.wanted, option, by=actor)
        else:
            _book(tx, application, search, option, by=actor)
    ack(response_action="clear")


def _book(tx: Tx, application: Application, search: SlotSearch, option: Option, *, by: Person) -> None:
    applications.lock_email(tx, application.candidate.email)  # tasks are chosen by turns: none twice for one person
    process = tx.book.get(tx, application.process)
    stage = stage_of(process, application)
    booked = rules.book(application, process, now=tx.now)
    applications.save(tx, booked)
    applications.save_candidate(tx, replace(booked.candidate, zone=search.wanted.zone))
    made = [
        interviews.add(
            tx,
            application=booked.id,
            session=part.session,
            stage=stage.id,
            starts_at=part.start,
            ends_at=part.end,
            zone=search.wanted.zone,
            panel=_seats(tx, process, booked, process.session(part.session), part.panel),
            loop=search.id if len(option.parts) > 1 else None,
            task=_task(tx, process, booked, process.session(part.session)),
        )
        for part in option.parts
    ]
    _note(tx, booked, made, process, by=by)
    for interview in made:
        schedule_note.announce(tx, booked, interview)
    schedule_mail.invite(tx, applications.get(tx, booked.id), made, process)
    headline.refresh(tx, booked)


def _note(tx: Tx, booked: Application, made: Sequence[Interview], process: Process, *, by: Person) -> None:
    names = names_text(process.session(interview.session).name for interview in made)
    audit.add(
        tx,
        actor=by.id,
        action="application.booked",
        application=booked.id,
        interview=made[0].id,
        interviews=[interview.id for interview in made],
        stage=booked.stage,
        said=f"booked {names}",
    )


def _seats(
    tx: Tx, process: Process, application: Application, session: Session, persons: Sequence[str]
) -> tuple[Seat, ...]:
    """A session without traits of its own looks at those seen least so far."""
    most = process.scorecards.max_focus_traits
    instead = () if session.traits("primary") else least_seen(process, cards.of(tx, application), most)
    return panel.seats(session, persons, most=most, instead=instead)


def _task(tx: Tx, process: Process, application: Application, session: Session) -> str | None:
    """No task twice for one person, whatever they applied for before and under whichever address."""
    before = {it.id for it in applications.of_email(tx, application.candidate.email)}
    before |= {application.id, *duplicates.together_with(tx, application.id)}
    held = interviews.of_applications(tx, before).values()
    given = {i.task for some in held for i in some if i.task}
    return panel.choose_task(process, session, uses=interviews.task_uses(tx), given=given)
