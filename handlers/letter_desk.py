"""What the letter's form needs to know, and how what was typed becomes a letter."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.hiring import reading
from bot.hiring.application import Application, State
from bot.hiring.errors import NotNow, Stale
from bot.hiring.letter import Letter, leaves_at, window_of
from bot.hiring.letter_edit import (
    GROWTH,
    STRENGTHS,
    Strength,
    fill,
    one_area,
    signed_by,
    standing_in,
    strength,
    to_mend,
    with_strengths,
)
from bot.hiring.letter_facts import first_name, held_for
from bot.hiring.letter_text import Draft, places
from bot.hiring.person import Person
from bot.hiring.process import LetterTemplate, Process
from bot.ports import Block
from handlers import letter_day, mail
from handlers import letter_form_view as show
from handlers.blocks import esc, when
from handlers.company import Company
from storage import applications, audit, drafts, interviews, letters, people, scorecards, standings
from storage.database import Tx

PLEA = 150  # characters Slack has room for under a field


def draft_of(letter: int) -> str:
    """Under which name unfinished text is kept, per person."""
    return f"letter:{letter}"


def letter_to_write(tx: Tx, application: Application, letter_id: int | None = None) -> Letter:
    """That letter, if what it says is so; without *letter_id* the rejection or the offer that was decided.

    Raises NotNow when it is not, or not any more.
    """
    rejected = application.state is State.REJECTED
    called_for = f"{'rejection' if rejected else 'offer'}:{application.id}"
    letter = letters.find(tx, called_for) if letter_id is None else letters.get(tx, letter_id)
    if letter is None or letter.application != application.id or not _is_so(tx, application, letter):
        raise NotNow(f"There is no letter to write to {application.name} now. Nothing was changed.")
    return letter


def _is_so(tx: Tx, application: Application, letter: Letter) -> bool:
    match letter.key.partition(":")[0]:
        case "rejection" | "more":
            return application.state is State.REJECTED
        case "offer":
            stage = tx.book.get(tx, application.process).stage(application.stage)
            return application.is_open and stage.kind == "offer"
        case "holding":
            return application.is_open
        case _:
            return application.state is State.OFFER_DECLINED


def form(tx: Tx, application: Application, letter: Letter, actor: Person, company: Company) -> Block:
    """The form for *actor*, who will have signed it."""
    process, template = _rules(tx, application, letter)
    mine = replace(
        letter,
        body=signed_by(letter.body, letter.sender_name, actor.name),
        sender_name=actor.name,
        reply_to=mail.reply_to(process, actor),
    )
    offered = strengths(tx, application, letter, template, actor)
    kept = drafts.of(tx, draft_of(letter.id), actor.id)
    return show.form(
        mine,
        application,
        offered,
        answer_by=letter_day.proposed(tx, application, letter, _zone(application, company)),
        kept=kept,
    )


def untouched(tx: Tx, application: Application, letter: Letter, actor: Person, company: Company) -> show.Written:
    """What the form would hand in if *actor* changed nothing."""
    _, template = _rules(tx, application, letter)
    return show.Written(
        application.id,
        letter.id,
        letter.version,
        subject=letter.subject,
        body=signed_by(letter.body, letter.sender_name, actor.name),
        strengths=standing_in(letter.body, strengths(tx, application, letter, template, actor)),
        asked={},
        answer_by=letter_day.proposed(tx, application, letter, _zone(application, company)),
    )


def keep(
    tx: Tx, application: Application, letter: Letter, written: show.Written, actor: Person, company: Company
) -> tuple[Letter, dict[str, str]]:
    """Keep what was typed. Returns the letter and what has to be mended, by field."""
    process, template = _rules(tx, application, letter)
    zone = _zone(application, company)
    body = letter_day.put_in(tx, application, letter, written.body, written.answer_by, by=actor.id, zone=zone)
    offered = strengths(tx, application, letter, template, actor)
    body = fill(with_strengths(body, template, offered, written.strengths), written.asked)
    draft = Draft(fill(written.subject, written.asked), body)
    drafts.forget(tx, draft_of(letter.id), actor.id)
    kept = _edited(tx, application, letter, draft, actor, process)
    area = one_area(written.asked.get(GROWTH, ""))
    too_much = {f"ask_{GROWTH}": area} if area else {}
    return kept, too_much | _gaps(tx, application, draft, template, process) | _late(written, tx.now, zone)


def _edited(tx: Tx, application: Application, letter: Letter, draft: Draft, actor: Person, process: Process) -> Letter:
    if (draft.subject, draft.body, actor.id) == (letter.subject, letter.body, letter.by):
        return letter
    audit.add(
        tx,
        actor=actor.id,
        action="letter.edited",
        application=application.id,
        kind=letter.kind,
        said="changed the text",
    )
    return letters.edit(
        tx,
        letter.id,
        subject=draft.subject,
        body=draft.body,
        by=actor.id,
        sender_name=actor.name,
        reply_to=mail.reply_to(process, actor),
    )


def preview(
    tx: Tx, application: Application, letter: Letter, company: Company, *, readers: Sequence[Person] | None = None
) -> Block:
    """*readers* are asked before it leaves; None: no second reader is wanted."""
    outside = f"after the undo window, in {esc(application.name)}'s working hours"
    if readers:
        names = esc(listed_or(person.name for person in readers))
        return show.preview(letter, f"*Leaves* once {names} has read it too, {outside}.")
    note = f"*Leaves* {when(leaves(tx, application, letter, company))}, {outside}."
    return show.preview(letter, note, alone=readers is not None)


def shown(tx: Tx, letter: Letter) -> Block:
    """A letter that is no draft, as it stands."""
    return show.shown(letter, refused=letters.is_refused(tx, letter))


def leaves(tx: Tx, application: Application, letter: Letter, company: Company) -> datetime:
    """When it leaves if it is sent now."""
    process, template = _rules(tx, application, letter)
    rules = process.letter_rules
    return leaves_at(tx.now, rules.undo, window_of(rules, template), _zone(application, company))


def strengths(
    tx: Tx, application: Application, letter: Letter, template: LetterTemplate, writer: Person
) -> list[Strength]:
    """What interviewers wrote for sending, about the interviews that the letter speaks of.

    Nothing to a *writer* who may still hand in a card of their own: it stands on the others' cards.
    """
    if STRENGTHS not in template.variables or reading.is_blind(writer, standings.of(tx, application)):
        return []
    process = tx.book.get(tx, application.process)
    held = {i.id for i in held_for(process, letter.kind, interviews.of_application(tx, application.id), tx.now)}
    written = [
        strength(f"{card.interview}:{card.interviewer}", card.answers.strength)
        for card in scorecards.of_application(tx, application.id)
        if card.interview in held
    ]
    return [s for s in written if s.text]


def listed_or(names: Iterable[str]) -> str:
    """Ana, Bo or Cy."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def quicker(tx: Tx, letter: Letter) -> Stale:
    """Somebody else changed, sent or called back this letter."""
    for entry in reversed(audit.of_application(tx, letter.application)):
        if entry.action.startswith("letter.") and entry.detail.get("kind") == letter.kind:
            person = people.find(tx, entry.actor)
            return Stale(person.name if person else "Interview Bot", entry.detail.get("said", "it was sent"), entry.at)
    return Stale("Somebody", "changed the text", tx.now)


