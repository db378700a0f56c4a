"""The calendar event of an interview, drawn from the state of now. Nothing confidential stands in it."""

from bot.ports import Event, LiveEvent
from handlers import schedule_mail, schedule_note, schedule_parting
from storage import applications, events, interviews, messages, people
from storage.database import Tx


def event_of(tx: Tx, interview_id: int) -> Event | None:
    """The event as it should be; None once the interview is cancelled and everybody may know, or is forgotten."""
    interview = interviews.get(tx, interview_id)
    booked = events.find(tx, interview_id)
    application = applications.get(tx, interview.application)
    ending = booked is not None and schedule_parting.is_held_back(tx, application, interview, booked)
    if booked is None or application.erased or not (interview.is_booked or ending):
        return None
    process = tx.book.get(tx, application.process)
    panel = [email for person in interview.people if (email := people.get(tx, person).email)]
    return Event(
        id=booked.remote_id,
        title=f"{process.company} · {process.session(interview.session).name}",
        description="Arranged by Interview Bot. Interviewers: your kit is in Slack.",
        starts_at=interview.starts_at,
        ends_at=interview.ends_at,
        zone=interview.zone,
        guests=(application.candidate.email, *([] if ending else panel)),
        meet=booked.remote_id,
        ending=ending,
    )


def event_linked(tx: Tx, interview_id: int, live: LiveEvent) -> None:
    """Google made the video link: whoever shows it is made current."""
    if live.meet_url and interviews.link(tx, interview_id, live.meet_url):
        for kind in schedule_note.LIVING:
            messages.refresh_all(tx, f"{kind}:{interview_id}:")
        interview = interviews.get(tx, interview_id)
        application = applications.get(tx, interview.application)
        schedule_mail.link(tx, application, interview, tx.book.get(tx, application.process))
