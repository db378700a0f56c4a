"""Small turns of phrase for telling people what is wrong."""

from collections.abc import Collection
from difflib import get_close_matches


def listed(words: Collection[str]) -> str:
    return ", ".join(words) if words else "nothing (none is defined)"


def closest(word: str, known: Collection[str]) -> str | None:
    """The known word that was probably meant."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), None)


def did_you_mean(word: str, known: Collection[str]) -> str:
    """A question that follows a complaint, with a space before it; or nothing."""
    meant = closest(word, known)
    return f" Did you mean “{meant}”?" if meant else ""
