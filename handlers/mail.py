"""Automatic mails to candidates: written from the template of their process version, frozen, promised at once."""

from datetime import datetime

from bot.hiring.application import Application
from bot.hiring.errors import NotNow
from bot.hiring.letter import Draft, write
from bot.hiring.letter_facts import first_name
from bot.hiring.person import Person
from bot.hiring.process import LetterTemplate, Process
from storage import letters, people
from storage.database import Tx


def send(
    tx: Tx, application: Application, kind: str, key: str, expires_at: datetime | None = None, /, **values: str
) -> None:
    """Promise the mail *kind* under *key*, once; from *expires_at* on it is of no use.

    Raises ValueError when a value it requires is missing.
    """
    sender = people.get(tx, application.coordinator)
    draft = text(tx, application, kind, **values)
    letter = letters.draft(
        tx,
        key,
        application=application.id,
        kind=kind,
        to=application.candidate.email,
        subject=draft.subject,
        body=draft.body,
        by=sender.id,
        sender_name=sender.name,
        reply_to=reply_to(tx.book.get(tx, application.process), sender),
    )
    if letter.state == "draft":
        letters.approve(tx, letter.id, send_at=tx.now, expires_at=expires_at)


def text(tx: Tx, application: Application, kind: str, /, **values: str) -> Draft:
    """What the mail *kind* says. Raises ValueError when a value it requires is missing."""
    process, sender = tx.book.get(tx, application.process), people.get(tx, application.coordinator)
    pattern, given = template(tx, application, kind), {**always(application, process, sender), **values}
    missing = [name for name in pattern.required if not given.get(name, pattern.defaults.get(name, "")).strip()]
    if missing:
        raise ValueError(f"the mail {kind} lacks {', '.join(missing)}")
    return write(pattern, given)


def template(tx: Tx, application: Application, kind: str) -> LetterTemplate:
    """That of the version the candidate started with; a newer one where that knew no such letter. Raises NotNow."""
    found = tx.book.get(tx, application.process).letters.get(kind) or tx.book.current.letters.get(kind)
    if found is None:
        raise NotNow(f"process.yaml has no letter “{kind}”. Nothing was written; please ask an admin.")
    return found


def always(application: Application, process: Process, sender: Person) -> dict[str, str]:
    """The variables that every letter has."""
    return {
        "candidate_first_name": first_name(application.name),
        "role": process.role(application.role).name,
        "company": process.company,
        "sender_name": sender.name,
    }


def reply_to(process: Process, sender: Person) -> str:
    """An answer reaches whoever signed, unless the company wants them in one place."""
    return process.letter_rules.reply_to or sender.email
