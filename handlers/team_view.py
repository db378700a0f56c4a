"""The list of the team: who may do what, found by name, a page at a time."""

from datetime import datetime

from bot.hiring.person import Person
from bot.hiring.process import Process
from bot.hiring.team import Page, Presence, is_off, presence
from bot.ports import Block
from handlers.blocks import actions, answers, button, context, divider, esc, field, modal, section, text_input

TEAM = "hiring.team"
ADD = "team.add"
EDIT = "team.edit"
EARLIER, LATER = "team.earlier", "team.later"
FIND = "team.find"
NAME = "name"


def team(page: Page, process: Process, now: datetime, *, words: str = "", may_add: bool) -> Block:
    rows = [_member(person, process, now, may_edit=may_add) for person in page.people]
    return modal(
        "Hiring team",
        [
            field(NAME, "Find by name", text_input(initial=words, limit=80), optional=True),
            section(f"*The hiring team*{_count(page)}" if rows else _nobody(words)),
            *_buttons(page, may_add=may_add),
            divider(),
            *rows,
        ],
        callback=FIND,
        submit="Find",
    )


def read_words(view: Block) -> str:
    return str(answers(view).get(NAME, "")).strip()


def _count(page: Page) -> str:
    people = f" · {page.found} {'person' if page.found == 1 else 'people'}"
    return people + (f", page {page.number + 1} of {page.pages}" if page.pages > 1 else "")


def _nobody(words: str) -> str:
    return f"Nobody here is called “{esc(words)}”." if words else "Nobody has a role yet."


def _buttons(page: Page, *, may_add: bool) -> list[Block]:
    made = [button("Add people", action=ADD, style="primary")] if may_add else []
    if page.number > 0:
        made.append(button("Back", action=EARLIER, value=str(page.number - 1)))
    if page.number + 1 < page.pages:
        made.append(button("More", action=LATER, value=str(page.number + 1)))
    return [actions(*made)] if made else []


def _member(person: Person, process: Process, now: datetime, *, may_edit: bool) -> Block:
    """Those who left stand in small grey letters: what they wrote stays, they can do nothing."""
    roles = ", ".join(role.words for role in sorted(person.roles))
    if presence(person, now) is Presence.LEFT:
        return context(f"{esc(person.name)} · {roles} · no longer here; their scorecards stay")
    names = [s.name for s in process.sessions if s.id in person.sessions]
    lines = [f"*{esc(person.name)}* · {roles}{_state(person, now)}"]
    if names:
        lines.append(f"Leads: {esc(', '.join(names))}{_caps(person)}")
    lines.append(f"{days_text(person.days)} {person.starts:%H:%M}–{person.ends:%H:%M} {esc(person.zone)}")
    return section("\n".join(lines), button("Edit", action=EDIT, value=person.id) if may_edit else None)


def _state(person: Person, now: datetime) -> str:
    if presence(person, now) is Presence.PAUSED:
        return f" · paused, back on {person.back_on:%d %b %Y}" if person.back_on else " · paused"
    if is_off(person, now):
        return " · off today"
    coming = [span for span in person.away if span[0] > now.date()]
    return f" · off from {coming[0][0]:%d %b}" if coming else ""


def _caps(person: Person) -> str:
    caps = [(person.max_per_day, "a day"), (person.max_per_week, "a week")]
    said = [f"{most} {unit}" for most, unit in caps if most is not None]
    return f" · at most {', '.join(said)}" if said else ""


DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def days_text(days: frozenset[int]) -> str:
    """Days in a row as their first and last: Mon–Fri."""
    ordered = sorted(days)
    if len(ordered) > 2 and ordered == list(range(ordered[0], ordered[-1] + 1)):
        return f"{DAYS[ordered[0]]}–{DAYS[ordered[-1]]}"
    return ", ".join(DAYS[day] for day in ordered)
