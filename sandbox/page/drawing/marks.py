"""Bold, italic and the like: signs around words, however they are nested."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup, escape

Styles = dict[str, Callable[[Markup], Markup]]


@dataclass(frozen=True)
class Mark:
    """A sign that may begin or end a style; it stays a sign when it has no partner."""

    sign: str
    opens: bool
    closes: bool


def mark(text: str, start: int, end: int, *, in_words: bool = False) -> Mark:
    """The sign at *start*: it opens before and closes behind something, and inside a word only with *in_words*."""
    before, behind = text[start - 1 : start] or " ", text[end : end + 1] or " "
    sign = text[start:end]
    opens = not behind.isspace() and behind != sign[0] and (in_words or not before.isalnum())
    closes = not before.isspace() and before != sign[0] and (in_words or not behind.isalnum())
    return Mark(sign, opens, closes)


def nested(pieces: Iterable[str | Mark], styles: Styles) -> Markup:
    """The *pieces* of a line with its marks made into styles. Text that is no Markup yet is escaped."""
    made: list[Markup] = []
    waiting: dict[str, int] = {}  # sign -> where it opened, in order
    for piece in pieces:
        if not isinstance(piece, Mark):
            made.append(escape(piece))
        elif piece.closes and piece.sign in waiting:
            at = waiting[piece.sign]
            inside = Markup().join(made[at + 1 :])
            made[at:] = [styles[piece.sign](inside)]
            waiting = {sign: place for sign, place in waiting.items() if place < at}
        else:
            if piece.opens and piece.sign not in waiting:
                waiting[piece.sign] = len(made)
            made.append(escape(piece.sign))
    return Markup().join(made)


def tag(name: str) -> Callable[[Markup], Markup]:
    return lambda inside: Markup("<{0}>{1}</{0}>").format(Markup(name), inside)  # noqa: S704 - names of our own
