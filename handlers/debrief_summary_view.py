"""What was decided, to be read in a minute by whoever may read the cards. Counts and spread; no total, no ranking."""

from collections import Counter
from collections.abc import Iterable

from bot.hiring import debrief, voting
from bot.hiring.application import State
from bot.hiring.debrief import Coverage, Vote
from bot.hiring.standing import Next
from handlers.blocks import divider, esc, section, when
from handlers.debrief_open_view import opening_words
from handlers.debrief_reading_view import VERDICTS, Decided, Reading, label, times
from handlers.debrief_words import Group, name_of, noted

ENOUGH = 4  # conversations; fewer can mislead


def groups(reading: Reading) -> Iterable[Group]:
    """Nothing while it is undecided."""
    decided = concluding(reading)
    if decided is None:
        return
    names = {stage.id: stage.name for stage in reading.standing.process.stages}
    by = f"{name_of(decided.by, reading.people)}, {when(decided.at)}"
    verdict = VERDICTS.get(decided.verdict, decided.verdict)
    head = f"*Decided: {verdict}* · {esc(names.get(decided.stage, decided.stage))} · {by}"
    yield [*noted(head, decided.reason), section(f"*What it rests on*\n{_evidence(reading)}")]
    yield _votes(reading, decided)
    yield [section(f"*What followed*\n{_followed(reading)}"), divider()]


def concluding(reading: Reading) -> Decided | None:
    """The decision that ended it: an offer or a rejection, or that the candidate withdrew after the debrief."""
    ends = {"offer", "reject", *({"withdraw"} if reading.debated else ())}
    return next((it for it in reversed(reading.decided) if it.verdict in ends), None)


def _evidence(reading: Reading) -> str:
    covered = debrief.coverage(reading.standing.process, reading.cards)
    held = debrief.conversations(reading.cards)
    noted_marks, marks = debrief.noted_marks(reading.cards)
    lines = [f"{times(held, 'conversation')}, {times(len(reading.cards), 'scorecard')}."]
    if held < ENOUGH:
        lines[0] += f" {opening_words(held)}"
    lines += [
        f"{noted_marks} of {times(marks, 'mark')} {'have' if marks != 1 else 'has'} a note.",
        "Seen: " + " · ".join(f"{_name(reading, c)} {c.conversations}× ({c.evidence})" for c in covered),
        f"Views differed: {_spread(reading, covered)}",
    ]
    return "\n".join(lines)


def _spread(reading: Reading, covered: Iterable[Coverage]) -> str:
    found = [f"{_name(reading, c)} (marks {c.marks[0]} to {c.marks[-1]})" for c in covered if c.differs]
    return ", ".join(found) or "on no trait"


def _votes(reading: Reading, decided: Decided) -> Group:
    if not reading.voting or reading.votes is None:
        return []
    counted = Counter(vote.recommendation for vote in reading.votes)
    choices = reading.standing.process.recommendations
    spread = " · ".join(f"{esc(c.label)} {counted[c.id]}" for c in choices if counted[c.id])
    words = f"*Votes* · {reading.voted} of {reading.voting} · {spread or 'none'}"
    if decided.verdict == "withdraw":
        return [section(words)]
    against = voting.dissent(reading.standing.process, reading.votes, offered=decided.verdict == "offer")
    if not against:
        return [section(f"{words}\nNobody's vote differs from the decision.")]
    return [section(words), *(block for vote in against for block in _dissent(reading, vote))]


def _dissent(reading: Reading, vote: Vote) -> Group:
    head = f"Dissent: {name_of(vote.person, reading.people)} · *{label(reading, vote.recommendation)}*"
    return noted(head, vote.reason or "Kept the view of their scorecard.")


def _followed(reading: Reading) -> str:
    standing, later = reading.standing, {it.verdict: it for it in reading.decided}
    match standing.application.state:
        case State.HIRED:
            return f"The offer was accepted, {when(later['accepted'].at)}."
        case State.OFFER_DECLINED:
            return f"The offer was declined, {when(later['declined'].at)}."
        case State.WITHDRAWN:
            return "The candidate withdrew; nothing more is asked of anybody."
        case State.REJECTED:
            return "The letter is still to be sent." if standing.next is Next.LETTER else "The letter was sent."
        case _:
            made = standing.next is Next.OFFER_ANSWER
            return "The offer was made; its answer is open." if made else "The offer is still to be written."


def _name(reading: Reading, covered: Coverage) -> str:
    return esc(reading.standing.process.trait(covered.trait).name)
