"""Candidates about whom nothing happens: who would be forgotten if nobody looked."""

from datetime import datetime, timedelta

from bot.hiring.standing import Next, Standing

LETTER_WAITS = timedelta(days=1)


def quiet_days(standing: Standing, heard_at: datetime | None, *, expected_at: datetime | None = None) -> int | None:
    """For how many days nothing has happened, once these are more than the stage allows; None while all is well.

    *heard_at* is when somebody last did something about them. An interview to come is something that happens. A letter
    that has not left the day after the decision is late whatever the stage allows; an offer's answer is not late before
    the day it is expected, *expected_at*.
    """
    last = max(_moments(standing, heard_at))
    quiet = standing.now - last
    if not standing.application.is_open:
        late = standing.next is Next.LETTER and standing.letter != "approved" and quiet > LETTER_WAITS
        return quiet.days if late else None
    if standing.next is Next.OFFER_ANSWER and expected_at and standing.now <= expected_at:
        return None
    allowed = standing.stage.sla_days
    if allowed is None or any(i.is_booked and not i.is_over(standing.now) for i in standing.interviews):
        return None
    return quiet.days if quiet > timedelta(days=allowed) else None


def _moments(standing: Standing, heard_at: datetime | None) -> list[datetime]:
    held = [i.ends_at for i in standing.interviews if i.is_booked and i.is_over(standing.now)]
    known = [standing.application.closed_at, heard_at]
    return [standing.application.stage_since, *held, *(moment for moment in known if moment is not None)]
