"""Time zones as people type them, and local times that the clocks make impossible."""

from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.hiring.errors import Incomplete

LONGEST = 64
NAMED = 3  # suggestions


def read_zone(typed: str, field: str = "zone") -> str:
    """The IANA name that was meant: "europe/berlin", "Berlin" or "New York" will do. Raises Incomplete for *field*."""
    wanted = _key(typed[:LONGEST])
    found = _by_words().get(wanted, ())
    if len(found) == 1:
        return found[0]
    near = found or tuple(
        name for word in get_close_matches(wanted, _by_words(), NAMED, 0.7) for name in _by_words()[word]
    )
    hint = f"Did you mean {' or '.join(dict.fromkeys(near[:NAMED]))}?" if near else "Examples: Europe/Berlin, UTC."
    raise Incomplete({field: f"This time zone is not known. {hint}"})


def moment(local: datetime, zone: str) -> datetime:
    """The naive *local* time as UTC. Raises ValueError, in words, when the clocks skip it or show it twice."""
    there = ZoneInfo(zone)
    first, second = (local.replace(tzinfo=there, fold=fold) for fold in (0, 1))
    if first.utcoffset() != second.utcoffset():
        skipped = first.astimezone(UTC).astimezone(there).replace(tzinfo=None) != local
        how = "does not exist" if skipped else "comes twice"
        raise ValueError(f"{local:%H:%M} {how} that day, as the clocks change. Which time is meant?")
    return first.astimezone(UTC)


@cache
def _by_words() -> dict[str, tuple[str, ...]]:
    """Whole names, and the places they end in, in lower case."""
    found: dict[str, list[str]] = {}
    for name in sorted(available_timezones()):
        if not name.startswith(("posix", "right", "Etc/")) and name != "localtime":
            found.setdefault(_key(name), []).insert(0, name)
            if "/" in name:
                found.setdefault(_key(name.rsplit("/", 1)[-1]), []).append(name)
    return {words: tuple(names[:1] if _key(names[0]) == words else names) for words, names in found.items()}


def _key(words: str) -> str:
    return "_".join(words.replace("_", " ").lower().split())
