"""When the same person applied twice: one application goes on, the other is closed as its duplicate."""

from bot.hiring.application import Application
from bot.hiring.errors import Incomplete, NotNow
from bot.hiring.standing import Standing


def is_alike(one: Application, other: Application) -> bool:
    """Whether it may be the same person. A person decides whether it is."""
    return one.id != other.id and (
        one.candidate.email.casefold() == other.candidate.email.casefold()
        or one.name.casefold() == other.name.casefold()
    )


def may_be_one(one: Standing, other: Standing) -> None:
    """Raises NotNow when joining them would lose something, or nobody knows which of two cards counts."""
    for standing in (one, other):
        if not standing.application.is_open:
            raise NotNow("Only two open applications can be merged; a closed one stays as it ended.")
    if not is_alike(one.application, other.application):
        raise NotNow("These two have neither the e-mail address nor the name in common.")
    if _is_booked(one) and _is_booked(other):
        raise NotNow("Both have interviews booked. Please cancel those of one first.")
    if _scored(one) & _scored(other):
        raise NotNow("Both have scorecards in the same stage: nobody could tell which ones count. They stay two.")


def may_continue(kept: Standing, other: Standing) -> None:
    """Raises NotNow or Incomplete unless *kept* can go on and *other* be closed."""
    may_be_one(kept, other)
    if _is_booked(other):
        raise Incomplete({"kept": "The one with an interview booked has to go on."})


def _is_booked(standing: Standing) -> bool:
    return any(i.is_booked and not i.is_over(standing.now) for i in standing.interviews)


def _scored(standing: Standing) -> set[str]:
    """The stages in which a scorecard was handed in."""
    handed_in = {interview for interview, _ in standing.handed_in}
    return {i.stage for i in standing.interviews if i.id in handed_in}
