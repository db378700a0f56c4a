"""Everybody's time on one grid: at which cells each person could start each session."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from bot.hiring.availability import UNKNOWN, Availability, Interval, Unknown
from bot.hiring.slots_caps import full_times
from bot.hiring.slots_grid import MINUTE, Grid, minutes, runs
from bot.hiring.slots_request import Interviewer, Part, Request
from bot.hiring.worktime import Hours

AFTER_HOURS = timedelta(minutes=30)  # how far a buffer may reach beyond working hours
BREATHER = timedelta(minutes=30)  # interviews closer than this are back to back
COMFORT = timedelta(hours=1)  # an interview nearer to the edge of the day costs more


@dataclass
class Board:
    """The request and its people as bitsets; a set bit is a cell, or a start at that cell. Remembers what it drew."""

    request: Request
    people: dict[str, Interviewer]
    availability: Availability
    _drawn: dict[object, int] = field(default_factory=dict, init=False)

    @cached_property
    def grid(self) -> Grid:
        request = self.request
        lengths = [request.step, request.break_between]
        lengths += [length for part in request.parts for length in (part.duration, part.buffer)]
        cell = math.gcd(*map(minutes, lengths)) * MINUTE
        margin = 2 * COMFORT
        window = request.window
        span = Interval(window.start - margin, window.end + margin + request.longest_buffer)
        return Grid(span, cell, request.step)

    @cached_property
    def possible(self) -> int:
        """Starts on the step, in the window, and not before the notice is over."""
        earliest = max(self.request.window.start, self.request.now + self.request.lead)
        return self.grid.steps & ~((1 << self.grid.first(earliest)) - 1)

    @cached_property
    def booked(self) -> int | None:
        """The start that another booking is wanted for."""
        now = self.request.instead_of
        return self.grid.first(now.start) if now and self.grid.at(self.grid.first(now.start)) == now.start else None

    @cached_property
    def window(self) -> int:
        return self.grid.inside([self.request.window])

    @cached_property
    def candidate(self) -> int:
        """Cells in which the candidate can be interviewed."""
        cells = self.window
        if self.request.candidate_windows:
            cells &= self.grid.inside(self.request.candidate_windows)
        if self.request.candidate_hours:
            cells &= self.hours(self.request.candidate_hours)
        return cells

    def starts(self, person: Interviewer, part: Part, *, caps: bool = True, candidate: bool = True) -> int:
        """Where *person* could start *part*; without *caps* or *candidate*, as if those did not bind."""
        key = (person.id, part, caps, candidate)
        if key not in self._drawn:
            with_whom = self.candidate if candidate else self.window
            cells = self.free(person) & self.hours(person.hours) & with_whom & ~self.too_close(person)
            starts = runs(cells, self.grid.cells(part.duration)) & self.possible & self.buffer_free(person, part)
            self._drawn[key] = starts & ~self.capped(person) if caps else starts
        return self._drawn[key]

    def buffer_free(self, person: Interviewer, part: Part) -> int:
        """Starts of *part* after which *person* is free for its buffer, at most a little after work."""
        if not part.buffer:
            return self.grid.every
        cells = self.free(person) & self.hours(person.hours, AFTER_HOURS)
        return runs(cells, self.grid.cells(part.buffer)) >> self.grid.cells(part.duration)

    def edges(self, hours: Hours, part: Part) -> int:
        """Starts of *part* in the first hour of the day, or so that it ends in the last."""
        margin = self.grid.cells(COMFORT)
        key = ("edges", hours, part.duration)
        if key not in self._drawn:
            calm = runs(self.hours(hours), self.grid.cells(part.duration) + 2 * margin) << margin
            self._drawn[key] = self.grid.every & ~calm
        return self._drawn[key]

    def hours(self, hours: Hours, longer: timedelta = timedelta(0)) -> int:
        """Cells in working *hours*, each day *longer* at its end."""
        key = ("hours", hours, longer)
        if key not in self._drawn:
            self._drawn[key] = self.grid.inside(
                Interval(period.start, period.end + longer) for period in hours.within(self._span)
            )
        return self._drawn[key]

    def unreadable(self, person_id: str) -> bool:
        return isinstance(self.availability.get(person_id, UNKNOWN), Unknown)

    def free(self, person: Interviewer) -> int:
        key = ("free", person.id)
        if key not in self._drawn:
            busy = self.availability.get(person.id, UNKNOWN)
            taken = self.grid.every if isinstance(busy, Unknown) else self.grid.touched((*busy, *person.booked))
            self._drawn[key] = self.grid.every & ~taken
        return self._drawn[key]

    def capped(self, person: Interviewer) -> int:
        key = ("capped", person.id)
        if key not in self._drawn:
            self._drawn[key] = self.grid.inside(full.span for full in full_times(person, self._span))
        return self._drawn[key]

    def too_close(self, person: Interviewer) -> int:
        """Cells too near to another interview of someone who wants none back to back."""
        if not person.no_back_to_back:
            return 0
        return self.grid.touched(Interval(it.start - BREATHER, it.end + BREATHER) for it in person.booked)

    def known(self, ids: Iterable[str]) -> list[Interviewer]:
        return [self.people[each] for each in ids if each in self.people]

    def drawable(self, part: Part) -> list[Interviewer]:
        """Those who may be drawn for *part* besides the chosen."""
        return self.known(each for each in part.people if each not in part.chosen and each not in self.request.avoid)

    @cached_property
    def _span(self) -> Interval:
        return Interval(self.grid.origin, self.grid.at(self.grid.size))
