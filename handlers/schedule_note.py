"""Who is told about an interview, and what they see: drawn from the state of now."""

from collections.abc import Callable, Iterable

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.process import Process
from bot.ports import Message
from handlers import headline
from handlers import schedule_note_view as show
from storage import applications, audit, events, interviews, messages, people, scorecards, slot_searches, standings
from storage.database import Tx

LIVING = (
    "interview",
    "ask",
    "kit",
    "bell",
    "nudge",
    "declined",
)  # messages that show an interview's time or panel
MISSING = ("owed", "stand_in")  # those that say whose scorecard is missing


def thread_key(interview: int) -> str:
    return f"interview:{interview}:thread"


def ask_key(interview: int, person: str) -> str:
    return f"ask:{interview}:{person}"


def declined_key(interview: int, person: str) -> str:
    return f"declined:{interview}:{person}"


def removed_key(application: int, interview: int) -> str:
    return f"removed:{application}:{interview}"


def announce(tx: Tx, application: Application, interview: Interview) -> None:
    """A new interview: calendar, note in the thread, a question to everybody on the panel."""
    events.show(tx, interview.id)
    key = headline.key(application.id)
    messages.post(tx, thread_key(interview.id), show.THREAD, interview.id, to=application.channel, thread=key)
    messages.refresh(tx, headline.cards_key(application.id, interview.stage))
    ask_panel(tx, interview)


def ask_panel(tx: Tx, interview: Interview) -> None:
    """Ask whoever was not asked yet; the others' messages are living ones."""
    for person in interview.people:
        messages.post(tx, ask_key(interview.id, person), show.ASK, interview.id, person, to=person)


def refresh(tx: Tx, application: Application, interview: Interview) -> None:
    """Everything that shows this interview is made current."""
    for kind in LIVING:
        messages.refresh_all(tx, f"{kind}:{interview.id}:")
    for kind in MISSING:
        messages.refresh(tx, f"{kind}:{interview.id}")
    messages.refresh(tx, headline.cards_key(application.id, interview.stage))
    _refresh_beside(tx, application, interview.people)
    headline.refresh(tx, application)


def refresh_of(tx: Tx, application: Application, person: str) -> None:
    """For somebody who has left a panel: what stood in the way of their other interviews may not any more."""
    _refresh_beside(tx, application, [person])


def _refresh_beside(tx: Tx, application: Application, panel: Iterable[str]) -> None:
    """What was pointed out about interviews of the candidate and of *panel*: they are at the same time.

    All in one question: it goes through them in one order, so that nobody waits for somebody who waits for them.
    """
    beside = {it.id for it in interviews.of_application(tx, application.id)}
    for person in panel:
        beside |= {it.id for it in interviews.of_person(tx, person, since=tx.now)}
    messages.refresh_all(tx, *(f"pointed:{number}:" for number in sorted(beside)))


def tell_declined(tx: Tx, application: Application, interview: Interview, person: str) -> None:
    """The coordinator hears that somebody on the panel can't come."""
    key = declined_key(interview.id, person)
    if not messages.post(tx, key, show.DECLINED, interview.id, person, to=application.coordinator):
        messages.refresh(tx, key)


def tell_candidate_declined(tx: Tx, application: Application, interview: Interview) -> None:
    """One message for each time they were offered: a new panel does not settle it, a new time does."""
    starts = _stamp(interview)
    key = f"declined:{interview.id}:candidate:{starts}"
    if not messages.post(tx, key, show.CANDIDATE, interview.id, starts, to=application.coordinator):
        messages.refresh(tx, key)


def tell_removed(tx: Tx, application: Application, interview: Interview) -> None:
    key = removed_key(application.id, interview.id)
    messages.post(tx, key, show.REMOVED, interview.id, to=application.coordinator)


def _thread(tx: Tx, interview_id: int) -> Message:
    interview, application, process = _about(tx, interview_id)
    over = application.is_open and interview.is_booked and interview.is_over(tx.now)
    last = audit.last_of_interview(tx, interview_id)
    return show.thread_note(
        interview,
        process,
        people.everyone(tx),
        changeable=_changeable(tx, application, interview),
        doubtful=over and not any(scorecards.is_in(tx, interview_id, person) for person in interview.people),
        missed=last is not None and last.action == audit.MISSED,
    )


def _ask(tx: Tx, interview_id: int, person: str) -> Message:
    interview, application, process = _about(tx, interview_id)
    return show.ask(interview, application, process, person, over=interview.is_over(tx.now))


def _declined(tx: Tx, interview_id: int, person: str) -> Message:
    interview, application, process = _about(tx, interview_id)
    return show.declined(
        interview,
        application,
        process,
        people.everyone(tx),
        person,
        slot_searches.suggested(tx, application.id, interview=interview_id, person=person),
        changeable=_changeable(tx, application, interview),
    )


def _candidate_declined(tx: Tx, interview_id: int, starts: int) -> Message:
    interview, application, process = _about(tx, interview_id)
    booked = events.find(tx, interview_id)
    said_no = booked is not None and booked.answers.get(application.candidate.email.lower()) == "declined"
    asked = said_no and _stamp(interview) == starts and _changeable(tx, application, interview)
    return show.candidate_declined(interview, application, process, open_question=asked)


def _stamp(interview: Interview) -> int:
    return int(interview.starts_at.timestamp())


def _removed(tx: Tx, interview_id: int) -> Message:
    interview, application, process = _about(tx, interview_id)
    to_book = application.is_open and interview.session in standings.of(tx, application).to_book
    return show.removed(interview, application, process, to_book=to_book)


def _changeable(tx: Tx, application: Application, interview: Interview) -> bool:
    return application.is_open and interview.is_booked and not interview.has_begun(tx.now)


def _about(tx: Tx, interview_id: int) -> tuple[Interview, Application, Process]:
    interview = interviews.get(tx, interview_id)
    application = applications.get(tx, interview.application)
    return interview, application, tx.book.get(tx, application.process)


RENDERERS: dict[str, Callable[..., Message | None]] = {
    show.THREAD: _thread,
    show.ASK: _ask,
    show.DECLINED: _declined,
    show.CANDIDATE: _candidate_declined,
    show.REMOVED: _removed,
}
