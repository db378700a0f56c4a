"""Correcting a scorecard: open until it is talked about, and the first version is kept for ever beside it."""

from dataclasses import replace

from bot.hiring.errors import NotNow
from bot.hiring.interview import Interview
from bot.hiring.scorecard import Answers, Scorecard
from bot.hiring.standing import Standing


def correct(before: Scorecard, after: Scorecard) -> Scorecard:
    """*after* counts from now on; when it was handed in and what it said first stay those of *before*."""
    return replace(
        after,
        submitted_at=before.submitted_at,
        corrected_at=after.submitted_at,
        first=before.first or before.answers,
        version=before.version + 1,
    )


def is_private(before: Scorecard, after: Scorecard) -> bool:
    """Whether nothing changed but the note that only the coordinator and recruiters read."""
    return before.answers != after.answers and _for_everybody(before) == _for_everybody(after)


def must_be_open(standing: Standing, interview: Interview) -> None:
    """Raises NotNow once the debrief has opened, or the stage was decided."""
    name, stays = standing.application.name, "Your scorecard stays as you handed it in."
    if not standing.application.is_open:
        raise NotNow(f"{name}'s application is closed. {stays}")
    if standing.debrief_open or (standing.stage.kind == "debrief" and standing.stage.id != interview.stage):
        raise NotNow(f"The debrief on {name} has opened. {stays}")
    if standing.stage.id != interview.stage:
        held = standing.process.stage(interview.stage).name
        raise NotNow(f"{held} was decided for {name}. {stays}")


def _for_everybody(card: Scorecard) -> Answers:
    return replace(card.answers, for_recruiter="")


def is_open(standing: Standing, interview: Interview) -> bool:
    try:
        must_be_open(standing, interview)
    except NotNow:
        return False
    return interview.is_booked
