"""What an e-mail address is to us: one rule for the form, the import and the letter, so that none is held later."""

import re
import unicodedata

from bot.hiring.errors import Incomplete

_ATOMS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_SHAPE = re.compile(f"{_ATOMS}@{_ATOMS}")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_LONGEST, _LONGEST_NAME = 254, 64  # characters: of the whole, and before the @ (RFC 5321)

NONE = "This does not look like an e-mail address."
NAME = "Our mail cannot reach an address with “{sign}” before the @. Please ask for another one."
DOMAIN = "What stands after the @ can be read in more than one way. Please give it as it begins with xn--."


def read_address(typed: str, field: str = "email") -> str:
    """The address that was meant, a domain with umlauts in its form for mail. Raises Incomplete for *field*."""
    name, _, domain = typed.rpartition("@")
    meant = f"{name}@{_in_ascii(domain, field)}"
    if not name.isascii():
        sign = next(sign for sign in name if not sign.isascii())
        raise Incomplete({field: NAME.format(sign=sign) if sign.isalnum() else NONE})
    if not can_be_written_to(meant) or not _may_be_somebodys(meant):
        raise Incomplete({field: NONE})
    return meant


def can_be_written_to(text: str) -> bool:
    """Whether a letter can be addressed to it: no name, no list, no quotes, and only signs that every server takes."""
    return bool(_SHAPE.fullmatch(text)) and "=?" not in text  # which begins an encoded word


def _may_be_somebodys(address: str) -> bool:
    name, _, domain = address.partition("@")
    labels = domain.split(".")
    return (
        len(address) <= _LONGEST
        and len(name) <= _LONGEST_NAME
        and len(labels) > 1
        and all(_LABEL.fullmatch(label) for label in labels)
        and not labels[-1].isdigit()
    )


def _in_ascii(domain: str, field: str) -> str:
    """Only where it leads back to what was typed: “ß” means another domain by the older rule (IDNA 2003) than today."""
    if domain.isascii():
        return domain
    domain = unicodedata.normalize("NFC", domain).lower()
    try:
        written = domain.encode("idna").decode("ascii")
        leads_to = written.encode("ascii").decode("idna")
    except UnicodeError:
        raise Incomplete({field: NONE}) from None
    if leads_to != domain:
        raise Incomplete({field: DOMAIN})
    return written
