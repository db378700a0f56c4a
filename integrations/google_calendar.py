"""The recruiting calendar at Google, and when people are busy."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.hiring.slots import Availability, Interval
from bot.ports import Changes, Event, Gone, LiveEvent, Never, SurelyNot
from integrations.google_client import JSON, Duplicate, GoogleClient
from integrations.google_credentials import credentials_of
from integrations.google_event import is_ours, live, trace, with_answers, with_meet, without_meet, written
from integrations.google_freebusy import FreeBusy

MISSING = frozenset({404, 410})
INVALID = "invalid"
DELETED = "deleted"  # Google's word for an event that it knows is gone
STALE_TOKEN = frozenset({400, 410})  # 400: it belongs to another calendar or another way of listing
PAGE = 2500


class GoogleCalendar:
    """Implements `bot.ports.Calendar`; see `integrations.google_credentials` for who asks.

    *url* ends in /calendar/v3/. *patience*: seconds for every wait on the line. Raises ValueError when the credentials
    are none.
    """

    def __init__(
        self,
        *,
        url: str,
        calendar_id: str,
        credentials_file: Path | None,
        access_token: str | None,
        patience: float = 10,
    ) -> None:
        credentials = credentials_of(credentials_file, access_token, calendar_id=calendar_id)
        self._client = GoogleClient(url, credentials, patience=patience)
        self._free_busy = FreeBusy(self._client)
        self._calendar = calendar_id
        self._events = self._client.service.events()  # Google's library writes a manual for it at every call

    def __deepcopy__(self, memo: object) -> "GoogleCalendar":
        """Bolt copies what a lazy listener gets; the line to Google is shared."""
        return self

    def availability(self, emails: Sequence[str], window: Interval) -> Availability:
        """Never raises CallFailed: whoever could not be read is UNKNOWN."""
        return self._free_busy.of(emails, window)

    def access_role(self) -> str:
        """What we may do on the recruiting calendar, in Google's words: owner, writer, reader; else empty.

        Raises Never where it is not shown to us.
        """
        listing = self._events.list(calendarId=self._calendar, maxResults=1, fields="accessRole")
        return str(self._client.call(listing).get("accessRole", ""))

    def insert(self, event: Event, *, tell: bool = True) -> LiveEvent:
        """The new event, or what is there already under its id: cancelled if that was used up, else as it stands.

        Raises Never("duplicate") when the id belongs to an event that is not ours.
        """
        try:
            return live(self._insert(with_meet(written(event), event), tell=tell))
        except Duplicate:
            return self._under_that_id(event)

    def get(self, event_id: str) -> LiveEvent | None:
        found = self._find(event_id)
        return live(found) if found else None

    def patch(self, event: Event, *, etag: str | None, tell: bool = True) -> LiveEvent:
        """Make the event what we want of it; answers to the same time are kept.

        Raises SurelyNot("precondition failed") when it is not at version *etag* any more, Gone when it is deleted.
        """
        found = self._find(event.id)
        if found is None or found.get("status") == "cancelled":
            raise Gone(DELETED)
        if etag and etag != found.get("etag"):
            raise SurelyNot("precondition failed")
        patch = self._events.patch(
            calendarId=self._calendar,
            eventId=event.id,
            body=with_answers(written(event), found),
            sendUpdates=_updates(tell=tell),
        )
        return live(self._ask(patch, etag=found.get("etag") or None))

    def delete(self, event_id: str, *, tell: bool = True) -> None:
        delete = self._events.delete(calendarId=self._calendar, eventId=event_id, sendUpdates=_updates(tell=tell))
        self._ask(delete)

    def changes(self, sync_token: str | None) -> Changes:
        """What changed since *sync_token*, cancelled events too.

        Without one the whole calendar is read and told as far as it is ours, so that nothing is missed when a token
        grew too old. Raises Gone when *sync_token* is not accepted.
        """
        page = self._page(sync_token, None)
        found: list[JSON] = list(page.get("items") or [])
        while page.get("nextPageToken"):
            page = self._page(sync_token, page["nextPageToken"])
            found += page.get("items") or []
        told = [live(event) for event in found if sync_token or is_ours(event)]
        return Changes(tuple(told), page.get("nextSyncToken"))

    def _insert(self, body: JSON, *, tell: bool) -> JSON:
        """Without a video link on a calendar that has no Meet: Google does not take the event with one.

        It says no more than "invalid", which inserted nothing; what else is wrong is so without the link, too.
        """
        asked = {"calendarId": self._calendar, "conferenceDataVersion": 1, "sendUpdates": _updates(tell=tell)}
        try:
            return self._client.call(self._events.insert(body=body, **asked))
        except Never as refusal:
            if refusal.reason != INVALID:
                raise
        return self._client.call(self._events.insert(body=without_meet(body), **asked))

    def _page(self, sync_token: str | None, page_token: str | None) -> JSON:
        listing = self._events.list(
            calendarId=self._calendar,
            syncToken=sync_token,
            pageToken=page_token,
            singleEvents=True,
            showDeleted=True,
            maxResults=PAGE,
        )
        return self._client.call(listing, gone=STALE_TOKEN if sync_token else ())

    def _under_that_id(self, event: Event) -> LiveEvent:
        found = self._find(event.id)
        if found is None:
            return trace(event.id)
        if found.get("status") != "cancelled" and not is_ours(found):
            raise Duplicate("duplicate")
        return live(found)

    def _find(self, event_id: str) -> JSON | None:
        try:
            return self._ask(self._events.get(calendarId=self._calendar, eventId=event_id))
        except Gone:
            return None

    def _ask(self, request: Any, *, etag: str | None = None) -> JSON:
        """About one event. Raises Gone where it is not there any more, Never where the calendar is not shown to us.

        Google says "not found" to both.
        """
        try:
            return self._client.call(request, gone=MISSING, etag=etag)
        except Gone as gone:
            if gone.reason != DELETED:
                self.access_role()
            raise


def _updates(*, tell: bool) -> str:
    return "all" if tell else "none"
