"""[Reschedule]: the same search for one interview; on Book the same event and the same messages change."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access, panel
from bot.hiring.application import Application
from bot.hiring.interview import Answer, Interview, Seat
from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.hiring.slots import Booking, Option
from bot.hiring.wanted import Wanted
from bot.hiring.worktime import local
from handlers import candidate_reminder, headline, schedule_form_view, schedule_mail, schedule_note, window
from handlers import schedule_note_view as show
from handlers.company import Company
from handlers.schedule_guard import unchanged
from storage import applications, audit, events, interviews, messages, people
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.RESCHEDULE)(open_form)


def open_form(
    ack: Ack,
    body: dict[str, Any],
    action: dict[str, Any],
    client: WebClient,
    actor: Person,
    db: Database,
    company: Company,
) -> None:
    number, version, _ = show.of_value(action["value"])
    with db.read() as tx:
        application = applications.get(tx, interviews.get(tx, number).application)
        access.require(actor, show.RESCHEDULE, headline.about(tx, application))
        interview = unchanged(tx, number, version)
        today = local(tx.now, company.zone).date()
        fresh = schedule_form_view.fresh(application, [interview.session], zone=interview.zone, today=today)
        wanted = replace(
            fresh, chosen=_able(tx, interview), moves=interview.id, moves_version=interview.version, zone=interview.zone
        )
        process = tx.book.get(tx, application.process)
        view = schedule_form_view.form(wanted, wanted.sessions, application, process)
    window.show(client, body, view)
    ack()


def move(tx: Tx, application: Application, wanted: Wanted, option: Option, *, by: Person) -> None:
    """The interview takes the time and panel of *option*. Everybody is asked anew; the candidate is told once."""
    assert wanted.moves is not None
    before = unchanged(tx, wanted.moves, wanted.moves_version)
    process = tx.book.get(tx, application.process)
    booking = option.parts[0]
    after = replace(
        before,
        starts_at=booking.start,
        ends_at=booking.end,
        zone=wanted.zone,
        panel=_seats(process, before, booking),
        version=before.version + 1,
    )
    interviews.save(tx, after)
    audit.add(
        tx,
        actor=by.id,
        action="interview.moved",
        application=application.id,
        interview=after.id,
        said=f"found a new time for the {process.session(after.session).name}",
    )
    events.show(tx, after.id)
    schedule_note.ask_panel(tx, after)
    schedule_note.refresh(tx, application, after)
    if (before.starts_at, before.ends_at) != (after.starts_at, after.ends_at):
        events.heard(tx, after.id, {})  # what was answered was about the old time
        candidate_reminder.take_back(tx, before)
        schedule_mail.moved(tx, application, before, after, process)
    headline.refresh_homes(tx, application)
    messages.home(tx, *sorted(set(before.people) - set(after.people)))


def _seats(process: Process, before: Interview, booking: Booking) -> tuple[Seat, ...]:
    """Whoever stays keeps what they look at, and their answer if the time stays; else the traits are dealt anew."""
    same_time = (before.starts_at, before.ends_at) == (booking.start, booking.end)
    if set(booking.panel) == set(before.people):
        return before.panel if same_time else tuple(replace(seat, answer=Answer.ASKED) for seat in before.panel)
    session = process.session(before.session)
    looked_at = tuple(dict.fromkeys(trait for seat in before.panel for trait in seat.focus))
    instead = () if session.traits("primary") else looked_at
    dealt = panel.seats(session, booking.panel, most=process.scorecards.max_focus_traits, instead=instead)
    answers = {seat.person: seat.answer for seat in before.panel} if same_time else {}
    return tuple(replace(seat, answer=answers.get(seat.person, Answer.ASKED)) for seat in dealt)


def _able(tx: Tx, interview: Interview) -> dict[str, tuple[str, ...]]:
    """The panel as it is, without those who can't."""
    team = people.everyone(tx)
    stay = [
        seat.person
        for seat in interview.panel
        if seat.answer is not Answer.DECLINED and panel.may_lead(team[seat.person], interview.session)
    ]
    return {interview.session: tuple(stay)} if stay else {}
