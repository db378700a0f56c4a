"""The words every part of the sandbox's Slack shares: JSON, ids, and a refusal with Slack's error name."""

import secrets
import string
from typing import Any

JSON = dict[str, Any]
_ALPHABET = string.ascii_uppercase + string.digits


class SlackError(Exception):
    """What Slack answers instead of `ok`: an error name, and more fields (`needed`, `response_metadata`, ...)."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.more: JSON = more


def new_id(prefix: str) -> str:
    """An id as Slack makes them: a letter for the kind of thing, then ten letters and digits."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(10))


def new_hash() -> str:
    return f"{secrets.randbelow(10**10)}.{secrets.token_hex(4)}"
