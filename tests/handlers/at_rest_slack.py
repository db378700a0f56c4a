"""What Slack shows of one candidate at rest: notes in the thread, headline, messages to each person, Homes.

Everything here compares what people see with the interviews that the bot remembers (`at_rest.Look`).
"""

from collections import Counter
from datetime import timedelta

from storage import audit
from tests.handlers.deciding import person_id
from tests.handlers.scheduling import INTERVIEWERS

SAYS = {"asked": "(asked)", "accepted": "(comes)", "declined": "(can't come)"}
CHANGE = ["Reschedule", "Cancel interview", "Replace"]
AHEAD = timedelta(days=14)  # as far as Home looks


def shown_wrongly(look):
    """In words; nothing when Slack says what is so."""
    yield from _notes(look)
    yield from _headline(look)
    for name in INTERVIEWERS:
        yield from _questions(look, name)
        yield from _home(look, name)
    yield from _coordinator(look)


def _stamp(interview):
    return f"<!date^{int(interview.starts_at.timestamp())}^"


def _full(look, person):
    names = {person_id(look.run.company, name): look.run.company[name].member.real_name for name in INTERVIEWERS}
    return names[person]


def _notes(look):
    """One note for each interview, in the order they were booked, with its time, its panel and its state."""
    notes = look.run.notes()
    if len(notes) != len(look.interviews):
        yield f"{len(notes)} notes about {len(look.interviews)} interviews"
    for interview, note in zip(look.interviews, notes, strict=False):
        text = note.all_text
        if ("cancelled" in text) == interview.is_booked or _stamp(interview) not in str(note.blocks):
            yield f"interview {interview.id} is {interview.state} at {interview.starts_at}, its note says {text!r}"
        if note.buttons != (CHANGE if interview.is_booked and look.is_open else []):
            yield f"the note of interview {interview.id}, {interview.state}, has the buttons {note.buttons}"
        for seat in interview.panel if interview.is_booked else ():
            if f"{_full(look, seat.person)} {SAYS[seat.answer.value]}" not in text:
                yield f"{_full(look, seat.person)} {seat.answer} for interview {interview.id}, its note says {text!r}"


def _headline(look):
    shown = look.run.headline()
    if look.is_open and look.standing and _stamp(look.standing[0]) not in str(shown.blocks):
        yield f"booked at {look.standing[0].starts_at}, the headline says {shown.all_text!r}"
    if look.is_open and not look.standing and "to be scheduled" not in shown.all_text:
        yield f"nothing is booked, the headline says {shown.all_text!r}"
    if not look.is_open and "Closed" not in shown.all_text:
        yield f"it is closed, the headline says {shown.all_text!r}"


def _questions(look, name):
    """One message for each interview they ever sat in; it says when, whether they come, and asks only until then."""
    me = person_id(look.run.company, name)
    asked = [dm for dm in look.run.dms(name) if _is_question(dm.all_text)]
    ever = sum(person == me for _, person in look.run.seats)
    if len(asked) != ever:
        yield f"{name} was on {ever} panels and was asked by {len(asked)} messages"
    mine = sorted(((it, it.seat(me)) for it in look.standing if it.seat(me)), key=lambda pair: pair[0].id)
    sitting = [dm for dm in asked if "You are on the panel" in dm.all_text]
    if len(sitting) != len(mine):
        yield f"{name} sits on {len(mine)} panels, {len(sitting)} messages say so"
    for (interview, seat), dm in zip(mine, sitting, strict=False):
        buttons = ["I'll be there", "I can't"] if seat.answer.value == "asked" else []
        words = {"asked": "", "accepted": "You'll be there.", "declined": "You can't."}[seat.answer.value]
        if _stamp(interview) not in str(dm.blocks) or dm.buttons != buttons or words not in dm.all_text:
            yield f"{name} {seat.answer} at {interview.starts_at}, their message says {dm.all_text!r} {dm.buttons}"
    for dm in asked:
        if dm not in sitting and dm.buttons:
            yield f"{name} does not sit there and has the buttons {dm.buttons}"


def _is_question(text):
    return any(words in text for words in ("You are on the panel", "Cancelled:", "Somebody else takes your seat"))


def _coordinator(look):
    """Each thing that went wrong is said once; it can be acted on exactly while it is so, and shows the time of now."""
    dms = look.run.dms("rita")
    removed = sum("Somebody deleted this in the calendar" in dm.all_text for dm in dms)
    deleted = sum(entry.action == "interview.cancelled" and entry.actor == audit.BOT for entry in look.entries)
    if removed != deleted:
        yield f"{deleted} events were deleted by hand, {removed} messages say so"
    for name in INTERVIEWERS:
        yield from _panel_says_no(look, name, dms)
    yield from _candidate_says_no(look, dms)
    stamps = [_stamp(it) for it in look.standing]
    for dm in dms:
        if {"Replace", "Reschedule", "Find new time"} & set(dm.buttons) and not any(
            it in str(dm.blocks) for it in stamps
        ):
            yield f"the coordinator can change what is not so: {dm.all_text!r}"
    for (text, buttons), number in Counter((dm.all_text, tuple(dm.buttons)) for dm in dms).items():
        if number > 1 and buttons:
            yield f"the coordinator is asked {number} times: {text!r}"


def _panel_says_no(look, name, dms):
    me = person_id(look.run.company, name)
    seats = [seat for it in look.standing if (seat := it.seat(me)) and seat.answer.value == "declined"]
    asked = [dm for dm in dms if f"{_full(look, me)} can't come" in dm.all_text and "Replace" in dm.buttons]
    if len(asked) != (len(seats) if look.is_open else 0):
        yield f"{name} said no to {len(seats)} interviews, the coordinator is asked {len(asked)} times to replace them"


def _candidate_says_no(look, dms):
    email = look.run.email
    guests = [guest for it in look.standing for guest in (look.event(it) or {}).get("attendees", ())]
    said_no = sum(guest["email"] == email and guest["responseStatus"] == "declined" for guest in guests)
    asked = [dm for dm in dms if "declined in the calendar" in dm.all_text and dm.buttons]
    if len(asked) != (said_no if look.is_open else 0):
        yield f"the candidate said no to {said_no} events, the coordinator is asked {len(asked)} times for a new time"


def _home(look, name):
    me, home = person_id(look.run.company, name), look.run.company[name].home
    if home is None:
        return
    near = [it for it in look.standing if it.starts_at < look.run.company.clock.now() + AHEAD]
    mine = [it for it in near if it.seat(me)]
    for interview in mine:
        if _stamp(interview) not in str(home.blocks) or look.run.name not in home.text:
            yield f"{name}'s Home does not show the interview at {interview.starts_at}"
    if not mine and look.run.name in home.text:
        yield f"{name}'s Home still shows {look.run.name}"
