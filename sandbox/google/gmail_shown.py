"""A mail in Gmail's JSON."""

import base64
from collections.abc import Collection
from email.message import EmailMessage

from sandbox.google.errors import JSON
from sandbox.google.gmail import Mail


def brief(mail: Mail) -> JSON:
    """All that lists tell."""
    return {"id": mail.id, "threadId": mail.thread}


def shown(mail: Mail, form: str = "full", headers: Collection[str] = ()) -> JSON:
    """*form* is minimal, metadata, full or raw; with *headers* metadata has only those."""
    face = {**brief(mail), "labelIds": list(mail.labels), "historyId": str(mail.at), "internalDate": str(mail.at)}
    face["sizeEstimate"] = len(mail.message.as_bytes())
    if form == "raw":
        face["raw"] = _encoded(mail.message.as_bytes())
    elif form == "metadata":
        wanted = {name.lower() for name in headers}
        face["payload"] = {"mimeType": mail.message.get_content_type(), "headers": _headers(mail.message, wanted)}
    elif form == "full":
        face["payload"] = _part(mail.message)
    return face


def _part(part: EmailMessage) -> JSON:
    face: JSON = {"mimeType": part.get_content_type(), "filename": "", "headers": _headers(part, set())}
    if part.is_multipart():
        return face | {"parts": [_part(inner) for inner in part.iter_parts() if isinstance(inner, EmailMessage)]}
    content = part.get_payload(decode=True)
    text = content if isinstance(content, bytes) else b""
    return face | {"body": {"size": len(text), "data": _encoded(text)}}


def _headers(message: EmailMessage, wanted: Collection[str]) -> list[JSON]:
    lines = [{"name": name, "value": str(value)} for name, value in message.items()]
    return [line for line in lines if not wanted or line["name"].lower() in wanted]


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode()
