"""Which addresses may be followed, and how a link is drawn."""

import re

from markupsafe import Markup

from sandbox.page.drawing.surface import Around

_FOLLOWED = re.compile(r"(?:https?://|mailto:|slack://)[^\s\x00-\x1f]+", re.IGNORECASE)


def followed(address: str, around: Around) -> str:
    """The address to follow on this page, or "" for one that nobody should."""
    return around.link(address) if _FOLLOWED.fullmatch(address) else ""


def outside(address: str) -> bool:
    """Whether it leaves this page; then it opens beside it."""
    return not address.startswith("/")


def link_drawn(address: str, words: str | Markup, around: Around) -> Markup:
    """Words alone where the address is not followed."""
    target = followed(address, around)
    if not target:
        return Markup("{}").format(words if words == address else Markup("{} ({})").format(words, address))
    if outside(target):
        return Markup('<a href="{}" target="_blank" rel="noopener">{}</a>').format(target, words)
    return Markup('<a href="{}">{}</a>').format(target, words)
