"""The search as one would do it by hand: every start, every panel, plain datetimes. Slow, and right."""

from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

from bot.hiring.slots import UNKNOWN, Interval

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
QUARTER = timedelta(minutes=15)


@cache
def works(hours, span, after=timedelta(0)):
    """Minute by minute, by the wall clock."""
    zone, now = ZoneInfo(hours.zone), span.start
    while now < span.end:
        there = now.astimezone(zone)
        opens = datetime.combine(there.date(), hours.start, zone).astimezone(UTC)
        closes = datetime.combine(there.date(), hours.end, zone).astimezone(UTC) + after
        if there.weekday() not in hours.days or not opens <= now < closes:
            return False
        now += 5 * MINUTE
    return True


def day(person, moment):
    return moment.astimezone(ZoneInfo(person.hours.zone)).date()


def week(person, moment):
    return day(person, moment).isocalendar()[:2]


def within_caps(person, starts):
    everything = [*starts, *(it.start for it in person.booked)]
    return all(
        sum(day(person, each) == day(person, start) for each in everything) <= person.max_per_day
        and sum(week(person, each) == week(person, start) for each in everything) <= person.max_per_week
        for start in starts
    )


def free(person, part, start, availability):
    busy = availability.get(person.id, UNKNOWN)
    if busy is UNKNOWN:
        return False
    held, buffered = Interval(start, start + part.duration), Interval(start, start + part.duration + part.buffer)
    breath = 30 * MINUTE if person.no_back_to_back else timedelta(0)
    return (
        not any(buffered.overlaps(it) for it in (*busy, *person.booked))
        and not any(held.overlaps(Interval(it.start - breath, it.end + breath)) for it in person.booked)
        and works(person.hours, held)
        and works(person.hours, Interval(held.end, buffered.end), 30 * MINUTE)
        and within_caps(person, [start])
    )


def possible_starts(request, part):
    now = request.window.start.replace(minute=0)
    while now + part.duration <= request.window.end:
        held = Interval(now, now + part.duration)
        in_window = not request.candidate_windows or any(it.contains(held) for it in request.candidate_windows)
        in_hours = request.candidate_hours is None or works(request.candidate_hours, held)
        if now >= max(request.window.start, request.now + request.lead) and in_window and in_hours:
            yield now
        now += QUARTER


def panels(request, part, people, start, availability):
    able = [each for each in part.people if each in people and free(people[each], part, start, availability)]
    drawn = [each for each in able if each not in part.chosen and each not in request.avoid]
    if all(each in able for each in part.chosen):
        for others in combinations(drawn, part.seats - len(part.chosen)):
            yield frozenset((*part.chosen, *others))


def edge(hours, part, start):
    return 240 * (not works(hours, Interval(start - HOUR, start + part.duration + HOUR)))


def fits(request, people, starts, sitting):
    zone = ZoneInfo(request.candidate_hours.zone)
    parts = request.parts
    if request.same_day and len({start.astimezone(zone).date() for start in starts}) > 1:
        return False
    for person in set().union(*sitting):
        own = [(part, start) for part, start, panel in zip(parts, starts, sitting, strict=True) if person in panel]
        if (len(own) > 1 and request.distinct) or not within_caps(people[person], [start for _, start in own]):
            return False
        for (part, start), (_, then) in pairwise(own):
            rest = max(part.buffer, 30 * MINUTE) if people[person].no_back_to_back else part.buffer
            if then < start + part.duration + rest:
                return False
    return True


def cost(request, people, starts, sitting):
    """In days, as an option has it."""
    parts = request.parts
    total = (starts[-1] + parts[-1].duration - request.window.start) / MINUTE
    for part, start, panel in zip(parts, starts, sitting, strict=True):
        total += edge(request.candidate_hours, part, start)
        total += sum(720 * people[each].recent + edge(people[each].hours, part, start) for each in panel)
    for (part, start), (_, then) in pairwise(zip(parts, starts, strict=True)):
        total += 3 * min((then - start - part.duration - request.break_between) / MINUTE, 8 * 60)
    return total / (24 * 60)


def every_loop(request, people, availability):
    """(cost, starts, panels) of all there are."""
    choices = [
        [
            (start, panel)
            for start in possible_starts(request, part)
            for panel in panels(request, part, people, start, availability)
        ]
        for part in request.parts
    ]
    loops = [()]
    for index in range(len(request.parts)):
        before = request.parts[index - 1].duration + request.break_between
        loops = [
            (*loop, seat) for loop in loops for seat in choices[index] if not loop or seat[0] >= loop[-1][0] + before
        ]
    for loop in loops:
        starts, sitting = zip(*loop, strict=True)
        if fits(request, people, starts, sitting):
            yield cost(request, people, starts, sitting), starts, sitting
