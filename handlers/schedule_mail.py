"""What the candidate is written about their interviews."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.letter_facts import first_name, listed, spelled_in
from bot.hiring.process import Process
from bot.hiring.spoken import spoken_hours, spoken_time, zone_words
from handlers import mail
from storage import interviews, letters, people
from storage.database import Tx


def invite(tx: Tx, application: Application, made: Sequence[Interview], process: Process) -> None:
    """One invitation, for a loop too: what, when, with whom, and the brief."""
    kind, told = _invitation(tx, made, process)
    mail.send(tx, application, kind, _key(made), **told)


def link(tx: Tx, application: Application, interview: Interview, process: Process) -> None:
    """Its video link is known from now on: an invitation that has not left says it."""
    made = [interview]
    if interview.loop is not None:
        made = [it for it in interviews.of_application(tx, application.id) if it.loop == interview.loop]
    letter = letters.find(tx, _key(made))
    if letter is None or letter.state != "approved" or letters.is_refused(tx, letter):
        return
    kind, told = _invitation(tx, [replace(it, meet_url=None) for it in made], process)
    if mail.text(tx, application, kind, **told).body == letter.body:
        kind, told = _invitation(tx, made, process)
        letters.amend(tx, letter.id, body=mail.text(tx, application, kind, **told).body)


def _key(made: Sequence[Interview]) -> str:
    return f"invitation:{min(interview.id for interview in made)}"


def _invitation(tx: Tx, made: Sequence[Interview], process: Process) -> tuple[str, dict[str, str]]:
    """Which mail, and what it tells; video links once all are known."""
    sessions = [process.session(interview.session) for interview in made]
    brief = "\n\n".join(session.brief for session in sessions if session.brief)
    stage = process.stage(made[0].stage)
    if len(stage.sessions) > 1 and {it.id for it in sessions} <= set(stage.sessions):
        links = [interview.meet_url for interview in made if interview.meet_url]
        return "onsite_invitation", {
            "interview_date": spelled_in(made[0].starts_at, made[0].zone),
            "agenda": agenda(tx, made, process),
            "meet_url": ", ".join(dict.fromkeys(links)) if len(links) == len(made) else "",
            "brief": brief,
        }
    return "invitation", {"brief": brief, **_told(tx, made[0], process)}


def moved(tx: Tx, application: Application, before: Interview, after: Interview, process: Process) -> None:
    mail.send(
        tx,
        application,
        "interview_moved",
        f"moved:{after.id}:{after.version}",
        old_interview_time=spoken_time(before.starts_at, before.ends_at, before.zone),
        **_told(tx, after, process),
    )


def cancelled(tx: Tx, application: Application, interview: Interview, process: Process, *, next_step: str) -> None:
    mail.send(
        tx,
        application,
        "interview_cancelled",
        f"cancelled:{interview.id}",
        session_name=process.session(interview.session).name,
        interview_time=spoken_time(interview.starts_at, interview.ends_at, interview.zone),
        next_step=next_step,
    )


def _told(tx: Tx, interview: Interview, process: Process) -> dict[str, str]:
    return {
        "session_name": process.session(interview.session).name,
        "interview_time": spoken_time(interview.starts_at, interview.ends_at, interview.zone),
        "interviewer_first_names": _first_names(tx, interview.people),
        "meet_url": interview.meet_url or "",
    }


def agenda(tx: Tx, made: Iterable[Interview], process: Process) -> str:
    """One line for each: when by the candidate's clock, what, with whom."""
    return "\n".join(
        f"- {spoken_hours(it.starts_at, it.ends_at, it.zone)} ({zone_words(it.zone)}): "
        f"{process.session(it.session).name}, with {_first_names(tx, it.people)}"
        for it in made
    )


def _first_names(tx: Tx, persons: Iterable[str]) -> str:
    return listed(first_name(people.get(tx, person).name) for person in persons)
