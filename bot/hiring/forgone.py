"""Going on without a scorecard that does not come: a person decides it, with a reason, and its author stays blind."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.hiring.errors import Incomplete, NotAllowed, NotNow
from bot.hiring.interview import Ended, Interview
from bot.hiring.standing import Standing

AFTER = timedelta(hours=48)


@dataclass(frozen=True)
class Forgone:
    """The scorecard of *person* about *interview* (id) that the others did not wait for."""

    interview: int
    person: str
    by: str
    reason: str
    at: datetime


def is_due(interview: Ended, now: datetime) -> bool:
    return now >= interview.ends_at + AFTER


def is_decidable(standing: Standing, interview: Interview) -> bool:
    """Whether any scorecard of the interview's stage is in: else there is nothing to go on with."""
    stage = {i.id for i in standing.interviews if i.is_booked and i.stage == interview.stage}
    return any(held in stage for held, _ in standing.handed_in)


def must_be_missing(standing: Standing, interview: Interview, person: str, by: str) -> None:
    """Raises NotNow or NotAllowed where there is nothing to go on without."""
    name = standing.application.name
    if not standing.application.is_open:
        raise NotNow(f"{name}'s application is closed. Nothing was changed.")
    if (interview.id, person) in standing.handed_in:
        raise NotNow(f"This scorecard for {name} came in meanwhile. Nothing was changed.")
    if not any(i.id == interview.id and who == person for i, who in standing.missing):
        raise NotNow("Nobody waits for this scorecard any more. Nothing was changed.")
    if not is_due(interview, standing.now):
        raise NotNow("Their scorecard may still come: you can go on without it 48 hours after the interview.")
    if person == by:
        raise NotAllowed("This scorecard is your own: two minutes are enough. Nothing was changed.")
    if not is_decidable(standing, interview):
        raise NotNow(f"No scorecard of this stage is in: there would be nothing to decide on for {name}.")


def go_on_without(standing: Standing, interview: Interview, person: str, by: str, reason: str) -> Forgone:
    must_be_missing(standing, interview, person, by)
    if not reason.strip():
        raise Incomplete({"reason": "Please write down why, in a sentence."})
    return Forgone(interview.id, person, by, reason.strip(), standing.now)
