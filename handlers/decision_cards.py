"""What came in or was corrected while somebody decides: they are told before it counts, and read it first."""

from bot.hiring import reading
from bot.hiring.errors import Stale
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from handlers.decision_view import Change
from storage import audit, debriefs, people
from storage.database import Tx


def last(tx: Tx, application: int) -> int:
    """The newest of what happened to the cards; 0 where none is in."""
    return max((entry.id for entry in audit.of_cards(tx, application)), default=0)


def since_read(tx: Tx, standing: Standing, reader: Person) -> list[Change]:
    """What changed after *reader* first read the cards; nothing for somebody who never did."""
    read_at = dict(debriefs.readers(tx, standing.application.id)).get(reader.id)
    return [it for it in _told(tx, standing, reader, since=0) if read_at is not None and it.at > read_at]


def since_asked(tx: Tx, standing: Standing, reader: Person, seen: int | None) -> list[Change]:
    """What changed after the form was drawn; *seen* is None for a form from before it was watched."""
    return [] if seen is None else _told(tx, standing, reader, since=seen)


def must_be_read(changes: list[Change]) -> None:
    """Raises Stale: something changed in the very moment it was handed in."""
    for it in changes[-1:]:
        raise Stale(it.who, it.what, it.at)


def _told(tx: Tx, standing: Standing, reader: Person, *, since: int) -> list[Change]:
    """What others did. A note for the recruiter that was put right is news for those who read it only."""
    private, team = reading.reads_private_notes(reader, standing), people.everyone(tx)
    return [
        Change(team[entry.actor].name if entry.actor in team else "Somebody", _what(entry), entry.at)
        for entry in audit.of_cards(tx, standing.application.id)
        if entry.id > since and entry.actor != reader.id and (private or not entry.detail.get("private"))
    ]


def _what(entry: audit.Entry) -> str:
    return "corrected a scorecard" if entry.action == "scorecard.corrected" else "handed in a scorecard"
