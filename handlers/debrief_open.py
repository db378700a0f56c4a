"""When the last scorecard is in, the debrief is planned; when its time comes, it opens. Nobody presses this."""

from bot.hiring.application import Application
from bot.hiring.debrief import opens_at
from bot.hiring.person import Person
from bot.hiring.standing import Next
from bot.hiring.worktime import Hours
from handlers import headline
from storage import debriefs, people, standings
from storage.database import Tx


def after_scorecard(tx: Tx, application: Application) -> None:
    """Called in the transaction that keeps a scorecard."""
    standing = standings.of(tx, application)
    if standing.next is Next.DEBRIEF:
        decides = people.get(tx, application.hiring_manager or application.coordinator)
        debriefs.plan(tx, application.id, opens_at=opens_at(tx.now, _hours(decides)))
    headline.refresh(tx, application)


def _hours(person: Person) -> Hours:
    return Hours(person.starts, person.ends, person.days, person.zone)
