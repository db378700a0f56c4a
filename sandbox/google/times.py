"""Instants, days and zones as Google writes them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sandbox.google.errors import JSON, empty_range, invalid, required


def stamp(when: datetime) -> str:
    """As in `created` and `updated`: UTC with milliseconds."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def rfc3339(when: datetime, zone: str = "UTC") -> str:
    """Whole seconds in *zone*; UTC is written Z."""
    return when.astimezone(zone_of(zone)).isoformat(timespec="seconds").replace("+00:00", "Z")


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:  # an unknown name, a name that is a path, a folder
        raise invalid(f"Invalid time zone definition: {name!r}.") from unknown


def instant(text: str, location: str = "") -> datetime:
    """An RFC 3339 time with its offset, in UTC. Raises invalid."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError as nonsense:
        raise invalid(f"Invalid time: {text!r}.", location) from nonsense
    if when.tzinfo is None or "T" not in text.upper():
        raise invalid(f"The time {text!r} has no offset.", location)
    return when.astimezone(UTC)


def edge(value: JSON | None, name: str) -> JSON:
    """*value* of an event's start or end (*name*) as it is kept: {"date"} or {"dateTime" in UTC, "timeZone"?}."""
    if not value or not (value.get("date") or value.get("dateTime")):
        raise required(f"Missing {name} time.")
    if value.get("date") and value.get("dateTime"):
        raise invalid(f"Invalid {name} time: it is a day or an instant, not both.")
    if value.get("date"):
        return {"date": date.fromisoformat(value["date"]).isoformat()}
    zone = value.get("timeZone")
    kept = {"timeZone": zone_of(zone).key} if zone else {}
    return {"dateTime": rfc3339(_at(value["dateTime"], zone, name))} | kept


def _at(text: str, zone: str | None, name: str) -> datetime:
    try:
        when = datetime.fromisoformat(text)
    except ValueError as nonsense:
        raise invalid(f"Invalid {name} time.") from nonsense
    if when.tzinfo is None:
        if not zone:
            raise required(f"Missing time zone definition for {name} time.")
        when = when.replace(tzinfo=zone_of(zone))
    return when.astimezone(UTC)


def span(start: JSON, end: JSON, zone: str) -> tuple[datetime, datetime]:
    """When an event begins and ends; a day is a day of *zone*. Raises timeRangeEmpty when it ends before it begins."""
    begins, ends = _edge_at(start, zone), _edge_at(end, zone)
    if ends < begins or ("date" in start) != ("date" in end):
        raise empty_range()
    return begins, ends


def _edge_at(value: JSON, zone: str) -> datetime:
    if "date" in value:
        return datetime.combine(date.fromisoformat(value["date"]), time(), zone_of(zone)).astimezone(UTC)
    return instant(value["dateTime"])


def shown_edge(value: JSON, zone: str) -> JSON:
    """A kept edge as the calendar shows it: in *zone*, beside the zone it was meant in."""
    if "date" in value:
        return dict(value)
    return {"dateTime": rfc3339(instant(value["dateTime"]), zone), "timeZone": value.get("timeZone", zone)}
