"""Meet links: asked for with an event, sometimes there only later."""

import hashlib

from sandbox.google.errors import JSON, invalid, required

MEET = {"key": {"type": "hangoutsMeet"}, "name": "Google Meet"}


def conference(event_id: str, wanted: JSON, before: JSON | None, *, pending: bool, allowed: bool = True) -> JSON:
    """The conferenceData of an event for which *wanted* was sent. The same request twice is one conference.

    *allowed*: the calendar has Meet.
    """
    request = wanted.get("createRequest")
    if before and (not request or _asked(before).get("requestId") == request.get("requestId")):
        return before
    if not request:
        raise invalid("Invalid conference data: it is made by a createRequest.")
    if not request.get("requestId"):
        raise required("Missing conference request id.")
    if not allowed or (request.get("conferenceSolutionKey") or MEET["key"]) != MEET["key"]:
        raise invalid("Invalid conference type value.")
    asked = {"requestId": request["requestId"], "conferenceSolutionKey": MEET["key"]}
    waiting = {"createRequest": asked | {"status": {"statusCode": "pending"}}}
    return waiting if pending else finished(event_id, waiting)


def is_pending(data: JSON | None) -> bool:
    return bool(data) and _asked(data or {}).get("status") == {"statusCode": "pending"}


def finished(event_id: str, waiting: JSON) -> JSON:
    """*waiting* once its link is there."""
    asked = waiting["createRequest"] | {"status": {"statusCode": "success"}}
    code = _code(f"{event_id}/{asked['requestId']}")
    entry = {"entryPointType": "video", "uri": f"https://meet.google.com/{code}", "label": f"meet.google.com/{code}"}
    return {"createRequest": asked, "entryPoints": [entry], "conferenceSolution": MEET, "conferenceId": code}


def link(data: JSON | None) -> str | None:
    entries = (data or {}).get("entryPoints") or []
    return entries[0]["uri"] if entries else None


def _asked(data: JSON) -> JSON:
    asked: JSON = data.get("createRequest") or {}
    return asked


def _code(seed: str) -> str:
    letters = "".join(chr(ord("a") + byte % 26) for byte in hashlib.sha256(seed.encode()).digest()[:10])
    return f"{letters[:3]}-{letters[3:7]}-{letters[7:]}"
