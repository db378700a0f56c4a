"""A mail as it arrived."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from functools import cached_property


@dataclass(frozen=True)
class ReceivedMail:
    """*envelope_from* and *envelope_to* are what SMTP said; the rest is read from *content*, the mail as it came."""

    content: bytes
    envelope_from: str
    envelope_to: tuple[str, ...]
    received_at: datetime

    @cached_property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, EmailMessage, policy=policy.default)

    @property
    def to(self) -> str:
        """The addresses of the To header without their names, with ", " between them."""
        return ", ".join(address for _, address in getaddresses([str(line) for line in self.message.get_all("To", [])]))

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def text(self) -> str:
        return self._part("plain")

    @property
    def html(self) -> str:
        return self._part("html")

    @property
    def headers(self) -> dict[str, str]:
        return {name: str(value) for name, value in self.message.items()}

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        return str(part.get_content()).replace("\r\n", "\n") if part else ""
