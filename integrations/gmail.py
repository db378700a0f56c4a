"""Mail over the Gmail API: a draft first, so that there is something to look for, then the draft is sent.

Gmail gives what its API sends a Message-ID of its own, so ours finds nothing again. What does: the draft's id until it
is sent, the draft's thread after it, and a header of ours at any time.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from bot.ports import Doubtful, Gone, Left, Mail, Never, SurelyNot, Waiting
from integrations.google_client import GMAIL, JSON, GoogleClient
from integrations.google_credentials import COMPOSE, METADATA, mail_credentials_of
from integrations.smtp_letter import letter, mark

ME = "me"
HEADER = "X-Interview-Bot-Letter"
MISSING = frozenset({404})
NEWEST = 20  # drafts or sent mails whose headers are read, one call each, where no id leads to the mail
PAGE = 500  # Gmail's most


class GmailMailer:
    """Implements `bot.ports.Mailer`; see `integrations.google_credentials` for whose mailbox it is.

    A *draft* is its id and its thread's, with a space between, or its id alone. *url* is where /gmail/v1/ begins;
    *mail_from* an address, with or without a name. *patience*: seconds for every wait on the line, and twice as many
    until the text leaves: the relay's claim must not end before. Raises ValueError when the credentials are none.
    """

    def __init__(
        self,
        *,
        url: str,
        mail_from: str,
        credentials_file: Path | None,
        access_token: str | None,
        patience: float = 10,
    ) -> None:
        credentials = mail_credentials_of(credentials_file, access_token, mail_from=mail_from)
        self._client = GoogleClient(url, credentials, patience=patience, api=GMAIL)
        self._drafts: Any = self._client.service.users().drafts()
        self._messages: Any = self._client.service.users().messages()
        self._from, self._patience = mail_from, patience

    def send(self, mail: Mail, *, begun: Callable[[str | None], None], draft: str | None = None) -> None:
        """Before *begun* was called a failure leaves a draft behind at most. Doubtful after it: `look` will tell."""
        deadline = monotonic() + 2 * self._patience
        ready = draft or self._write(mail)
        if monotonic() > deadline:
            raise SurelyNot("too slow")
        begun(ready)
        try:
            self._client.call(self._drafts.send(userId=ME, body={"id": _ids(ready)[0]}), gone=MISSING)
        except Gone:  # sent by an earlier try, sent by a person, or thrown away
            raise Doubtful("draft gone") from None

    def look(self, mail: Mail, draft: str | None) -> Left | Waiting | None:
        """Under its id, among what was sent, among the drafts: what is sent lies in no draft any more."""
        if draft is not None and self._lies_there(draft):
            return Waiting(draft)
        if self._was_sent(mail, draft):
            return Left()
        found = next((it for it in self._newest_drafts() if _is_marked(it.get("message"), mail)), None)
        return Waiting(_reference(found)) if found else None

    def discard(self, draft: str) -> None:
        with suppress(Gone):
            self._client.call(self._drafts.delete(userId=ME, id=_ids(draft)[0]), gone=MISSING)

    def account(self) -> str:
        """The address of the mailbox we were let into. Raises CallFailed."""
        profile = self._client.call(self._client.service.users().getProfile(userId=ME))
        return str(profile.get("emailAddress", ""))

    def missing_scopes(self) -> list[str]:
        """What Google has not allowed us, seen by trying. Raises CallFailed for everything else that is wrong."""
        tries = {
            COMPOSE: self._drafts.list(userId=ME, maxResults=1),
            METADATA: self._messages.list(userId=ME, labelIds=["SENT"], maxResults=1),
        }
        return [scope for scope, request in tries.items() if not self._is_allowed(request)]

    def _is_allowed(self, request: Any) -> bool:
        try:
            self._client.call(request)
        except Never as refusal:
            if refusal.reason != "insufficientPermissions":
                raise
            return False
        return True

    def _write(self, mail: Mail) -> str:
        message = letter(replace(mail, headers={**mail.headers, HEADER: mark(mail)}), self._from)
        raw = urlsafe_b64encode(message.as_bytes()).decode()
        return _reference(self._client.call(self._drafts.create(userId=ME, body={"message": {"raw": raw}})))

    def _lies_there(self, draft: str) -> bool:
        try:
            self._client.call(self._drafts.get(userId=ME, id=_ids(draft)[0], format="minimal"), gone=MISSING)
        except Gone:
            return False
        return True

    def _was_sent(self, mail: Mail, draft: str | None) -> bool:
        """In the thread that began with the draft, by whoever pressed Send; else by our header."""
        listing = self._messages.list(userId=ME, labelIds=["SENT"], includeSpamTrash=True, maxResults=PAGE)
        sent = self._client.call(listing).get("messages") or []
        thread = _ids(draft)[1] if draft else ""
        if thread and any(it.get("threadId") == thread for it in sent):
            return True
        return any(_is_marked(it, mail) for it in self._with_headers(sent[:NEWEST]))

    def _with_headers(self, messages: Iterable[JSON]) -> Iterable[JSON]:
        for message in messages:
            request = self._messages.get(userId=ME, id=message["id"], format="metadata", metadataHeaders=[HEADER])
            with suppress(Gone):
                yield self._client.call(request, gone=MISSING)

    def _newest_drafts(self) -> Iterable[JSON]:
        listing = self._drafts.list(userId=ME, maxResults=NEWEST)
        for draft in self._client.call(listing).get("drafts") or []:
            request = self._drafts.get(userId=ME, id=draft["id"], format="metadata")
            with suppress(Gone):
                yield self._client.call(request, gone=MISSING)


def _reference(draft: JSON) -> str:
    """Without a thread where none is named: what was sent is found by its header then."""
    message = draft.get("message")
    thread = message.get("threadId") if isinstance(message, dict) else None
    if not draft.get("id"):
        raise Doubtful("unreadable answer")
    return f"{draft['id']} {thread or ''}".strip()


def _ids(draft: str) -> tuple[str, str]:
    """The draft's id, and its thread's."""
    own, _, thread = draft.partition(" ")
    return own, thread


def _is_marked(message: JSON | None, mail: Mail) -> bool:
    headers = ((message or {}).get("payload") or {}).get("headers") or []
    return any(it.get("name", "").lower() == HEADER.lower() and it.get("value") == mark(mail) for it in headers)
