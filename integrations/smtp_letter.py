"""A mail as it travels: headers that nobody can add to, plain text, and the same in simple HTML."""

import hashlib
import re
import unicodedata
from datetime import UTC, datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from html import escape

from bot.hiring.address import can_be_written_to
from bot.ports import Mail, Never


class _Policy(EmailPolicy):
    """Python's own folding loses spaces between words that it encodes, and makes words longer than RFC 2047 allows."""

    def fold(self, name: str, value: str) -> str:
        if name.lower() != "subject" or value.isascii():
            return str(super().fold(name, value))
        encoded = Header(value, "utf-8", maxlinelen=75, header_name=name).encode(linesep=self.linesep)
        return f"{name}: {encoded}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii")


LINE = _Policy(linesep="\r\n", cte_type="7bit")  # any server takes it
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_SEPARATORS = {"Cc", "Cs", "Zl", "Zp"}


def letter(mail: Mail, mail_from: str) -> EmailMessage:
    """*mail* from *mail_from*, an address with or without a name. Raises Never where it holds no address."""
    own_name, sender = parseaddr(mail_from)
    message = EmailMessage(policy=LINE)
    message["From"] = Address(one_line(mail.sender_name or own_name), addr_spec=address(sender))
    message["To"] = Address(addr_spec=address(mail.to))
    if mail.reply_to:
        message["Reply-To"] = Address(addr_spec=address(mail.reply_to))
    message["Subject"] = one_line(mail.subject)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{mark(mail)}@{sender.partition('@')[2]}>"
    for name, value in mail.headers.items():
        if not _HEADER.fullmatch(name):
            raise Never("not a header")
        message[name] = one_line(value)
    body = mail.body.replace("\r\n", "\n").strip("\n") + "\n"
    message.set_content(body)
    message.add_alternative(_html(body), subtype="html")
    return message


def mark(mail: Mail) -> str:
    """What a mail is recognised by, in 40 signs that say nothing to anybody else."""
    return hashlib.sha256(mail.key.encode()).hexdigest()[:40]


def address(text: str) -> str:
    """*text* if it is an e-mail address and nothing more. Raises Never."""
    if not can_be_written_to(text):
        raise Never("not an address")
    return text


def one_line(text: str) -> str:
    """*text* without line breaks and control characters: what people type must not become a header.

    "=?" begins an encoded word, in which older Pythons let a line break through (CVE-2024-6923).
    """
    signs = (" " if unicodedata.category(sign) in _SEPARATORS else sign for sign in text)
    return " ".join("".join(signs).replace("=?", "= ?").split())


def _html(body: str) -> str:
    paragraphs = [part.strip("\n") for part in re.split(r"\n\s*\n", body) if part.strip()]
    lines = (escape(paragraph).replace("\n", "<br>\n") for paragraph in paragraphs)
    return "<html><body>\n" + "\n".join(f"<p>{line}</p>" for line in lines) + "\n</body></html>\n"
