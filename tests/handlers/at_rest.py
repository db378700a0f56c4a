"""An independent look at what everybody sees of one candidate, once everything rests: what is not as it should be.

`violations` compares calendar, mails, Slack and database with each other, `tellings` counts how often anybody was told
anything. Both are asked by a `sequences.Sequence`, which knows what was done.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from bot.hiring.interview import Answer, Interview
from sandbox.company import INTERVIEWS
from storage import applications, audit, events, interviews, outbox
from storage.audit import Entry
from storage.events import Booked
from tests.handlers.at_rest_slack import shown_wrongly
from tests.handlers.deciding import person_id
from tests.handlers.scheduling import INTERVIEWERS, starts

SAYS = {"accepted": Answer.ACCEPTED, "declined": Answer.DECLINED}


@dataclass(frozen=True)
class Look:
    """What the bot remembers of the candidate, and the events that stand in the recruiting calendar, by id."""

    run: Any
    is_open: bool
    interviews: tuple[Interview, ...]
    booked: dict[int, Booked]
    entries: list[Entry]
    live: dict[str, dict[str, Any]]
    stuck: list[str]

    @property
    def standing(self):
        return [it for it in self.interviews if it.is_booked]

    def event(self, interview):
        booked = self.booked.get(interview.id)
        return self.live.get(booked.remote_id) if booked else None


def violations(run):
    """In words; none when all say the same."""
    look = _look(run)
    return [*_calendar(look), *_invitations(look), *_mails(look), *shown_wrongly(look)]


def tellings(run):
    """How often each was told something about this candidate: by Google, by mail, by a message of their own."""
    ids = {it["id"] for it in events_of(run.company, run.email, gone=True)}
    by_google = Counter(
        f"{email} by the calendar" for _, event, email in run.company.calendars.invitations_sent if event in ids
    )
    by_mail = Counter({f"{run.email} by mail": len(run.company.mailbox.of(run.email))})
    in_slack = Counter({f"{name} in Slack": len(run.dms(name)) for name in (*INTERVIEWERS, "rita", "remy", "hana")})
    return by_google + by_mail + in_slack


def events_of(company, email, *, gone=False):
    """The candidate's events in the recruiting calendar."""
    found = company.calendars.events_of(INTERVIEWS, gone=gone)
    return [it for it in found if email in {guest["email"] for guest in it.get("attendees", ())}]


def _look(run):
    with run.company.db.read() as tx:
        known = tuple(sorted(interviews.of_application(tx, run.application), key=lambda it: it.id))
        found = {it.id: booked for it in known if (booked := events.find(tx, it.id))}
        return Look(
            run=run,
            is_open=applications.get(tx, run.application).is_open,
            interviews=known,
            booked=found,
            entries=audit.of_application(tx, run.application),
            live={it["id"]: it for it in events_of(run.company, run.email)},
            stuck=[promise.key for promise in outbox.stuck(tx)],
        )


def _calendar(look):
    """One event for each interview that takes place, at its time and with its guests; no other one."""
    yield from (f"the promise {key} waits for a person" for key in look.stuck)
    ghosts = dict(look.live)
    for interview in look.interviews:
        event, guests = look.event(interview), _guests(look, interview)
        if event is not None:
            ghosts.pop(event["id"])
            yield from _event(look, interview, event, guests)
        elif guests:
            yield f"interview {interview.id} is {interview.state} and has no event"
    yield from (f"a ghost: event {number}" for number in ghosts)


def _guests(look, interview):
    """Who should have its event in their calendar."""
    if interview.is_booked:
        return {look.run.email, *(f"{short(look, person)}@example.org" for person in interview.people)}
    return {look.run.email} if interview.id in look.run.held_back else set()


def _event(look, interview, event, guests):
    invited = [guest["email"] for guest in event["attendees"]]
    if sorted(invited) != sorted(guests):
        yield f"interview {interview.id} is {interview.state} for {sorted(guests)}, its event for {sorted(invited)}"
    if starts(event) != interview.starts_at:
        yield f"interview {interview.id} is at {interview.starts_at}, its event at {starts(event)}"
    if not look.booked[interview.id].settled:
        yield f"interview {interview.id} waits for its event"
    said = {guest["email"]: SAYS.get(guest["responseStatus"], Answer.ASKED) for guest in event["attendees"]}
    for seat in interview.panel if interview.is_booked else ():
        answer = said.get(f"{short(look, seat.person)}@example.org")
        if answer is not seat.answer and (interview.id, seat.person) not in look.run.spoke:
            yield f"{short(look, seat.person)} is {seat.answer} for interview {interview.id}, in the calendar {answer}"


def _invitations(look):
    """Whoever is invited was told so once more often than that they are not."""
    invited = {it: {guest["email"] for guest in event["attendees"]} for it, event in look.live.items()}
    told = Counter()
    for kind, event, email in look.run.company.calendars.invitations_sent:
        told[event, email] += {"insert": 1, "cancel": -1, "update": 0}[kind]
    for event in events_of(look.run.company, look.run.email, gone=True):
        number = event["id"]
        for email in sorted({email for it, email in told if it == number}):
            silently = not look.is_open and email != look.run.email  # the panel of who leaves is told in Slack
            if told[number, email] != (email in invited.get(number, ())) and not silently:
                yield f"{email} was told {told[number, email]} times more to come than not to"


def _mails(look):
    """One for each booking, each new time and each cancellation from Slack; none comes twice."""
    mails = look.run.company.mailbox.of(look.run.email)
    words = Counter(mail.subject.partition(":")[0] for mail in mails)
    done = Counter(entry.action for entry in look.entries if entry.actor != audit.BOT)
    if words["Initial interview with GenerativeModels.ai"] != done["application.booked"]:
        yield f"{done['application.booked']} bookings, but mails {dict(words)}"
    if not look.run.moved <= words["New time"] <= done["interview.moved"]:
        yield f"{look.run.moved} new times, but mails {dict(words)}"
    if look.is_open and words["Cancelled"] != done["interview.cancelled"]:
        yield f"{done['interview.cancelled']} cancellations, but mails {dict(words)}"
    for key, number in Counter(mail.message["Message-ID"] for mail in mails).items():
        if number > 1:
            yield f"mail {key} came {number} times"


def short(look, person):
    return next(name for name in INTERVIEWERS if person_id(look.run.company, name) == person)
