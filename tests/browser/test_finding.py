"""A machine without Chromium gets Debian's, or is told what to install."""

import os
from pathlib import Path

import pytest

from tests.browser.finding import NoBrowser, the_browser


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the only commands that this machine has; at first it has `env`, and its user is root."""
    (tmp_path / "env").symlink_to("/usr/bin/env")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return tmp_path


def it_has(machine: Path, command: str, does: str = "") -> None:
    script = machine / command
    script.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    script.chmod(0o755)


def it_did(machine: Path) -> list[str]:
    return (machine / "did").read_text(encoding="utf-8").splitlines()


NOTES = 'echo "$0 $* ($DEBIAN_FRONTEND)" >> "${0%/*}/did"\n'
INSTALLS = (
    NOTES + 'case "$*" in *chromium) printf "#!/bin/sh" > "${0%/*}/chromium"; /bin/chmod +x "${0%/*}/chromium";; esac'
)


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_a_browser_that_is_there_is_taken(machine: Path, name: str):
    it_has(machine, name)
    it_has(machine, "apt-get", NOTES)
    assert the_browser() == str(machine / name)
    assert not (machine / "did").exists()


def test_root_installs_debians(machine: Path):
    it_has(machine, "apt-get", INSTALLS)
    assert the_browser() == str(machine / "chromium")
    assert it_did(machine) == [
        f"{machine}/apt-get update (noninteractive)",
        f"{machine}/apt-get install -y --no-install-recommends chromium (noninteractive)",
    ]


def test_others_ask_sudo_which_may_not_ask_back(machine: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    it_has(machine, "apt-get", INSTALLS)
    it_has(machine, "sudo", NOTES + '[ "$1" = -n ] && shift && exec "$@"')
    assert the_browser() == str(machine / "chromium")
    assert it_did(machine)[0].startswith(f"{machine}/sudo -n env DEBIAN_FRONTEND=noninteractive")


def test_without_a_package_manager_one_is_told_what_to_install(machine: Path):
    with pytest.raises(NoBrowser, match="apt-get install --no-install-recommends chromium"):
        the_browser()


def test_without_sudo_too(machine: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    it_has(machine, "apt-get")
    with pytest.raises(NoBrowser, match=r"Install it, on Debian with(?s:.)*sudo"):
        the_browser()


def test_the_package_managers_own_words_are_passed_on(machine: Path):
    it_has(machine, "apt-get", "echo E: Could not get lock >&2; exit 100")
    with pytest.raises(NoBrowser, match=r"(?s)ended with 100:.*Could not get lock"):
        the_browser()


def test_a_browser_that_is_not_where_it_should_be_after_all_is_no_browser(machine: Path):
    it_has(machine, "apt-get")
    with pytest.raises(NoBrowser, match="yet it is not on PATH"):
        the_browser()
