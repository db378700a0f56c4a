"""From a template to the words of a letter.

The syntax is this and nothing more: `{name}` is a place for a value. `[[ ... ]]` is a word, sentence or paragraph that
vanishes when a value inside it is empty; it cannot stand inside another. A value is put in as it is: places and
brackets that people typed are never looked at again. What has no value outside brackets stays, so that it is noticed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.hiring.process import LetterTemplate

PLACE = re.compile(r"\{([a-z0-9_]+)\}")
OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
VANISHED = "\x00"


@dataclass(frozen=True)
class Draft:
    """A letter as it would be sent."""

    subject: str
    body: str


def write(template: LetterTemplate, values: Mapping[str, str]) -> Draft:
    """The template with *values* in their places; a value of blanks is no value, and the defaults stand in for it."""
    given = {**template.defaults, **{name: value.strip() for name, value in values.items() if value.strip()}}
    return Draft(" ".join(_fill(template.subject, given).split()), _fill(template.body, given))


def places(text: str) -> tuple[str, ...]:
    """The variables of a text, each once, in order."""
    return tuple(dict.fromkeys(PLACE.findall(text)))


def certain_places(text: str) -> tuple[str, ...]:
    """The variables that stand outside brackets: they need a value."""
    return places(OPTIONAL.sub("", text))


def leftovers(text: str) -> tuple[str, ...]:
    """Braces and brackets that are neither a place nor a pair: mistakes of whoever wrote the template."""
    rest = PLACE.sub("", OPTIONAL.sub(r"\1", text))
    return tuple(dict.fromkeys(re.findall(r"\[\[|\]\]|\{[^{}\n]*\}?|\}", rest)))


def _fill(text: str, given: Mapping[str, str]) -> str:
    """Optional parts are settled and spaces tidied before any value is put in."""
    kept = OPTIONAL.sub(lambda match: match[1] if all(name in given for name in places(match[1])) else VANISHED, text)
    lines = [re.sub(r" {2,}", " ", line.replace(VANISHED, "")).strip() for line in _without_vanished(kept)]
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return PLACE.sub(lambda match: given.get(match[1], match[0]), tidy)


def _without_vanished(text: str) -> list[str]:
    """Lines of which only vanished parts were left are gone altogether."""
    return [line for line in text.split("\n") if VANISHED not in line or line.replace(VANISHED, "").strip()]
