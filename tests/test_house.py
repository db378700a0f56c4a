"""The architecture is a test: who may import whom, seen to hold and seen to break."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("bot", "handlers", "storage", "integrations", "sandbox")

PLANTED = {
    "The floors of the house: everybody imports downwards": ("storage/audit.py", "import handlers.headline"),
    "The rules of hiring know Python's standard library and nothing else": ("bot/hiring/slots.py", "import yaml"),
    "Settings are passed in as values": ("bot/gate.py", "from bot.settings import Settings"),
    "What people can do and the world outside are strangers": ("handlers/home.py", "import integrations.smtp"),
    "The world outside remembers nothing": ("integrations/smtp.py", "import storage.inbox"),
    "Rows never leave storage": ("handlers/candidate.py", "from storage.tables import SeatRow"),
    "Storage speaks to no service": ("storage/inbox.py", "import slack_sdk"),
    "Views are pure: no storage, no Slack client": ("handlers/home_view.py", "import handlers.headline"),
    "The product does not know the sandbox": ("bot/clock.py", "import sandbox.clock"),
    "The sandbox does not know the product: it starts it as a process": ("sandbox/clock.py", "import bot.ports"),
}


def verdicts(house: Path) -> dict[str, str]:
    """Contract -> KEPT or BROKEN, as `make check` sees them."""
    linter = Path(sys.executable).with_name("lint-imports")
    ran = subprocess.run([linter, "--no-cache"], cwd=house, capture_output=True, text=True, check=False, timeout=60)
    found = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", ran.stdout, re.MULTILINE))
    assert found, ran.stdout + ran.stderr
    return found


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "contracts.py", tmp_path / "tests")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_everybody_imports_only_whom_they_may():
    assert verdicts(ROOT) == dict.fromkeys(PLANTED, "KEPT")


def test_each_contract_breaks_when_somebody_imports_whom_they_may_not(copied_house: Path):
    for name, line in PLANTED.values():
        path = copied_house / name
        path.write_text(f"{path.read_text('utf-8')}\n{line}\n", encoding="utf-8")
    assert verdicts(copied_house) == dict.fromkeys(PLANTED, "BROKEN")
