"""What happened to a candidate, in one sentence each: every action that the audit may hold about an application.

The sentences begin with a name. They speak of interviews, persons and letters by what these are called today, never
of what stands in a card, a letter or a note.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.hiring.letter_facts import spelled
from bot.hiring.person import Person
from bot.hiring.slots_reasons import names_text
from handlers.candidate_edit_view import CALLED
from handlers.headline_view import name_of


@dataclass(frozen=True)
class Names:
    """What ids are called: persons, interviews (the session's name), stages, traits."""

    people: Mapping[str, Person]
    interviews: Mapping[int, str]
    stages: Mapping[str, str]
    traits: Mapping[str, str]


Details = Mapping[str, Any]
Words = Callable[[Details, Names], str]

LETTERS = {
    "received": "the mail that says we got their application",
    "invitation": "the invitation",
    "onsite_invitation": "the invitation to the on-site",
    "interview_moved": "the mail about a new time",
    "interview_cancelled": "the mail about a cancelled interview",
    "interview_reminder": "the reminder of tomorrow's interview",
    "holding_note": "the holding note",
    "more_on_request": "the second letter they asked for",
    "offer": "the offer",
    "offer_accepted": "the mail that welcomes them",
    "offer_declined": "the thank-you after they declined",
    "offer_expired": "the letter about the unanswered offer",
    "withdrawn": "the mail that confirms they withdrew",
}


def _interview(detail: Details, names: Names) -> str:
    return names.interviews.get(detail.get("interview") or 0, "an interview")


def _interviews(detail: Details, names: Names) -> str:
    given: Sequence[int] = detail.get("interviews") or [detail.get("interview") or 0]
    return names_text(names.interviews.get(number, "an interview") for number in given)


def _person(field: str) -> Words:
    return lambda detail, names: name_of(detail.get(field) or "", names.people)


def _letter(detail: Details, _: Names) -> str:
    return LETTERS.get(detail.get("kind", ""), "the letter")


def _changed(detail: Details, _: Names) -> str:
    return names_text(CALLED.get(field, "entry") for field in detail.get("changed") or ["entry"])


def _manager(detail: Details, names: Names) -> str:
    return (
        f"made {name_of(detail['to'], names.people)} hiring manager" if detail.get("to") else "set the hiring manager"
    )


def _handed_over(detail: Details, names: Names) -> str:
    left = _person("person")(detail, names)
    if detail.get("to"):
        return f"made {_person('to')(detail, names)} the coordinator, because {left} left"
    return f"asked for another hiring manager, because {left} left"


def _stage(detail: Details, names: Names) -> str:
    """Where they went on to; what was written down before this was noted does not say it."""
    name = names.stages.get(detail.get("stage", ""))
    return f" to {name}" if name else ""


def _trait(detail: Details, names: Names) -> str:
    return names.traits.get(detail.get("trait", ""), "a trait")


def _day(detail: Details, _: Names) -> str:
    return spelled(date.fromisoformat(detail["day"])) if detail.get("day") else "then"


def _moved(detail: Details, names: Names) -> str:
    if detail.get("where") == "calendar":
        return f"took over the new time of {_interview(detail, names)} from the calendar"
    return f"found a new time for {_interview(detail, names)}"


def _first_day(detail: Details, _: Names) -> str:
    begins = detail.get("first_day")
    return f"; the first day is {spelled(date.fromisoformat(begins))}" if begins else ""


SENTENCES: dict[str, str | Words] = {
    "application.opened": "opened the application",
    "application.imported": "took the application over from a file",
    "application.edited": lambda d, n: f"changed the {_changed(d, n)}",
    "application.hiring_manager": _manager,
    "application.handed_over": _handed_over,
    "application.booked": lambda d, n: f"booked {_interviews(d, n)}",
    "application.advance": lambda d, n: f"moved them on{_stage(d, n)}",
    "application.one_more": "asked for one more conversation",
    "application.debrief_opened": "opened the debrief",
    "application.offer": "decided to make an offer",
    "application.reject": "decided not to go on",
    "application.withdrawn": "noted that they withdrew",
    "application.merged": "merged this application into another one of theirs",
    "application.reopened": "opened the application again",
    "application.erased": "erased what was known about them",
    "application.hired": lambda d, n: f"noted that they accepted the offer{_first_day(d, n)}",
    "application.offer_declined": "noted that they declined the offer",
    "application.offer_expired": "noted that the offer was not answered",
    "interview.accepted": lambda d, n: f"will be at {_interview(d, n)}",
    "interview.declined": lambda d, n: f"can't be at {_interview(d, n)}",
    "interview.vacated": lambda d, n: f"freed the seat of {_person('person')(d, n)} at {_interview(d, n)}",
    "interview.moved": _moved,
    "interview.kept": lambda d, n: f"left {_interview(d, n)} where it is",
    "interview.replaced": lambda d, n: (
        f"gave the seat of {_person('leaves')(d, n)} at {_interview(d, n)} to {_person('joins')(d, n)}"
    ),
    "interview.cancelled": lambda d, n: f"cancelled {_interview(d, n)}",
    "interview.missed": lambda d, n: f"noted that {_interview(d, n)} did not take place",
    "candidate.reminded": lambda d, n: f"reminded them of {_interview(d, n)}",
    "scorecard.handed_in": lambda d, n: f"handed in the scorecard of {_interview(d, n)}",
    "scorecard.corrected": lambda d, n: f"corrected the scorecard of {_interview(d, n)}",
    "scorecard.forgone": lambda d, n: (
        f"went on without the scorecard of {_person('person')(d, n)} about {_interview(d, n)}"
    ),
    "debrief.opened": "opened the debrief again",
    "debrief.read": "read the cards for the first time",
    "debrief.voted": "voted in the debrief",
    "debrief.shared": lambda d, n: f"shared a note on {_trait(d, n)} in the decision thread",
    "debrief.taken_back": lambda d, n: f"took back a note on {_trait(d, n)}",
    "letter.begun": lambda d, n: f"began {_letter(d, n)}",
    "letter.edited": lambda d, n: f"changed the text of {_letter(d, n)}",
    "letter.handed_on": lambda d, n: f"gave {_letter(d, n)} to a second reader",
    "letter.agreed": lambda d, n: f"found {_letter(d, n)} right",
    "letter.sent_back": lambda d, n: f"sent {_letter(d, n)} back to its writer",
    "letter.approved": lambda d, n: f"sent {_letter(d, n)} on its way",
    "letter.called_back": lambda d, n: f"called {_letter(d, n)} back before it left",
    "letter.sent": lambda d, n: f"sent {_letter(d, n)}",
    "letter.refused": lambda d, n: f"could not send {_letter(d, n)}: it was refused",
    "letter.held": lambda d, n: f"could not tell whether {_letter(d, n)} left",
    "letter.asked": "noted that they asked for more",
    "contact.waived": lambda d, n: f"said that no note is needed before {_day(d, n)}",
    "offer.extended": lambda d, n: f"let the offer stand until {_day(d, n)}",
    "offer.cleared": "cleared the thread",
    "note.added": "added a note for recruiters",
    "stuck.arrived": "said that a mail in doubt did arrive",
    "stuck.again": "had a mail in doubt sent again",
    "stuck.retry": "had something tried again that had not got through",
    "stuck.drop": "dropped something that had not got through",
    "stuck.invited": "had something tried again that had not got through",
    "stuck.moved": "let them be talked about in another channel",
    "stuck.elsewhere": "let them be talked about in the hiring channel",
}


def sentence(action: str, detail: Details, names: Names) -> str:
    """Mrkdwn, what follows the name of who did it. *detail* holds "interview" too, where the row names one."""
    words = SENTENCES.get(action, "did something that this version has no words for")
    return words if isinstance(words, str) else words(detail, names)
