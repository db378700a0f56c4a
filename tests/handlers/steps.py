"""What people do to one candidate's interview: one step is one thing that one person does, in Slack or in the calendar.

Each takes a `sequences.Sequence` and gives what was done, in a few words; REFUSED when the bot said no, because somebody
was quicker or there is no other time; None when there is nothing to do it to.
"""

from bot.hiring import application as rules
from handlers.letter_start import start_rejection
from handlers.schedule_cancel import cancel_upcoming
from sandbox.company import INTERVIEWS
from sandbox.slack.delivery import TOO_LATE
from storage import applications, interviews
from tests.handlers.at_rest import events_of
from tests.handlers.deciding import person_id
from tests.handlers.scheduling import HOUR, INTERVIEWERS, labels, sees_answer, utc

REFUSED = "refused"
OPENED = "opened"
MOVES = ("Reschedule", "Find new time")


def book(run):
    rita = run.company["rita"]
    rita.loses_the_window()
    if any(it.is_booked for it in run.interviews()) or not rita.types("/schedule", run.name).ok:
        return None
    return _finds_time(run, "rita", people_screening=[run.company[run.dice.choice(INTERVIEWERS)]])


def reschedule(run):
    by = run.dice.choice(("rita", "remy"))
    said = _opens(run, MOVES, by)
    if said != OPENED:
        return said
    others = {"people_screening": [run.company[run.dice.choice(INTERVIEWERS)]]}
    before = _times(run)
    said = _finds_time(run, by, **(others if run.dice.random() < 0.3 else {}))
    run.moved += before != _times(run)
    return said


def cancel(run):
    said = _opens(run, ("Cancel interview",))
    return _hands_in(run) if said == OPENED else said


def replace(run):
    said = _opens(run, ("Replace",))
    if said != OPENED:
        return said
    sees_answer(run.company["rita"])
    return _hands_in(run)


def say_no(run):
    return _says(run, "I can't")


def say_yes(run):
    return _says(run, "I'll be there")


def answer(run):
    live = _event(run)
    guests = sorted({guest["email"] for guest in live["attendees"]} - {run.email}) if live else ()
    return _answers(run, live, run.dice.choice(guests), "accepted", "declined", "tentative") if guests else None


def candidate_answers(run):
    live = _event(run)
    return _answers(run, live, run.email, "accepted", "declined") if live else None


def drag(run):
    """A candidate's no that stands there is said to the new time too."""
    live, when = _event(run), utc(run.dice.randrange(3, 29), run.dice.randrange(9, 16))
    if live is None:
        return None
    run.changes += any((it["email"], it["responseStatus"]) == (run.email, "declined") for it in live["attendees"])
    run.company.calendars.moves(INTERVIEWS, live["id"], when, when + HOUR)
    return f"to {when:%d %H:%M}"


def leave_it_there(run):
    said = _opens(run, ("Leave it there",), window=False)
    return "done" if said == OPENED else said


def delete(run):
    live = _event(run)
    if live is None:
        return None
    run.company.calendars.removes(INTERVIEWS, live["id"])
    return "done"


def withdraw(run):
    """From the message that the candidate can't come, if there is one."""
    asked = [it for it in run.dms("rita") if "Withdraw" in it.buttons]
    run.company["rita"].loses_the_window()
    run.company["rita"].presses("Withdraw", on=(asked or [run.headline()])[-1])
    return _hands_in(run)


def reject(run):
    """As after a decision; nobody can press [Reject] before an interview was held."""
    with run.company.db.begin() as tx:
        closed = rules.reject(applications.lock(tx, run.application), now=tx.now)
        applications.save(tx, closed)
        run.held_back = {it.id for it in interviews.of_application(tx, closed.id) if it.is_booked}
        cancel_upcoming(tx, closed, by=person_id(run.company, "rita"))
        start_rejection(tx, closed)
    return "done"


def letter(run):
    """Written and sent; within an hour it leaves."""
    rita = run.company["rita"]
    assert rita.presses("Write letter", on=run.headline()).ok
    rita.fills_in({"ask_interview_date": "Tuesday, 2 March 2027"})
    assert _hands_in(run) == "rita"
    return _hands_in(run)


STEPS = {  # by weight
    book: 3,
    reschedule: 4,
    cancel: 2,
    replace: 3,
    say_no: 3,
    say_yes: 1,
    answer: 3,
    candidate_answers: 4,
    drag: 4,
    leave_it_there: 1,
    delete: 2,
}
PARTING = (withdraw, reject)


def _times(run):
    return [(it.id, it.starts_at) for it in run.interviews()]


def _says(run, label):
    for name in run.dice.sample(INTERVIEWERS, len(INTERVIEWERS)):
        for dm in run.dms(name):
            if label in dm.buttons:
                run.spoke |= {(it.id, person_id(run.company, name)) for it in run.interviews()}
                return name if _went(run.company[name].presses(label, on=dm)) else REFUSED
    return None


def _answers(run, live, email, *words):
    said = run.dice.choice(words)
    run.company.calendars.answers(email, live["id"], said)
    return f"{email} {said}"


def _event(run):
    found = events_of(run.company, run.email)
    return run.dice.choice(found) if found else None


def _opens(run, wanted, by="rita", *, window=True):
    """Press one of these buttons, wherever it stands: in the thread or in a message to the coordinator."""
    places = [*run.notes(), *(run.dms("rita") if by == "rita" else ())]
    found = [(label, on) for on in places for label in on.buttons if label in wanted]
    if not found:
        return None
    person, (label, on) = run.company[by], run.dice.choice(found)
    person.loses_the_window()
    ok = person.presses(label, on=on).ok
    return OPENED if ok and (person.modal or not window) else REFUSED


def _finds_time(run, by, **more):
    person = run.company[by]
    person.fills_in({"first": f"2027-03-{run.dice.randrange(3, 25):02}", "last": "2027-03-31", **more})
    if not person.hands_in().ok:
        return REFUSED
    shown = sees_answer(person)
    if shown.submit:
        person.fills_in({"option": run.dice.choice(labels(shown))})
    return _hands_in(run, by)


def _hands_in(run, by="rita"):
    """What stands before them, if it can be handed in."""
    person = run.company[by]
    return by if person.modal and person.modal.submit and _went(person.hands_in()) else REFUSED


def _went(outcome):
    """What the bot answered too late was done all the same: this machine is slow, not the bot."""
    return outcome.ok or outcome.error == TOO_LATE
