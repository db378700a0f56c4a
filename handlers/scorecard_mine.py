"""What is one's own to write, to hand in late, or to correct: the form at once where there is one, else the list."""

from collections.abc import Sequence

from bot.hiring import correction
from bot.hiring.errors import NotFound, NothingToScore
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.ports import Block
from handlers import scorecard_list_view as show
from handlers.scorecard_sheet import sheet_of
from handlers.scorecard_view import step_one
from storage import applications, forgone, interviews, scorecards, standings
from storage.database import Tx


def opens(tx: Tx, actor: Person, *, application: int | None = None, words: str = "") -> Block:
    """The form when one is owed; a list when there are more, or only those that can be corrected.

    Asked about one candidate it is a list, too, where another of theirs can be corrected: it could not be reached else.
    Raises NothingToScore, or NotFound for *words* that mean nobody.
    """
    mine = _mine(tx, actor, application)
    if mine.is_empty:
        raise NothingToScore
    meant = mine.about(words)
    if meant.is_empty:
        raise NotFound(f"No scorecard of yours is waiting for “{words}”.")
    about_one = bool(application or words)
    if len(meant.to_write) == 1 and not (about_one and meant.handed_in):
        interview, about, _ = meant.to_write[0]
        return step_one(sheet_of(tx, interview, about, actor.id))
    return show.lists(meant)


def _mine(tx: Tx, actor: Person, application: int | None) -> show.Mine:
    asked = [application] if application else None
    owed, went_on = forgone.apart(tx, interviews.missing_scorecards(tx, person=actor.id, of=asked))
    handed_in = [told for told in _correctable(tx, actor) if application in {None, told[1].id}]
    return show.Mine(_told(tx, owed), _told(tx, went_on), handed_in)


def _correctable(tx: Tx, actor: Person) -> list[show.Told]:
    held = interviews.of_ids(tx, [card.interview for card in scorecards.of_person(tx, actor.id)])
    told = _told(tx, held)
    stands = standings.of_all(tx, [application for _, application, _ in told])
    return [it for it, standing in zip(told, stands, strict=True) if correction.is_open(standing, it[0])]


def _told(tx: Tx, some: Sequence[Interview]) -> list[show.Told]:
    about = {a.id: a for a in applications.of_ids(tx, [interview.application for interview in some])}
    found = [(interview, about[interview.application]) for interview in some]
    return [(interview, a, tx.book.get(tx, a.process)) for interview, a in found]
