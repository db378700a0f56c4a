"""docs/faults.md names the tests that show each line of it: every one of them exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
TABLE = (ROOT / "docs" / "faults.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(test_\w+))?`", TABLE)


def test_every_test_that_the_page_names_exists():
    missing = [f"{path}::{test}" for path, test in NAMED if not _exists(path, test)]
    assert missing == []
    assert len(NAMED) > 40


def test_no_line_of_the_tables_is_without_a_test():
    rows = [line for line in TABLE.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    bare = [row for row in rows if "`tests/" not in row and not row.endswith("| where it is tested |")]
    assert bare == []


def test_every_test_of_faults_stands_in_the_page():
    ours = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "faults").glob("test_*.py")}
    assert ours - {path for path, _ in NAMED} == set()


def _exists(path: str, test: str) -> bool:
    file = ROOT / path
    return file.is_file() and (not test or f"def {test}(" in file.read_text("utf-8"))
