"""A candidate's card: where they stand, every interview, what is missing, and what its reader may do."""

from collections.abc import Callable, Mapping, Sequence

from bot.hiring.application import State
from bot.hiring.interview import Answer, Interview
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers.blocks import actions, button, context, esc, link, modal, section, when
from handlers.debrief_reading_view import READ
from handlers.headline_view import MANAGER, OPEN, buttons, closed_words, name_of, next_words, value_of

EDIT = "candidate.edit"
REOPEN = "candidate.reopen"
NOTES = "candidate.notes"
TIMELINE = "candidate.timeline"


def card(
    standing: Standing,
    people: Mapping[str, Person],
    may: Callable[[str], bool],
    *,
    continued: str | None = None,
    related: Sequence[Block] = (),
    hears: str = "",
    talked_in: str = "",
    thread: str = "",
    more: Sequence[Block] = (),
) -> Block:
    """Where somebody stands, drawn for one person: *may* says which actions are theirs.

    *continued* is a link to the application that goes on in place of this one; *related* tells of others. *hears* says
    by when the candidate hears from us, *talked_in* where they have a channel of their own, *thread* links to what is
    said of them there or in the hiring channel, *more* are further buttons.
    """
    a = standing.application
    role = standing.process.role(a.role)
    lines = [f"*{esc(a.name)}* · {esc(role.name)}", esc(a.candidate.email)]
    if a.candidate.cv_url:
        lines.append(link(a.candidate.cv_url))
    state = (
        closed_words(standing, people)
        or f"{esc(standing.stage.name)} since {when(a.stage_since, '{date_short}')} · {next_words(standing, people)}"
    )
    if a.state is State.REJECTED and standing.letter == "sent":
        state += "\nThe letter has been sent. To go on with them, open a new application: `/candidate`."
    if continued:
        state = f"Closed: continued in {continued}"
    if talked_in:
        state += f"\nTalked about in {talked_in}"
    if thread:
        state += f"\n{thread}"
    booked = [i for i in standing.interviews if i.is_booked]
    steps = [b for b in buttons(standing) if b["action_id"] != OPEN]
    mine = [b for b in (*steps, *_always(standing, continued=bool(continued)), *more) if may(b["action_id"])]
    return modal(
        "Candidate",
        [
            section("\n".join(lines)),
            section(f"*Where they stand*\n{state}" + (f"\n{hears}" if hears else "")),
            section("*Interviews*\n" + ("\n".join(_line(i, standing, people) for i in booked) or "None booked yet.")),
            *related,
            actions(*mine) if mine else context("There is nothing for you to do here now."),
        ],
        callback="candidate.card",
        metadata=str(a.id),
    )


def _always(standing: Standing, *, continued: bool) -> Sequence[Block]:
    a = standing.application
    value = value_of(a)
    made = [button("Edit", action=EDIT, value=value)]
    made.append(button("Notes", action=NOTES, value=value))
    made.append(button("Timeline", action=TIMELINE, value=value))
    if a.is_open:
        label = "Change hiring manager" if a.hiring_manager else "Set hiring manager"
        made.insert(0, button(label, action=MANAGER, value=value))
    if standing.handed_in and (not a.is_open or standing.stage.kind in {"debrief", "offer"}):
        made.append(button("Read the cards", action=READ, value=value))  # they begin with the summary
    if may_reopen(standing) and not continued:
        made.insert(0, button("Reopen", action=REOPEN, value=value))
    return made


def may_reopen(standing: Standing) -> bool:
    """Whether offering it makes sense; the rule itself looks again."""
    state = standing.application.state
    return state not in {State.OPEN, State.HIRED} and not (state is State.REJECTED and standing.letter == "sent")


def _line(interview: Interview, standing: Standing, people: Mapping[str, Person]) -> str:
    owes = {person for i, person in standing.missing if i.id == interview.id}
    seats = []
    for seat in interview.panel:
        said = {Answer.ACCEPTED: " ✓", Answer.DECLINED: " (can't)"}.get(seat.answer, "")
        seats.append(name_of(seat.person, people) + said + (" · scorecard missing" if seat.person in owes else ""))
    name = esc(standing.process.session(interview.session).name)
    return f"• {name}, {when(interview.starts_at)}: {', '.join(seats)}"
