"""events.list: whole or only what changed, page by page."""

from sandbox.google.errors import JSON, empty_range, invalid
from sandbox.google.records import Calendar, Copy
from sandbox.google.shown import shown, tombstone
from sandbox.google.state import State
from sandbox.google.times import stamp, zone_of
from sandbox.google.tokens import full_sync_required, seal, unseal

# Google refuses these beside a sync token, and gives none after a search with the narrowing ones.
NARROWING = ("iCalUID", "orderBy", "privateExtendedProperty", "q", "sharedExtendedProperty", "updatedMin")
NOT_WITH_SYNC_TOKEN = (*NARROWING, "timeMin", "timeMax")
PAGE, LARGEST_PAGE = 250, 2500


def list_events(state: State, calendar_id: str, query: JSON) -> JSON:
    calendar = state.calendar(calendar_id)
    zone = zone_of(query.get("timeZone") or calendar.zone).key
    _check(query)
    since = _since(state, calendar, query)
    offset, upto = unseal(query["pageToken"], "page") if "pageToken" in query else (0, state.revision)
    matching = [copy for copy in _in_order(calendar, query) if _wanted(copy, calendar, query, since)]
    size = min(query.get("maxResults", PAGE), LARGEST_PAGE)
    page = matching[offset : offset + size]
    answer: JSON = {
        "kind": "calendar#events",
        "etag": f'"p{state.revision}"',
        "summary": calendar.summary,
        "updated": stamp(state.now()),
        "timeZone": zone,
        "accessRole": _access_role(state, calendar),
        "defaultReminders": [],
        "items": [_item(copy, calendar, query, zone) for copy in page],
    }
    if offset + size < len(matching):
        return answer | {"nextPageToken": seal("page", offset + size, upto)}
    return (
        answer if _given(query, NARROWING) else answer | {"nextSyncToken": seal("sync", calendar.id, state.epoch, upto)}
    )


def _access_role(state: State, calendar: Calendar) -> str:
    if not calendar.writable:
        return "reader"
    return "owner" if calendar.id == state.account else "writer"


def _check(query: JSON) -> None:
    if query.get("orderBy") == "startTime" and not query.get("singleEvents"):
        raise invalid("The requested ordering is not available for the particular query.", "orderBy")
    if "timeMin" in query and "timeMax" in query and query["timeMax"] <= query["timeMin"]:
        raise empty_range()
    if "syncToken" not in query:
        return
    if wrong := _given(query, NOT_WITH_SYNC_TOKEN):
        raise invalid(f"The sync token cannot be used together with {wrong[0]}.", wrong[0])
    if query.get("showDeleted") is False:
        raise invalid("The sync token cannot be used while deleted events are left out.", "showDeleted")


def _given(query: JSON, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if name in query]


def _since(state: State, calendar: Calendar, query: JSON) -> int | None:
    """The revision after which changes are wanted; None for everything."""
    if "syncToken" not in query:
        return None
    owner, epoch, revision = unseal(query["syncToken"], "sync")
    if owner != calendar.id:
        raise invalid("The sync token belongs to another calendar.", "syncToken")
    if epoch != state.epoch:
        raise full_sync_required()
    return int(revision)


def _in_order(calendar: Calendar, query: JSON) -> list[Copy]:
    copies = list(calendar.copies.values())
    if query.get("orderBy") == "startTime":
        return sorted(copies, key=calendar.span_of)
    if query.get("orderBy") == "updated":
        return sorted(copies, key=lambda copy: copy.event.updated_at)
    return copies


def _wanted(copy: Copy, calendar: Calendar, query: JSON, since: int | None) -> bool:
    if since is not None:
        return copy.revision > since
    if copy.gone and not query.get("showDeleted"):
        return False
    begins, ends = calendar.span_of(copy)
    return (
        ("timeMin" not in query or ends > query["timeMin"])
        and ("timeMax" not in query or begins < query["timeMax"])
        and ("updatedMin" not in query or copy.event.updated_at >= query["updatedMin"])
        and query.get("iCalUID") in (None, f"{copy.event.id}@google.com")
        and _has_words(copy, query)
        and _has_properties(copy.own.get("private"), query.get("privateExtendedProperty"))
        and _has_properties(copy.event.shared.get("sharedProperties"), query.get("sharedExtendedProperty"))
        and ("eventTypes" not in query or copy.event.shared["eventType"] in query["eventTypes"])
    )


def _has_words(copy: Copy, query: JSON) -> bool:
    shared = copy.event.shared
    places = [shared.get("summary"), shared.get("description"), shared.get("location")]
    text = " ".join(str(place) for place in places + [guest["email"] for guest in copy.event.guests] if place)
    return all(word in text.lower() for word in query.get("q", "").lower().split())


def _has_properties(properties: JSON | None, wanted: list[str] | None) -> bool:
    pairs = {f"{name}={value}" for name, value in (properties or {}).items()}
    return pairs >= set(wanted or [])


def _item(copy: Copy, calendar: Calendar, query: JSON, zone: str) -> JSON:
    if "syncToken" in query and copy.gone and not query.get("showDeleted"):
        return tombstone(copy)
    return shown(copy, calendar, zone=zone, max_guests=query.get("maxAttendees"))
