"""Everything that is remembered, as CSV files: judgments of people, so each file is readable for its owner only."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.csv_files.sheet import write_sheet
from bot.hiring.application import Application
from storage import applications, interviews, letters, people, scorecards
from storage.database import Database, Tx

Row = Sequence[object]


def export(folder: Path, db: Database) -> dict[str, int]:
    """Write the files into *folder*, which is made. Returns rows by file name. Raises OSError, also for files there."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with db.read() as tx:
        every = list(applications.every(tx))
        sheets = {
            "people.csv": (PEOPLE, _people(tx)),
            "candidates.csv": (CANDIDATES, _candidates(tx, every)),
            "interviews.csv": (INTERVIEWS, _interviews(tx, every)),
            "scorecards.csv": (SCORECARDS, _ratings(tx, every)),
            "decisions.csv": (DECISIONS, _decisions(tx, every)),
            "letters.csv": (LETTERS, _letters(tx, every)),
        }
        return {name: write_sheet(folder / name, columns, rows) for name, (columns, rows) in sheets.items()}


PEOPLE = ("email", "name", "roles", "sessions", "starts", "ends", "zone", "active")
CANDIDATES = (
    "application", "name", "email", "role", "stage", "state", "opened_at", "closed_at",
    "coordinator", "hiring_manager", "zone", "cv_url", "source",
)  # fmt: skip
INTERVIEWS = ("interview", "application", "session", "stage", "starts_at", "ends_at", "zone", "state", "panel", "task")
SCORECARDS = (
    "application", "interview", "interviewer", "submitted_at", "recommendation", "confidence", "focus_answer",
    "observed", "trait", "mark", "note", "strength", "change_my_mind",
)  # fmt: skip
DECISIONS = ("application", "stage", "verdict", "by", "reason", "at")
LETTERS = ("application", "kind", "to", "subject", "body", "state", "by", "sent_at")


def _people(tx: Tx) -> Iterator[Row]:
    for p in people.everyone(tx).values():
        hours = (f"{p.starts:%H:%M}", f"{p.ends:%H:%M}")
        yield p.email, p.name, ";".join(sorted(p.roles)), ";".join(sorted(p.sessions)), *hours, p.zone, p.active


def _candidates(tx: Tx, every: Sequence[Application]) -> Iterator[Row]:
    email = _emails(tx)
    for a in every:
        who = (a.id, a.candidate.name, a.candidate.email, a.role, a.stage, a.state.value, a.opened_at, a.closed_at)
        cared_for = (email.get(a.coordinator), email.get(a.hiring_manager or ""))
        yield *who, *cared_for, a.candidate.zone, a.candidate.cv_url, a.source


def _interviews(tx: Tx, every: Sequence[Application]) -> Iterator[Row]:
    email = _emails(tx)
    for i in (i for a in every for i in interviews.of_application(tx, a.id)):
        panel = ";".join(email.get(person, person) for person in i.people)
        yield i.id, i.application, i.session, i.stage, i.starts_at, i.ends_at, i.zone, i.state.value, panel, i.task


def _ratings(tx: Tx, every: Sequence[Application]) -> Iterator[Row]:
    """One row a rating; what is said once on a card stands in each of its rows."""
    email = _emails(tx)
    for a in every:
        for card in scorecards.of_application(tx, a.id):
            given, who = card.answers, email.get(card.interviewer, card.interviewer)
            head = (a.id, card.interview, who, card.submitted_at, given.recommendation, given.confidence)
            seen = (given.focus_answer, ";".join(given.observed))
            for rating in given.ratings.values():
                yield *head, *seen, rating.trait, rating.mark, rating.note, given.strength, given.change_my_mind


def _decisions(tx: Tx, every: Sequence[Application]) -> Iterator[Row]:
    email = _emails(tx)
    for a in every:
        for stage, verdict, by, reason, at in applications.decisions(tx, a.id):
            yield a.id, stage, verdict, email.get(by, by), reason, at


def _letters(tx: Tx, every: Sequence[Application]) -> Iterator[Row]:
    email = _emails(tx)
    for letter in (letter for a in every for letter in letters.of_application(tx, a.id)):
        by = email.get(letter.by or "", "")
        yield letter.application, letter.kind, letter.to, letter.subject, letter.body, letter.state, by, letter.sent_at


def _emails(tx: Tx) -> dict[str, str]:
    return {person.id: person.email for person in people.everyone(tx).values()}
