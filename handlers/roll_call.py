"""Once a day Slack is asked who is still there: the event that tells of somebody who left may not have reached us."""

from datetime import datetime, timedelta

from bot.ports import CallFailed, Directory, Gone, Never
from handlers.team_left import has_left
from storage import people
from storage.database import Database

EVERY = timedelta(days=1)
AT_ONCE = 20  # look-ups a minute: a fifth of what Slack allows


class RollCall:
    """Remembers whom it asked about: after a start everybody is asked about once."""

    def __init__(self, db: Database, directory: Directory) -> None:
        self._db, self._directory = db, directory
        self._seen: dict[str, datetime] = {}

    def ask(self) -> None:
        """About some of those who were not asked about for a day. Where Slack does not answer, they are next."""
        now = self._db.clock.now()
        with self._db.read() as tx:
            team = [it.id for it in people.everyone(tx).values() if it.active]
        for person in [it for it in team if it not in self._seen or self._seen[it] + EVERY <= now][:AT_ONCE]:
            try:
                gone = self._is_gone(person)
            except CallFailed:
                return
            if gone:
                has_left(self._db, person)
            self._seen[person] = now

    def _is_gone(self, person: str) -> bool:
        """As Slack says now. Where it does not know the id at all, it is we who are elsewhere."""
        self._directory.forget(person)
        try:
            member = self._directory.member(person)
        except (Never, Gone):  # it will not say so the next time either
            return False
        return bool(member.team) and not member.welcome
