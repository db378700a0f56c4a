"""What is looked at once more, in the transaction, before an interview is booked or changed."""

from collections.abc import Iterable

from bot.hiring import access
from bot.hiring.application import Application
from bot.hiring.errors import NotNow, Stale
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.slots import Booking
from handlers import headline
from storage import applications, audit, interviews, people
from storage.database import Tx


def unchanged(tx: Tx, interview_id: int, version: int) -> Interview:
    """The interview as its reader saw it: booked, not begun. Raises Stale or NotNow."""
    interview = interviews.get(tx, interview_id)
    if interview.version != version or not interview.is_booked:
        raise _quicker(tx, interview_id)
    if interview.has_begun(tx.now):
        raise NotNow("This interview has begun already. Nothing was changed.")
    return interview


def locked_for(tx: Tx, actor: Person, action: str, interview_id: int, version: int) -> tuple[Application, Interview]:
    """The interview and its application under lock, as *actor* saw it. Raises NotAllowed, then Stale or NotNow."""
    application = applications.lock(tx, interviews.get(tx, interview_id).application)
    access.require(actor, action, headline.about(tx, application))
    return application, unchanged(tx, interview_id, version)


def still_free(tx: Tx, application: Application, parts: Iterable[Booking], *, besides: int | None = None) -> None:
    """Nobody was booked meanwhile, neither the panel nor the candidate, nobody left, and no time is over.

    Raises Stale or NotNow.
    """
    parts = tuple(parts)
    for person in people.lock(tx, {person for part in parts for person in part.panel}):
        if not person.active and besides is None:  # whoever left a booked one is being replaced
            raise NotNow(f"{person.name} is no longer here. Please look for times again.")
    for part in parts:
        if part.start <= tx.now:
            raise NotNow("This time has passed. Please look for times again.")
        for other in interviews.booked_between(tx, part.start, part.end):
            taken = set(part.panel) & set(other.people)
            if other.id != besides and (taken or other.application == application.id):
                raise _taken(tx, other, taken)


def _taken(tx: Tx, other: Interview, taken: set[str]) -> Stale:
    names = sorted(people.get(tx, person).name for person in taken)
    whom = " and ".join(names) if names else "the candidate"
    entry = audit.last_of_interview(tx, other.id) or audit.last_step(tx, other.application)
    actor = people.find(tx, entry.actor) if entry else None
    return Stale(actor.name if actor else "Somebody", f"booked {whom} at that time", entry.at if entry else tx.now)


def _quicker(tx: Tx, interview_id: int) -> Stale:
    entry = audit.last_of_interview(tx, interview_id)
    if entry is None:
        return Stale("Somebody", "changed this interview", tx.now)
    actor = people.find(tx, entry.actor)
    return Stale(actor.name if actor else "The calendar", entry.detail.get("said", "changed this interview"), entry.at)
