"""A mail's text as Gmail takes it in, and what Gmail makes of it."""

import base64
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import getaddresses

from sandbox.google.errors import GoogleError

_BASE64URL = re.compile(r"[A-Za-z0-9_-]+={0,2}")
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")
_RECIPIENTS = ("To", "Cc", "Bcc")


@dataclass(frozen=True)
class Written:
    """A text that Gmail took in."""

    message: EmailMessage

    def as_from(self, addresses: tuple[str, ...], mark: str) -> EmailMessage:
        """From the account unless it may send as who is named; the Message-ID is always Gmail's own."""
        message = message_from_bytes(self.message.as_bytes(), EmailMessage, policy=policy.SMTP)
        name, sender = next(iter(getaddresses([str(message.get("From", ""))])), ("", ""))
        if sender.lower() not in addresses:
            del message["From"]
            message["From"] = Address(name, addr_spec=addresses[0])
        del message["Message-ID"]
        message["Message-ID"] = mark
        return message


def read_raw(raw: str | None) -> Written:
    """The mail in *raw*, which is base64url. Raises invalidArgument."""
    if not raw:
        raise _invalid("Missing draft message")
    if not _BASE64URL.fullmatch(raw):
        raise _invalid("Invalid value at 'draft.message.raw' (TYPE_BYTES), Base64 decoding failed")
    try:
        content = base64.urlsafe_b64decode(raw + "=" * (-len(raw) % 4))
        message = message_from_bytes(content, EmailMessage, policy=policy.SMTP)
        if not message.keys():
            raise _invalid("Invalid message: no headers")
        for name in _RECIPIENTS:
            if any(not _ADDRESS.fullmatch(address) for address in _addresses(message, name)):
                raise _invalid(f"Invalid {name} header")
    except (ValueError, MessageError):
        raise _invalid("Invalid message") from None
    return Written(message)


def recipients(message: EmailMessage) -> tuple[str, ...]:
    """Everybody it goes to."""
    return tuple(address for name in _RECIPIENTS for address in _addresses(message, name))


def without_bcc(message: EmailMessage) -> EmailMessage:
    copy = message_from_bytes(message.as_bytes(), EmailMessage, policy=policy.SMTP)
    del copy["Bcc"]
    return copy


def _addresses(message: EmailMessage, name: str) -> list[str]:
    return [address for _, address in getaddresses([str(line) for line in message.get_all(name, [])])]


def _invalid(message: str) -> GoogleError:
    return GoogleError(400, "invalidArgument", message)
