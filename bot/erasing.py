"""`interview-bot erase EMAIL`: what is known about a person goes, beside a bot that may be at work."""

from collections.abc import Iterator, Sequence

from sqlalchemy.exc import OperationalError

from bot.app import clock_of
from bot.hiring import application as steps
from bot.hiring.address import read_address
from bot.hiring.application import Application
from bot.hiring.errors import Incomplete, NotNow
from bot.keeping import Refused, must_be_there, opened, settings_of_database
from handlers import erased, said_about
from storage import anchor, applications, channels, duplicates, erasing, migrate, seals
from storage.database import Database, Tx
from storage.migrate import Schema

FOLLOWS = "The bot takes it out of Slack and the calendar while it runs: a message a second in each channel."
OVERWRITTEN_LATER = (
    "On the disk it is overwritten later: SQLite was read meanwhile, so its journal (-wal) still has it until the bot "
    "has written on; PostgreSQL keeps what was changed until it vacuums."
)
LEFT = (
    "Not erased, because the bot cannot reach it:",
    "- what people wrote in Slack themselves: in threads, in the candidate's own channel, to each other",
    "- mail that was sent, and drafts, in the mailbox it is sent from",
    "- backups and exports made before. After a restore, erase again.",
)


def erase(email: str, *, sure: bool) -> list[str]:
    """What was done, line by line, or without *sure* what would be. Raises Refused, with nothing changed."""
    settings = settings_of_database()
    url = settings.database_url
    database = must_be_there(url)
    if migrate.found(url) is not Schema.CURRENT:
        raise Refused("The database is of another version. `interview-bot migrate` brings an older one up to date.")
    with opened(url, clock_of(settings)) as db:
        anchor.must_hold(db)
        try:
            with db.begin() if sure else db.read() as tx:
                lines = list(_erase(tx, email, sure=sure))
        except NotNow as wrong:
            raise Refused(str(wrong), "Nothing was changed.") from None
        except OperationalError:
            raise Refused("The database is busy. Nothing was changed; please try again in a moment.") from None
        if not sure:
            return [
                "This would be erased:",
                *lines,
                *LEFT,
                "Nothing was changed. To do it, say --yes: nothing brings it back.",
            ]
        lines += list(_sealed(db))
        at_once = database is not None and erasing.fold_journal(database)
    return ["Erased:", *lines, FOLLOWS, *([] if at_once else [OVERWRITTEN_LATER]), *LEFT]


def _sealed(db: Database) -> Iterator[str]:
    noted = anchor.noted(db.url)
    head = seals.seal(db)
    anchor.note(db.url, head)
    with db.read() as tx:
        if noted is not None and not seals.holds(tx, noted):
            yield "Entries of the audit named them, as earlier versions did: heads printed before do not hold any more."
    yield f"The audit's head is {head}."


def _erase(tx: Tx, email: str, *, sure: bool) -> Iterator[str]:
    found = _all_about(tx, email)
    if not found:
        raise Refused("Nobody is known under this e-mail address. `/candidate` and a name in Slack shows it.")
    for application in found:
        steps.erase(application)  # says no where it is too early
    yield from [_line(tx, application) for application in found]
    yield from _out_of_reach(tx, found)
    yield from _namesakes(tx, found)
    if sure:
        applications.lock_all(tx, [application.id for application in found])
        for application in found:
            erased.erase(tx, application.id)


def _all_about(tx: Tx, email: str) -> list[Application]:
    """Every application under this address, and those that people said are the same person's."""
    found = {it.id: it for address in _meant(email) for it in applications.of_email(tx, address) if not it.erased}
    new = list(found)
    while new:
        joined = {number for it in new for number in duplicates.together_with(tx, it)} - set(found)
        new = sorted(joined)
        found |= {application.id: application for application in applications.of_ids(tx, new)}
    return [found[number] for number in sorted(found)]


def _meant(email: str) -> set[str]:
    """As it was typed, and as it is kept: a domain with umlauts has another form for mail."""
    typed = email.strip()
    try:
        return {typed, read_address(typed)}
    except Incomplete:
        return {typed}


def _line(tx: Tx, application: Application) -> str:
    known, shown = erasing.known(tx, application.id), said_about.everything(tx, application)
    counted = (
        (known.interviews, "interview"),
        (known.scorecards, "scorecard"),
        (known.notes, "note"),
        (known.mails, "mail"),
        (len(shown.messages), "message"),
    )
    said = ", ".join(f"{number} {what}{'' if number == 1 else 's'}" for number, what in counted)
    return f"- {application.name}, {application.role}, {application.state.value.replace('_', ' ')}: {said}"


def _out_of_reach(tx: Tx, found: Sequence[Application]) -> Iterator[str]:
    for application in found:
        own = channels.of_target(tx, application.channel)
        if own is not None and own.archived:
            yield f"- Not among it: their channel {own.channel}. It is archived, so only Slack's admins can delete it."


def _namesakes(tx: Tx, found: Sequence[Application]) -> Iterator[str]:
    here = {application.id for application in found}
    others = {it.id: it for application in found for it in applications.alike(tx, application) if it.id not in here}
    for other in others.values():
        yield f"- Not among it: {other.name} under {other.candidate.email}. The same person? Erase that address, too."
