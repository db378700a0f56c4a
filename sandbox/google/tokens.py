"""Page and sync tokens: opaque to clients, readable here."""

import base64
import json
from typing import Any

from sandbox.google.errors import GoogleError, invalid


def seal(*parts: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()


def unseal(token: str, kind: str) -> list[Any]:
    """The parts after *kind*. Raises invalid when it is not such a token."""
    try:
        first, *parts = json.loads(base64.urlsafe_b64decode(token))
    except (ValueError, TypeError) as nonsense:
        raise invalid(f"Invalid {kind} token value.") from nonsense
    if first != kind:
        raise invalid(f"Invalid {kind} token value.")
    return list(parts)


def full_sync_required() -> GoogleError:
    message = "Sync token is no longer valid, a full sync is required."
    return GoogleError(410, "fullSyncRequired", message, "calendar", location="syncToken")
