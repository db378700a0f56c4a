"""What may and may not stand in a letter. A person writes and sends it; this only speaks up before it leaves.

`write` fills a template, `check` says what would have to be mended, `leaves_at` when it goes.

draft → (reading →) approved → sent      an approved letter waits out its undo window and the candidate's working hours
          │            │   └──→ held      we cannot tell whether it left: a person looks
          │            └──→ draft         [Undo]
          └──→ draft                      reading: a second person looks first; they may [Send back]
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.hiring.letter_ban import Ban
from bot.hiring.letter_blanks import blanks
from bot.hiring.letter_opinions import opinion_of
from bot.hiring.letter_text import Draft, write
from bot.hiring.letter_time import Window, leaves_at, window_of
from bot.hiring.letter_words import AFTER_A_TIME, AGAIN, CLEAR_NO, INSIDE, REJECTION
from bot.hiring.process import LetterRules, LetterTemplate, Process

__all__ = ["Complaint", "Draft", "Letter", "Window", "check", "labels_of", "leaves_at", "window_of", "write"]

GREETING_WORDS = 6
BY_HAND = ("rejection:", "offer:", "holding:", "more:", "expired:")


@dataclass(frozen=True)
class Letter:
    """A letter or mail of an application. *kind* is its template's id; *key* says what it means ("rejection:12"), once.

    *by* is who writes it (a person's id) and *sender_name* who signs. *version* rises with every change of text.
    *reader* is the second person who read it, *remark* what they want changed.
    """

    id: int
    key: str
    application: int
    kind: str
    to: str
    subject: str
    body: str
    state: str
    by: str | None
    sender_name: str
    reply_to: str | None
    send_at: datetime | None
    sent_at: datetime | None
    version: int
    reader: str | None = None
    remark: str = ""

    @property
    def is_by_hand(self) -> bool:
        """A person writes it; the other mails leave by themselves."""
        return self.key.startswith(BY_HAND)

    @property
    def called(self) -> str:
        """What people call it."""
        return "offer" if self.is_offer else "note" if self.is_holding_note else "letter"

    @property
    def is_holding_note(self) -> bool:
        return self.key.startswith("holding:")

    @property
    def is_offer(self) -> bool:
        return self.key.startswith("offer:")


@dataclass(frozen=True)
class Complaint:
    """Why a letter may not leave as it is: a sentence for the person who edits it."""

    sentence: str

    def __str__(self) -> str:
        return self.sentence


def check(
    text: str,
    template: LetterTemplate,
    rules: LetterRules,
    *,
    subject: bool = False,
    forbidden_names: Iterable[str] = (),
    other_candidates: Iterable[str] = (),
    labels: Iterable[str] = (),
) -> tuple[Complaint, ...]:
    """Everything to mend in *text*, a body or a *subject*; what has to stand in a letter is the body's to say.

    *forbidden_names* may be thanked, but not quoted with an opinion; *other_candidates* are not named at all, by their
    full names; *labels* are the words of the scale. With no complaint it may leave.
    """
    if not text.strip():
        return (Complaint("The letter is empty."),)
    found = [*_unfinished(text), *_banned(text, INSIDE), *_labels(text, labels), *_phrases(text, rules)]
    found += [*_opinions(text, forbidden_names), *_others(text, other_candidates)]
    if template.rejection:
        found += [*_banned(text, REJECTION), *_vague_invitation(text)]
    if template.rejection and not subject:
        found += [*_unclear(text), *_thankless(text)]
    return tuple(Complaint(sentence) for sentence in dict.fromkeys([*found, *_too_long(text, template)]))


def labels_of(process: Process) -> tuple[str, ...]:
    """Labels of marks and recommendations that are telling enough to be looked for: those of two words or more."""
    labels = [*process.scale.labels.values(), process.scale.not_observed]
    labels += [choice.label for choice in process.recommendations]
    bare = (re.sub(r"^\W*\d*\W*", "", label).strip() for label in labels)
    return tuple(dict.fromkeys(label for label in bare if " " in label))


def _unfinished(text: str) -> Iterator[str]:
    for blank in blanks(text):
        yield f"“{_quote(blank)}” is still to be filled in, or to be taken out."


def _banned(text: str, bans: Iterable[Ban]) -> Iterator[str]:
    for ban in bans:
        for match in ban.pattern.finditer(text):
            yield f"“{_quote(match[0])}” {ban.because}"


def _labels(text: str, labels: Iterable[str]) -> Iterator[str]:
    for label in labels:
        if _has_phrase(text, label):
            yield f"“{label}” is a label from the scorecard. Marks stay inside the company."


def _phrases(text: str, rules: LetterRules) -> Iterator[str]:
    for phrase in rules.forbidden_phrases:
        if _has_phrase(text, phrase):
            yield f"“{phrase}” is a phrase we do not use in letters."


def _opinions(text: str, names: Iterable[str]) -> Iterator[str]:
    for words in opinion_of(text, names):
        yield f"“{_quote(words)}” tells what one person thought. The letter speaks for the company."


def _others(text: str, names: Iterable[str]) -> Iterator[str]:
    flat = " ".join(text.casefold().split())
    for name in names:
        if " " in name and name.casefold() in flat:
            yield f"“{name}” is another candidate. A letter is about its reader only."


def _unclear(text: str) -> Iterator[str]:
    if not any(CLEAR_NO.search(sentence) for sentence in _sentences(text)[:2]):
        yield "The first or second sentence has to say clearly that the application does not go on."


def _vague_invitation(text: str) -> Iterator[str]:
    for sentence in _sentences(text):
        if AGAIN.search(sentence) and not AFTER_A_TIME.search(sentence):
            yield f"“{_quote(sentence)}” has to say after how many months, or it is false hope."


def _thankless(text: str) -> Iterator[str]:
    if not re.search(r"\bthank|\bgrateful\b", text, re.IGNORECASE):
        yield "The letter does not say thank you. Name something they did or gave."


def _too_long(text: str, template: LetterTemplate) -> Iterator[str]:
    words = len(text.split())
    if words > template.max_words:
        yield f"The letter has {words} words; at most {template.max_words} are easy to read."


def _sentences(text: str) -> list[str]:
    """The sentences after the greeting."""
    head, _, rest = text.strip().partition("\n")
    is_greeting = len(head.split()) <= GREETING_WORDS and not head.rstrip().endswith((".", "?"))
    parts = re.split(r"(?<=[.!?])\s+|\n\s*\n", rest if is_greeting and rest.strip() else text)
    return [part.strip() for part in parts if part.strip()]


def _has_phrase(text: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){_spaced(phrase)}(?!\w)", text, re.IGNORECASE) is not None


def _spaced(phrase: str) -> str:
    return r"\s+".join(re.escape(word) for word in phrase.split())


def _quote(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= 80 else f"{flat[:79]}…"
