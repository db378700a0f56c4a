"""Sharing a note of one's own with everybody who is in the debate: its author's choice, nobody else's."""

from collections.abc import Iterable

from bot.hiring.debrief import Card
from bot.hiring.errors import NotAllowed, NotNow
from bot.hiring.standing import Standing


def note_to_share(standing: Standing, cards: Iterable[Card], person: str, interview: int, trait: str) -> str:
    """The note as it stands on *person*'s own card. Raises NotNow or NotAllowed."""
    if not standing.debrief_open:
        raise NotNow(f"Notes are shared while the debrief on {standing.application.name} is open. Nothing was shared.")
    note = own_note(cards, person, interview, trait)
    if not note:
        raise NotAllowed("Only a note of your own can be shared. Nothing was shared.")
    return note


def own_note(cards: Iterable[Card], person: str, interview: int, trait: str) -> str:
    """Blank when there is none."""
    for card in cards:
        if card.interview.id == interview and card.scorecard.interviewer == person:
            rating = card.rating(trait)
            return rating.note if rating else ""
    return ""
