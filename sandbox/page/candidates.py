"""What candidates are called: calendars and mails know addresses only."""

from sandbox.history.people import OPEN, PAST
from sandbox.stories import STORIES

_CANDIDATES = (*(it.candidate for it in STORIES), *(it.candidate for it in (*PAST, *OPEN)))
_BROUGHT_ALONG = {it.email: it.name for it in _CANDIDATES}


def called(email: str) -> str:
    """The name of whom this company brings along, else the address."""
    return _BROUGHT_ALONG.get(email, email)
