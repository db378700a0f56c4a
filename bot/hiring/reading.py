"""Who may read scorecards, and which: blind until one's own is handed in, and closed until everybody's is in."""

from collections.abc import Sequence
from dataclasses import replace

from bot.hiring.debrief import Card
from bot.hiring.errors import NotAllowed, NotNow
from bot.hiring.person import Person, Role
from bot.hiring.standing import Standing


def readable(standing: Standing, cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards of every stage in which all are in. One that is waited for keeps its whole stage closed."""
    closed = {i.stage for i, person in standing.owed if (i.id, person) not in standing.forgone}
    if standing.to_book and standing.application.is_open:
        closed.add(standing.application.stage)
    return tuple(card for card in cards if card.interview.stage not in closed)


def open_to(reader: Person, standing: Standing, cards: Sequence[Card]) -> tuple[Card, ...]:
    """What *reader* may read now, without what is only for recruiters if they are none.

    Whoever owes a card of their own is blind, whatever their role.

    Raises NotNow or NotAllowed; their words are the same whatever stands in the cards.
    """
    must_not_be_blind(reader, standing)
    if not _is_authorised(reader, standing, cards):
        raise NotAllowed(
            "Scorecards are read by recruiters, the candidate's hiring manager, and interviewers who handed in theirs."
        )
    found = readable(standing, cards)
    if not found:
        raise NotNow("Cards open when everyone's is in.")
    return found if reads_private_notes(reader, standing) else tuple(_without_private_note(card) for card in found)


def reads_private_notes(reader: Person, standing: Standing) -> bool:
    return reader.has(Role.RECRUITER) or standing.application.coordinator == reader.id


def _without_private_note(card: Card) -> Card:
    """Where nothing but that note was corrected, there is nothing to see of a correction either."""
    given = replace(card.scorecard.answers, for_recruiter="")
    first = replace(card.scorecard.first, for_recruiter="") if card.scorecard.first else None
    kept = replace(card.scorecard, answers=given, first=first)
    if first == given:
        as_first = replace(kept, first=None, corrected_at=None)
        return replace(card, scorecard=as_first, corrected_after_reading=False)
    return replace(card, scorecard=kept)


def is_blind(reader: Person, standing: Standing) -> bool:
    """Whether *reader* owes a card on this candidate; also one that the others do not wait for."""
    return any(person == reader.id for _, person in standing.owed)


def must_not_be_blind(reader: Person, standing: Standing) -> None:
    """Raises NotNow while *reader* owes a card on this candidate."""
    name = standing.application.name
    if is_blind(reader, standing):
        raise NotNow(f"You are to write a scorecard for {name} yourself. The others' open to you once yours is in.")


def _is_authorised(reader: Person, standing: Standing, cards: Sequence[Card]) -> bool:
    leads = standing.application.hiring_manager == reader.id and reader.has(Role.HIRING_MANAGER)
    return leads or reader.has(Role.RECRUITER) or any(card.scorecard.interviewer == reader.id for card in cards)
