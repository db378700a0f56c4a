"""Text objects, and words nobody parses."""

import re

from markupsafe import Markup, escape

from sandbox.slack.shapes import JSON

_EMOJI_NAME = re.compile(r":([a-z0-9_+-]+):")
_EMOJI = {
    "warning": "\N{WARNING SIGN}",
    "hourglass": "\N{WHITE CIRCLE WITH UPPER RIGHT QUADRANT}",  # as a clock: hardly a font has the hourglass
    "white_check_mark": "\N{CHECK MARK}",
    "heavy_check_mark": "\N{CHECK MARK}",
    "x": "\N{BALLOT X}",
    "pencil2": "\N{PENCIL}",
    "email": "\N{ENVELOPE}",
    "star": "\N{BLACK STAR}",
    "information_source": "\N{INFORMATION SOURCE}",
}
_NO_SIGN = re.compile("[\x00\ud800-\udfff]")
_BREAK = Markup("<br>")


def plain_drawn(text: str) -> Markup:
    """Words as they are, with their line breaks; well-known :emoji: as their signs."""
    return showable(_BREAK.join(_line(line) for line in text.split("\n")))


def showable(html: Markup) -> Markup:
    """With a sign where no page can show one: NUL, and halves of characters."""
    return Markup(_NO_SIGN.sub("\N{REPLACEMENT CHARACTER}", html))  # noqa: S704 - it was Markup before


def emoji_drawn(name: str) -> Markup:
    """The sign of a well-known emoji; other names stay words."""
    if name not in _EMOJI:
        return escape(f":{name}:")
    return Markup('<span class="emoji" role="img" aria-label="{}">{}</span>').format(
        name.replace("_", " "), _EMOJI[name]
    )


def words_of(text: JSON | None) -> str:
    """What a text object says, for an attribute."""
    return str((text or {}).get("text", ""))


def _line(line: str) -> Markup:
    pieces = _EMOJI_NAME.split(line)
    return Markup().join(emoji_drawn(it) if at % 2 else escape(it) for at, it in enumerate(pieces))
