"""Letters as people in a hurry would write them: what must not leave (leaks.txt), and what may (good.txt)."""

from dataclasses import dataclass
from pathlib import Path

from bot.hiring.letter import Draft, write
from bot.hiring.letter_edit import to_mend
from bot.process_file import load_process

HERE = Path(__file__).parent
PROCESS = load_process(HERE.parents[2] / "process.yaml")
TEMPLATES = {"screening": "rejection_after_screening", "onsite": "rejection_after_onsite"}
PANEL = ("Ida Brandt", "Ben Osei", "Ida", "Ben")  # as the form passes them: full and first names
OTHERS = ("Kerem Aydin", "Lena Sommer", "Noorah Ali")
VALUES = {
    "candidate_first_name": "Noor",
    "role": "Software engineer",
    "company": "Example Works",
    "sender_name": "Tomasz Rabe",
    "interview_date": "3 March",
    "interviewer_first_names": "Ida and Ben",
    "project_topic": "tide tables",
}


@dataclass(frozen=True)
class Sheet:
    """A letter as it would be sent."""

    point: str
    subject: str
    body: str


def leaks(file: str = "leaks.txt") -> list[tuple[str, str]]:
    """(kind, what was typed), one a line of the file."""
    lines = (HERE / file).read_text(encoding="utf-8").splitlines()
    return [_parted(line) for line in lines if line and not line.startswith("#")]


def good(file: str = "good.txt") -> list[Sheet]:
    _, *parts = (HERE / file).read_text(encoding="utf-8").split("=== ")
    return [_sheet(*part.split("\n", 1)) for part in parts]


def with_leak(point: str, kind: str, typed: str) -> Sheet:
    """Our template of that point, filled in well, and the leak typed into it."""
    draft = write(PROCESS.letters[TEMPLATES[point]], VALUES)
    if kind.startswith("subject"):
        return Sheet(point, typed, draft.body)
    return Sheet(point, draft.subject, draft.body.replace("I wish you well", f"{typed}\n\nI wish you well"))


def complaints(sheet: Sheet) -> list[str]:
    """What the front door would say of this letter, subject and body."""
    template = PROCESS.letters[TEMPLATES[sheet.point]]
    subject, body = to_mend(Draft(sheet.subject, sheet.body), template, PROCESS, PANEL, OTHERS)
    return [str(complaint) for complaint in (*subject, *body)]


def _parted(line: str) -> tuple[str, str]:
    kind, _, typed = line.partition(": ")
    return kind, typed


def _sheet(head: str, body: str) -> Sheet:
    point, _, subject = head.partition(" | ")
    return Sheet(point, subject.strip(), body.strip())
