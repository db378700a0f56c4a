"""What a corrected scorecard said first, beside what counts now: only what changed."""

from bot.hiring.debrief import Card
from bot.hiring.process import Process
from bot.hiring.scorecard import Answers, Rating
from handlers.blocks import esc, when
from handlers.debrief_words import Group, label, mark_words, noted

FOR_RECRUITER = "Only for the recruiter"


def correction_note(card: Card) -> str:
    """Blank for a card that is as it was handed in."""
    if card.scorecard.corrected_at is None:
        return ""
    said = f"Corrected {when(card.scorecard.corrected_at)}"
    if card.corrected_after_reading:
        return f"{said}, after reading others' cards. The first version is the independent evidence."
    return f"{said}. The first version stands beside what changed."


def first_answers(card: Card, process: Process) -> Group:
    first, now = card.scorecard.first, card.scorecard.answers
    if first is None:
        return []
    before, after = _said(card, process, first), _said(card, process, now)
    changed = [(what, before[what]) for what in before if before[what] != after[what]]
    return [block for what, text in changed for block in noted(f"_At first · {esc(what)}_", text or "nothing")]


def first_rating(card: Card, trait: str, who: str, process: Process) -> Group:
    """*who* is mrkdwn."""
    if card.scorecard.first is None:
        return []
    first = card.scorecard.first.ratings.get(trait)
    if first == card.rating(trait):
        return []
    return noted(f"_{who} at first_ · *{esc(_mark(first, process))}*", first.note if first else "")


def _said(card: Card, process: Process, given: Answers) -> dict[str, str]:
    """What stands on the head of a card, by its name."""
    session, names = process.session(card.interview.session), process.follow_up_names
    question = session.focus_question
    observed = [it.text for it in session.observe if it.id in given.observed]
    return {
        "Recommendation": label(process.recommendations, given.recommendation),
        "How sure": label(process.confidences, given.confidence),
        **({question.text: label(question.answers, given.focus_answer)} if question else {}),
        "Hints given": str(len(given.hints)),
        "Follow-ups reached": ", ".join(names.get(it, it) for it in given.follow_ups),
        "Seen": "; ".join(observed),
        process.change_my_mind: given.change_my_mind,
        process.sendable_strength: given.strength,
        FOR_RECRUITER: given.for_recruiter,
    }


def _mark(rating: Rating | None, process: Process) -> str:
    return mark_words(rating, process) if rating else process.scale.not_observed
