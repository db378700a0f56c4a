"""A turn of phrase that a letter must not hold, and why: what letter_marks.py, letter_hopes.py and others list."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Ban:
    """*because* is told to the person who edits, after a quotation of what was found."""

    pattern: re.Pattern[str]
    because: str


def ban(because: str, *patterns: str) -> Ban:
    """Read without regard to capitals; for spaces see `spaced`."""
    return Ban(re.compile(spaced("|".join(f"(?:{pattern})" for pattern in patterns)), re.IGNORECASE), because)


def spaced(pattern: str) -> str:
    """A space means white space; an optional one, any or none; one in a class of characters, a sign of it."""
    return re.sub(
        r"(\[(?:\\.|[^\]\\])+\])|( \?)|( )",
        lambda found: found[1].replace(" ", r"\s") if found[1] else r"\s*" if found[2] else r"\s+",
        pattern,
    )


NEAR = r"[^.?!\n]"  # a sign within the same sentence
COLLEAGUES = (
    r"(?:(?:interview )?panel|team|interviewers?|colleagues?|engineers?|developers?|(?:hiring )?managers?|recruiters?"
    r"|(?:tech |team )?leads?|boss|guys|folks|experts|seniors|cto|ceo|founders?|department|committee|jury)"
)