def too_late(letter: Letter) -> str:
    """Why it cannot be called back."""
    if letter.state == "sent":
        return "It has left already and cannot be called back."
    if letter.state == "approved":
        return "It is leaving right now and cannot be called back."
    if letter.state == "cancelled":
        return "It is not needed any more: nothing leaves."
    return "It waits for somebody to say whether it arrived; there is nothing to call back."


def _rules(tx: Tx, application: Application, letter: Letter) -> tuple[Process, LetterTemplate]:
    return tx.book.get(tx, application.process), template(tx, application, letter)


def template(tx: Tx, application: Application, letter: Letter) -> LetterTemplate:
    return mail.template(tx, application, letter.kind)


def _gaps(tx: Tx, application: Application, draft: Draft, template: LetterTemplate, process: Process) -> dict[str, str]:
    others = applications.other_names(tx, application) if template.rejection else ()
    subject, body = to_mend(draft, template, process, _names(tx, application), others)
    found = {"subject": [str(it) for it in subject], "body": [str(it) for it in body]}
    gaps = {name: _plea(sentences) for name, sentences in found.items() if sentences}
    return gaps | {f"ask_{name}": "Please fill this in." for name in places(f"{draft.subject}\n{draft.body}")}


def _names(tx: Tx, application: Application) -> list[str]:
    """Colleagues whose opinions are not the candidate's to read, by full and first name."""
    involved = {p for i in interviews.of_application(tx, application.id) for p in i.people}
    involved |= {application.coordinator, application.hiring_manager or application.coordinator}
    full = [person.name for person in people.everyone(tx).values() if person.id in involved]
    return [*full, *(first_name(name) for name in full)]


def _plea(sentences: list[str]) -> str:
    more = f" (And {len(sentences) - 1} more.)" if len(sentences) > 1 else ""
    room = PLEA - len(more)
    return (sentences[0] if len(sentences[0]) <= room else sentences[0][: room - 1] + "…") + more


def _late(written: show.Written, now: datetime, zone: str) -> dict[str, str]:
    today = now.astimezone(ZoneInfo(zone)).date()
    if written.answer_by is None or written.answer_by > today:
        return {}
    return {"answer_by": "Please give them at least until tomorrow."}


def _zone(application: Application, company: Company) -> str:
    return application.candidate.zone or company.zone
