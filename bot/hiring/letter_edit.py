"""A letter under a person's hands: strengths put in or taken out, places filled, and what has to be mended."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.hiring.letter import Complaint, Draft, check, labels_of
from bot.hiring.letter_text import OPTIONAL, PLACE
from bot.hiring.process import LetterTemplate, Process

STRENGTHS = "observed_strengths"
GROWTH = "growth_area"


@dataclass(frozen=True)
class Strength:
    """What an interviewer wrote for sending: *text* is one line that ends like a sentence."""

    id: str
    text: str


def strength(key: str, typed: str) -> Strength:
    line = " ".join(typed.split())
    return Strength(key, line if line.endswith((".", "!", "?", "…")) or not line else f"{line}.")


def standing_in(body: str, offered: Iterable[Strength]) -> tuple[str, ...]:
    """Ids of the strengths that the letter names already."""
    return tuple(s.id for s in offered if s.text in body)


def with_strengths(body: str, template: LetterTemplate, offered: Sequence[Strength], chosen: Collection[str]) -> str:
    """The letter with exactly the *chosen* strengths, as far as the person has not put them into words of their own."""
    present = [s for s in offered if s.text in body]
    wanted = [s for s in offered if s.id in chosen]
    if present == wanted:
        return body
    old = _sentence(template, present)
    if present and old in body:
        return _tidy(body.replace(old, _sentence(template, wanted)))
    missing = [s for s in wanted if s not in present]
    return _insert(body, template, _sentence(template, missing)) if missing else body


def one_area(typed: str) -> str:
    """Why *typed* is more than one area of growth, or nothing. A sentence about the task, one about practising it."""
    sentences = [part for part in re.split(r"(?<=[.!?])\s+", typed.strip()) if part]
    listed = re.search(
        r"(?m)^\s*(?:[-*•]|\d+[.)])\s|\b(?:secondly|another (?:thing|area|point))\b", typed, re.IGNORECASE
    )
    return "One area only, in at most two sentences." if len(sentences) > 2 or listed else ""


def fill(text: str, values: Mapping[str, str]) -> str:
    """Places that were left open, filled; those without a value stay."""
    given = {name: value.strip() for name, value in values.items() if value.strip()}
    return PLACE.sub(lambda match: given.get(match[1], match[0]), text)


def signed_by(body: str, before: str, now: str) -> str:
    """The signature of whoever writes it now."""
    lines = body.split("\n")
    return "\n".join(now if before and line.strip() == before else line for line in lines)


def in_parts(body: str, limit: int) -> list[str]:
    """The body cut between paragraphs, so that every part fits into one field of a form."""
    parts = [""]
    for paragraph in body.split("\n\n"):
        for piece in [paragraph[at : at + limit] for at in range(0, len(paragraph), limit)] or [""]:
            joined = f"{parts[-1]}\n\n{piece}" if parts[-1] else piece
            parts = [*parts[:-1], joined] if len(joined) <= limit else [*parts, piece]
    return parts


def to_mend(
    draft: Draft,
    template: LetterTemplate,
    process: Process,
    names: Collection[str],
    other_candidates: Collection[str] = (),
) -> tuple[tuple[Complaint, ...], tuple[Complaint, ...]]:
    """(what is wrong with the subject, with the body).

    *names*: colleagues whose opinions are nobody's to tell; *other_candidates*: full names that no letter holds.
    """

    def complaints(text: str, *, subject: bool) -> tuple[Complaint, ...]:
        return check(
            text,
            template,
            process.letter_rules,
            subject=subject,
            forbidden_names=names,
            other_candidates=other_candidates,
            labels=labels_of(process),
        )

    return complaints(draft.subject, subject=True), complaints(draft.body, subject=False)


def _sentence(template: LetterTemplate, strengths: Sequence[Strength]) -> str:
    """The part of the template that names strengths, with these."""
    place = f"{{{STRENGTHS}}}"
    part = next((match[1] for match in OPTIONAL.finditer(template.body) if place in match[1]), place)
    return part.replace(place, " ".join(s.text for s in strengths)) if strengths else ""


def _insert(body: str, template: LetterTemplate, sentence: str) -> str:
    """As a paragraph of its own, where the template has it."""
    planned = template.body.split("\n\n")
    position = next((n for n, paragraph in enumerate(planned) if STRENGTHS in paragraph), 2)
    paragraphs = body.split("\n\n")
    return "\n\n".join([*paragraphs[:position], sentence, *paragraphs[position:]])


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip()
