"""Calendar events: one living event per interview, under an id we chose.

Before anything is repeated the event is read: Google does not promise to notice a second insert. A patch names the
version that was read; where it meets a newer one, the event is read again. An id that was used up (somebody deleted
the event) is not wanted back: the event is made anew in the next generation.

What a backup had promised is older than the calendar: where that shows another time, or that the event was deleted, it
stays so, and the calendar's watch takes it over.
"""

from collections.abc import Callable
from contextlib import suppress

from bot.ports import Calendar, Event, Gone, LiveEvent, Never
from bot.relay.outcome import AlreadySo, Done, Outcome
from storage import applications, events, interviews, restores
from storage.database import Database, Tx
from storage.events import Booked
from storage.outbox import Promise

EventRenderer = Callable[[Tx, int], Event | None]  # the interview's event as it should be; None: there should be none
Linked = Callable[[Tx, int, LiveEvent], None]


class EventDelivery:
    """*render* draws the event of an interview; *linked* keeps what Google added (the video link)."""

    def __init__(self, db: Database, calendar: Calendar, render: EventRenderer, linked: Linked) -> None:
        self._db, self._calendar, self._render, self._linked = db, calendar, render, linked

    def carry_out(self, promise: Promise, fence: str) -> Outcome:
        interview, revision = promise.args["interview"], promise.args["revision"]
        with self._db.read() as tx:
            booked = events.find(tx, interview)
            wanted = self._render(tx, interview)
            lost = restores.is_of_the_backup(tx, promise)
            erased = applications.get(tx, interviews.application_of(tx, interview)).erased
        assert booked is not None
        if booked.shown >= revision:
            return AlreadySo()
        if wanted is None:
            return self._remove(booked, tell=not erased)
        if wanted.ending:
            return self._end(booked, wanted)
        if booked.gone:
            return self._make_anew(booked)
        if booked.shown == 0 and promise.attempt == 1:
            return self._take_over(booked, wanted, self._calendar.insert(wanted))
        return self._bring_up_to_date(booked, wanted, lost=lost)

    def _bring_up_to_date(self, booked: Booked, wanted: Event, *, lost: bool) -> Outcome:
        live = self._calendar.get(booked.remote_id)
        if lost and live is not None and (live.cancelled or not _same_time(live, wanted) or _agrees(live, wanted)):
            return self._keep(booked, live)
        if live is None:
            live = self._calendar.insert(wanted)
        return self._take_over(booked, wanted, live)

    def _take_over(self, booked: Booked, wanted: Event, live: LiveEvent) -> Outcome:
        """*live* stands under our id: as we want it, of an earlier try, or deleted."""
        if live.cancelled:
            return self._make_anew(booked)
        if booked.shown == 0 and _agrees(live, wanted):
            return self._keep(booked, live)
        try:
            return self._keep(booked, self._calendar.patch(wanted, etag=live.etag))
        except Gone:
            return self._make_anew(booked)

    def _remove(self, booked: Booked, *, tell: bool) -> Outcome:
        with suppress(Gone):  # somebody else deleted it: that is what we wanted
            self._calendar.delete(booked.remote_id, tell=tell)
        return self._is_gone(booked)

    def _end(self, booked: Booked, wanted: Event) -> Outcome:
        """Who has been told leaves it, silently; for the others it stays as it is."""
        live = self._calendar.get(booked.remote_id)
        if live is None or live.cancelled:
            return self._is_gone(booked)
        try:
            return self._keep(booked, self._calendar.patch(wanted, etag=live.etag, tell=False))
        except Gone:
            return self._is_gone(booked)

    def _is_gone(self, booked: Booked) -> Outcome:
        return Done(lambda tx: events.shows(tx, booked.interview, etag=None, shown=booked.wanted, gone=True))

    def _make_anew(self, booked: Booked) -> Outcome:
        def again(tx: Tx) -> None:
            events.next_generation(tx, booked.interview)
            events.show(tx, booked.interview)

        return Done(again)

    def _keep(self, booked: Booked, live: LiveEvent) -> Outcome:
        if live.id != booked.remote_id:
            raise Never("the calendar answered with another event")

        def keep(tx: Tx) -> None:  # whoever answers, moves or swaps locks the application first, too
            applications.lock(tx, interviews.application_of(tx, booked.interview))
            events.shows(tx, booked.interview, etag=live.etag, shown=booked.wanted)
            self._linked(tx, booked.interview, live)

        return Done(keep)


def _same_time(live: LiveEvent, wanted: Event) -> bool:
    return (live.starts_at, live.ends_at) == (wanted.starts_at, wanted.ends_at)


def _agrees(live: LiveEvent, wanted: Event) -> bool:
    return _same_time(live, wanted) and {guest.email for guest in live.guests} == {
        email.lower() for email in wanted.guests
    }
