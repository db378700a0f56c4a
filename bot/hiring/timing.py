"""How long a candidate took for each milestone of a session, with the time that was our fault taken off.

Kept as what was pressed, in the order it was pressed: (name, seconds since the interview began).
"""

from collections.abc import Sequence
from dataclasses import dataclass

Press = tuple[str, int]
PAUSE, RESUME = ".pause", ".resume"  # no milestone's id has a dot


@dataclass(frozen=True)
class Reached:
    """*minutes* since the start without the pauses, *paused* the minutes of pauses until then."""

    milestone: str
    minutes: int
    paused: int


def press(presses: Sequence[Press], milestone: str, seconds: int) -> tuple[Press, ...]:
    """The first press notes the time, the next one takes it back."""
    others = tuple(it for it in presses if it[0] != milestone)
    return others if len(others) < len(presses) else (*presses, (milestone, seconds))


def pause_or_resume(presses: Sequence[Press], seconds: int) -> tuple[Press, ...]:
    return (*presses, (RESUME if is_paused(presses) else PAUSE, seconds))


def is_paused(presses: Sequence[Press]) -> bool:
    return [name for name, _ in presses if name in {PAUSE, RESUME}][-1:] == [PAUSE]


def reached(presses: Sequence[Press]) -> tuple[Reached, ...]:
    """Soonest first."""
    marks = sorted((it for it in presses if it[0] not in {PAUSE, RESUME}), key=lambda it: it[1])
    return tuple(_reached(presses, name, seconds) for name, seconds in marks)


def paused_until(presses: Sequence[Press], seconds: int) -> int:
    """The seconds of pauses before *seconds*; one that still runs counts until then."""
    total, since = 0, None
    for name, at in presses:
        if name == PAUSE:
            since = at
        elif name == RESUME and since is not None:
            total += max(0, min(at, seconds) - since)
            since = None
    return total + (max(0, seconds - since) if since is not None else 0)


def _reached(presses: Sequence[Press], name: str, seconds: int) -> Reached:
    paused = paused_until(presses, seconds)
    return Reached(name, (seconds - paused) // 60, paused // 60)
