"""A candidate who leaves hears it from a letter, not from their calendar: cancelled events reach them after it.

The panel is free at once. For the candidate the event stands as it was until the letter is sent, or will never be.
"""

from bot.hiring.application import Application, State
from bot.hiring.interview import Interview
from bot.hiring.letter import Letter
from storage import applications, audit, events, interviews, letters
from storage.database import Tx
from storage.events import Booked

LETTERS = {State.REJECTED: "rejection:", State.WITHDRAWN: "withdrawn:"}  # how the keys of their letters begin
UNTOLD = ("draft", "reading", "approved", "held")


def is_held_back(tx: Tx, application: Application, interview: Interview, booked: Booked) -> bool:
    """Whether the candidate may not see yet that *interview* is cancelled. What is gone, or never was, stays gone."""
    if interview.is_booked or booked.gone or booked.shown == 0 or application.state not in LETTERS:
        return False
    told_by = [it for it in letters.of_application(tx, application.id) if it.key.startswith(LETTERS[application.state])]
    return bool(told_by) and told_by[-1].state in UNTOLD


def let_go(tx: Tx, letter: Letter) -> None:
    """*letter* has left, or never will: nothing holds the cancelled events back any more."""
    application = applications.get(tx, letter.application)
    if letter.state in UNTOLD or not letter.key.startswith(LETTERS.get(application.state, "-")):
        return
    end_what_is_off(tx, application)


def end_what_is_off(tx: Tx, application: Application) -> None:
    """The events of interviews that do not take place, as far as they still stand in a calendar."""
    for interview in interviews.of_application(tx, application.id):
        booked = events.find(tx, interview.id)
        last = audit.last_of_interview(tx, interview.id)
        missed = last is not None and last.action == audit.MISSED
        if not interview.is_booked and not missed and booked is not None and booked.shown and not booked.gone:
            events.show(tx, interview.id)
