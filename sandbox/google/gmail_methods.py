"""Which function answers which method of Gmail v1."""

from collections.abc import Callable, Sequence
from typing import Any

from sandbox.google.errors import JSON, GoogleError, required
from sandbox.google.front import Request
from sandbox.google.gmail import Gmail, Mail, not_here
from sandbox.google.gmail_shown import brief, shown
from sandbox.google.gmail_text import read_raw
from sandbox.google.tokens import seal, unseal

HIDDEN = {"SPAM", "TRASH"}
MOST = 500


def profile(box: Gmail, asked: Request) -> JSON:
    threads = {mail.thread for mail in box.mails.values()}
    return {
        "emailAddress": box.account,
        "messagesTotal": len(box.mails),
        "threadsTotal": len(threads),
        "historyId": str(len(box.calls)),
    }


def create_draft(box: Gmail, asked: Request) -> JSON:
    message = asked.body.get("message") or {}
    written, thread = read_raw(message.get("raw")), message.get("threadId")
    if thread is not None and thread not in {mail.thread for mail in box.mails.values()}:
        raise not_here()
    draft = box.write(written, thread)
    return {"id": draft, "message": shown(box.draft(draft), "minimal")}


def get_draft(box: Gmail, asked: Request) -> JSON:
    draft = asked.path["id"]
    return {"id": draft, "message": shown(box.draft(draft), asked.query.get("format", "full"))}


def list_drafts(box: Gmail, asked: Request) -> JSON:
    newest = [{"id": draft, "message": brief(mail)} for draft, mail in reversed(box.drafts.items())]
    return _page("drafts", newest, asked.query)


def send_draft(box: Gmail, asked: Request) -> JSON:
    draft = asked.body.get("id")
    if not draft:
        raise required("Missing draft id")
    if asked.body.get("message"):
        raise GoogleError(400, "invalidArgument", "The sandbox sends drafts as they are")
    sent = box.send(draft)
    return {**brief(sent), "labelIds": sent.labels}


def delete_draft(box: Gmail, asked: Request) -> None:
    box.throw_away(asked.path["id"])


def get_message(box: Gmail, asked: Request) -> JSON:
    mail = box.mails.get(asked.path["id"])
    if mail is None:
        raise not_here()
    return shown(mail, asked.query.get("format", "full"), asked.query.get("metadataHeaders", ()))


def list_messages(box: Gmail, asked: Request) -> JSON:
    labels, hidden = set(asked.query.get("labelIds", ())), asked.query.get("includeSpamTrash", False)
    found = [brief(mail) for mail in reversed(box.mails.values()) if _is_listed(mail, labels, hidden=hidden)]
    return _page("messages", found, asked.query)


def _is_listed(mail: Mail, labels: set[str], *, hidden: bool) -> bool:
    return labels <= set(mail.labels) and (hidden or not HIDDEN & set(mail.labels))


def _page(name: str, found: Sequence[JSON], query: JSON) -> JSON:
    """Newest first. Where nothing is found, Gmail leaves the list out."""
    size = query.get("maxResults", 100)
    if not 0 < size <= MOST:
        raise GoogleError(400, "invalidArgument", "Invalid maxResults")
    begin: Any = unseal(query["pageToken"], name)[0] if "pageToken" in query else 0
    end = begin + size
    face: JSON = {"resultSizeEstimate": len(found)}
    if found[begin:end]:
        face[name] = list(found[begin:end])
    return face | ({"nextPageToken": seal(name, end)} if end < len(found) else {})


ANSWERS: dict[str, Callable[[Gmail, Request], JSON | None]] = {
    "getProfile": profile,
    "drafts.create": create_draft,
    "drafts.delete": delete_draft,
    "drafts.get": get_draft,
    "drafts.list": list_drafts,
    "drafts.send": send_draft,
    "messages.get": get_message,
    "messages.list": list_messages,
}
