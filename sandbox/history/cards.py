"""One scorecard, drawn from the notes: as good as it is meant to be, and never twice the same."""

from collections.abc import Iterator
from itertools import cycle
from random import Random

from sandbox.history.notes import HIGH, LOW, MIDDLE, NOTES, STRENGTHS
from sandbox.stories.scenes_interview import Card

ANSWERS = {
    "screening": {LOW: "No", MIDDLE: "With hints", HIGH: "Alone"},
    "repo_setup": {LOW: "Not within the time", MIDDLE: "With nudges", HIGH: "Alone"},
    "project_deep_dive": {LOW: "Hardly", MIDDLE: "In part", HIGH: "Yes, most of it"},
}
SEEN = {
    "screening": ("process", "clarity", "logic", "coding", "why_here", "purpose", "unknowns"),
    "repo_setup": ("readme", "troubleshoot", "tools", "environment", "method", "stays", "asks", "announced"),
    "project_deep_dive": ("honest", "depth", "breadth", "ownership", "results", "promises", "dull_parts", "chosen"),
}
MARKS = {LOW: (1, 2, 2), MIDDLE: (3, 3, 3, 4, 2), HIGH: (4, 4, 5, 3)}
RECOMMENDED = {LOW: ("No", "Strong no", "No"), MIDDLE: ("Yes", "No", "Yes"), HIGH: ("Yes", "Strong yes")}
CONFIDENCE = (
    "Low: I saw too little to be sure",
    "Medium: another conversation might change it",
    "High: what I saw was clear",
)
MIXTURES = {LOW: (LOW, LOW, MIDDLE), MIDDLE: (MIDDLE, MIDDLE, HIGH, LOW), HIGH: (HIGH, HIGH, MIDDLE)}


class Drawer:
    """Every note is used before one comes again."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._notes = {(trait, how): self._shuffled(notes[how]) for trait, notes in NOTES.items() for how in notes}
        self._strengths = {session: self._shuffled(words) for session, words in STRENGTHS.items()}

    def card(self, session: str, how: str) -> Card:
        """*how*: low, middle or high, for the whole; single traits differ from it."""
        dice = self._dice
        overall = dice.choice(MIXTURES[how]) if how != LOW else LOW
        levels = {trait: dice.choice(MIXTURES[how]) for trait in NOTES}
        return Card(
            answer=ANSWERS[session][overall],
            note="",
            recommendation=dice.choice(RECOMMENDED[how]),
            strength=next(self._strengths[session]),
            marks={trait: dice.choice(MARKS[level]) for trait, level in levels.items()},
            notes={trait: next(self._notes[trait, level]) for trait, level in levels.items()},
            seen=tuple(dice.sample(SEEN[session], dice.randrange(1, 5))),
            confidence=dice.choice(("", *CONFIDENCE)),
        )

    def _shuffled(self, words: tuple[str, ...]) -> Iterator[str]:
        return cycle(self._dice.sample(words, len(words)))
