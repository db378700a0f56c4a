"""[Edit] on a candidate's card: what was written down about them is put right, and what shows it follows."""

from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.hiring import access
from bot.hiring import application as steps
from bot.hiring.application import Application
from bot.hiring.person import Person
from bot.ports import Directory, Message
from handlers import candidate_channel, headline, letter_start, schedule_note, window
from handlers import candidate_edit_view as show
from handlers.candidate_ready import must_be_ready
from handlers.candidate_view import Asked
from handlers.company import Company
from handlers.headline_view import application_of
from storage import applications, audit, events, interviews, letters, messages
from storage.database import Database, Tx


def register(app: App) -> None:
    app.action(show.EDIT)(open_form)
    app.view(show.EDITED)(edit)


def open_form(
    ack: Ack, body: dict[str, Any], action: dict[str, Any], client: WebClient, actor: Person, db: Database
) -> None:
    with db.read() as tx:
        application = applications.get(tx, application_of(action["value"])[0])
        access.require(actor, show.EDIT, headline.about(tx, application))
        view = show.form(application, tx.book.get(tx, application.process))
    window.show(client, body, view)
    ack()


def edit(
    ack: Ack,
    view: dict[str, Any],
    actor: Person,
    db: Database,
    directory: Directory,
    company: Company,
    once: str,
) -> None:
    (application_id, version), asked, zone = show.read(view)
    with db.read() as tx:
        seen = applications.get(tx, application_id)
        own_channel = tx.book.get(tx, seen.process).role(asked.role).channel
    channel = directory.channel_id(own_channel or company.channel) if asked.role != seen.role else seen.channel
    with db.begin(once=once) as tx:
        before = applications.lock(tx, application_id)
        access.require(actor, show.EDITED, headline.about(tx, before))
        applications.must_be_as_seen(tx, before, version)
        after = _corrected(before, asked, zone)
        changed = _changed(before, after)
        if changed:
            _must_be_ready(tx, before, after)
            notes = _keep(tx, before, after, changed, actor)
            _point_to(tx, after, channel)
    ack(response_action="update", view=show.kept(after, notes)) if changed and notes else ack(response_action="clear")


def _corrected(before: Application, asked: Asked, zone: str | None) -> Application:
    candidate = replace(before.candidate, name=asked.name, email=asked.email, cv_url=asked.cv_url, zone=zone)
    return steps.correct(
        before,
        candidate,
        role=asked.role,
        source=asked.source,
        coordinator=asked.coordinator or before.coordinator,
        hiring_manager=asked.hiring_manager,
    )


def _changed(before: Application, after: Application) -> list[str]:
    """The names of what is different now; never what was typed."""
    ours = [name for name in ("role", "coordinator", "hiring_manager", "source") if _differ(before, after, name)]
    theirs = [name for name in ("name", "email", "zone", "cv_url") if _differ(before.candidate, after.candidate, name)]
    return theirs + ours


def _differ(before: object, after: object, name: str) -> bool:
    return bool(getattr(before, name) != getattr(after, name))


def _must_be_ready(tx: Tx, before: Application, after: Application) -> None:
    """Only who is new is looked at: somebody who left since must not stand in the way of a better address."""
    must_be_ready(
        tx,
        coordinator=after.coordinator if after.coordinator != before.coordinator else None,
        hiring_manager=after.hiring_manager if after.hiring_manager != before.hiring_manager else None,
    )


def _keep(tx: Tx, before: Application, after: Application, changed: list[str], actor: Person) -> list[str]:
    """Returns what the person should know beyond that it is saved."""
    applications.save_candidate(tx, after.candidate)
    applications.save(tx, after)
    audit.add(
        tx,
        actor=actor.id,
        action="application.edited",
        application=after.id,
        changed=changed,
        said=f"changed the {', '.join(show.CALLED[name] for name in changed)}",
    )
    notes = _readdress(tx, after) if "email" in changed else []
    if {"name", "role"} & set(changed):
        notes += _name_anew(tx, after)
    headline.refresh_homes(tx, before)
    headline.refresh(tx, after)
    return notes


def _name_anew(tx: Tx, after: Application) -> list[str]:
    """What names them by name or role is made current; letters are only read once more, by people."""
    for interview in interviews.of_application(tx, after.id):
        schedule_note.refresh(tx, after, interview)
    written = letters.of_application(tx, after.id)
    for letter in written:
        letter_start.refresh(tx, letter)
    unsent = any(letter.state in letters.UNSENT for letter in written)
    return ["A letter that has not left yet keeps its words. Please read it once more."] if unsent else []


def _readdress(tx: Tx, after: Application) -> list[str]:
    """Letters that have not left and events to come go to the new address."""
    late = []
    for letter in letters.of_application(tx, after.id):
        if letters.amend(tx, letter.id, to=after.candidate.email):
            letter_start.refresh(tx, letter)
        elif letter.state in {"sent", "approved", "held"}:
            late.append(letter)
    for interview in interviews.of_application(tx, after.id):
        if interview.is_booked and not interview.is_over(tx.now):
            events.show(tx, interview.id)
    return ["Mails that have left already are not sent again to the new address."] if late else []


def _point_to(tx: Tx, after: Application, channel: str) -> None:
    """The talk stays where it began; another role's channel learns where that is, unless it is a candidate's own."""
    if channel != after.channel and not candidate_channel.has_own(after):
        messages.post(tx, headline.pointer_key(after.id, channel), show.POINTER, after.id, after.role, to=channel)


def _pointer(tx: Tx, application_id: int, role: str) -> Message:
    application = applications.get(tx, application_id)
    return show.pointer(application, tx.book.get(tx, application.process), role)


RENDERERS = {show.POINTER: _pointer}
