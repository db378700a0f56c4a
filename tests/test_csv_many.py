"""Two thousand candidates move in, fifty of their lines wrong: each is told, nothing comes in by halves or twice."""

import csv
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.__main__ import main
from storage import applications, audit, messages

pytestmark = pytest.mark.usefixtures("logs_as_before")

ROOT = Path(__file__).parent.parent
LINES, FIRST, EVERY = 2000, 7, 40  # lines 7, 47, 87, … of the file are wrong: fifty
TEAM = "email,roles\nrita@example.org,recruiter\nhana@example.org,hiring_manager\n"
COLUMNS = ("name", "email", "role", "stage", "coordinator", "hiring_manager", "zone", "cv_url", "source")
FAULTS = (
    ({"email": "no address"}, "does not look like an e-mail address"),
    ({"email": "jürgen@example.com"}, "“ü” before the @"),
    ({"email": ""}, "email is empty"),
    ({"name": ""}, "name is empty"),
    ({"name": "n" * 201}, "name is longer than 200 characters"),
    ({"role": "astronaut"}, "is no role of the process"),
    ({"stage": "offer"}, "is not one to begin in"),
    ({"coordinator": ""}, "coordinator is empty"),
    ({"coordinator": "hana@example.org"}, "is not a recruiter here"),
    ({"hiring_manager": "nobody@example.org"}, "is not a hiring manager here"),
    ({"zone": "Berlin"}, "is not an IANA time zone"),
    ({"cv_url": "javascript:alert(1)"}, "a link begins with https://"),
    ({"email": "Person2@Example.com"}, "stands in line 2 already"),
    ({"source": "a fair", "beyond": "in Lisbon"}, "stands under no column"),
)


@pytest.fixture
def many(set_up, tmp_path, capsys):
    """The file, with a team that is there already."""
    (tmp_path / "team.csv").write_text(TEAM, "utf-8")
    assert main(["import", "people", str(tmp_path / "team.csv")]) == 0
    (tmp_path / "many.csv").write_text(written(), "utf-8")
    capsys.readouterr()
    return tmp_path / "many.csv"


def written() -> str:
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow(COLUMNS)
    for number in range(2, LINES + 1):
        fault, _ = fault_of(number) or ({}, "")
        cells = {
            "name": f"Person {number}",
            "email": f"person{number}@example.com",
            "role": "software_engineer",
            "stage": ("", "screening")[number % 2],
            "coordinator": "rita@example.org",
            "hiring_manager": "hana@example.org",
            "zone": "Europe/Lisbon",
            **fault,
        }
        sheet.writerow([*(cells.get(column, "") for column in COLUMNS), *filter(None, [cells.get("beyond")])])
    return out.getvalue()


def fault_of(line: int) -> tuple[dict[str, str], str] | None:
    return FAULTS[(line - FIRST) // EVERY % len(FAULTS)] if line % EVERY == FIRST else None


WRONG = {line: words for line in range(2, LINES + 1) if (fault := fault_of(line)) for words in [fault[1]]}


def imported(db) -> list[str]:
    with db.read() as tx:
        return [application.candidate.email for application in applications.every(tx)]


def told_lines(told: list[str]) -> dict[int, str]:
    """What was said, by line of the file."""
    found = [line.removeprefix("many.csv line ").split(": ", 1) for line in told if line.startswith("many.csv line ")]
    return {int(number): words for number, words in found}


def test_every_fault_is_told_with_its_line_and_nothing_comes_in_until_that_is_accepted(many, db, capsys):
    assert len(WRONG) == 50
    assert main(["import", "candidates", str(many)]) == 2
    told = capsys.readouterr().err.splitlines()
    said = told_lines(told)
    assert said.keys() == WRONG.keys()
    assert all(WRONG[line] in words for line, words in said.items())
    assert told[-1].startswith("Nothing was imported: 50 lines cannot be.")
    assert imported(db) == []

    assert main(["import", "candidates", str(many), "--skip-wrong-lines", "--dry-run"]) == 0
    assert imported(db) == []
    capsys.readouterr()

    began = time.process_time()
    assert main(["import", "candidates", str(many), "--skip-wrong-lines"]) == 0
    took = time.process_time() - began
    told = capsys.readouterr().out.splitlines()
    assert told_lines(told).keys() == WRONG.keys()
    assert told[-2:] == ["50 lines left out.", "1949 candidates imported."]
    there = imported(db)
    assert there == [f"person{line}@example.com" for line in range(2, LINES + 1) if line not in WRONG]
    assert took < 8, took  # seconds of the processor; under three on a quiet machine

    assert main(["import", "candidates", str(many), "--skip-wrong-lines"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "0 candidates imported."
    assert sum("left out" in line for line in told) == 1949 + 1
    assert imported(db) == there
    with db.read() as tx:
        assert messages.find(tx, "headline:1949") is not None
        assert messages.find(tx, "headline:1950") is None


KILLED = """
import os, signal, sys
from bot.__main__ import main
from storage import messages
messages.post_new = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # everybody is written, no headline promised
main(["import", "candidates", sys.argv[1], "--skip-wrong-lines"])
"""


def test_an_import_that_is_killed_in_the_middle_has_brought_nothing_and_is_done_again(many, db, capsys):
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(many)], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert imported(db) == []
    assert main(["import", "candidates", str(many), "--skip-wrong-lines"]) == 0
    assert len(imported(db)) == 1949
    with db.read() as tx:
        assert [entry.action for entry in audit.of_application(tx, 1949)] == ["application.imported"]
