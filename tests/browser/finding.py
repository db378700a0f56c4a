"""Finds Chromium, or installs Debian's. Where that cannot be done the tests fail and say what to install: none skips."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = {"DEBIAN_FRONTEND": "noninteractive"}
PATIENCE = 900.0  # seconds for a package manager on a slow line
LINES_TOLD = 5

OF_ITS_OWN = (  # not to ask the world outside, of which there is none here
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--no-first-run",
)
LAUNCH: dict[str, Any] = {
    "headless": True,
    "chromium_sandbox": os.geteuid() != 0,  # Chromium refuses to put itself in a box as root
    "args": [*OF_ITS_OWN, "--disable-gpu"],
}


class NoBrowser(Exception):
    """There is no Chromium here, and we cannot bring it. Its words say what to do."""


def the_browser() -> str:
    """The path of a Chromium; whoever asks while another worker installs it waits. Raises NoBrowser."""
    with _one_at_a_time():
        return _on_path() or _installed()


def _on_path() -> str | None:
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _installed() -> str:
    apt_get = shutil.which("apt-get")
    if not apt_get:
        raise NoBrowser(_words("it can only be installed by itself where apt-get is"))
    become_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    as_root = [*become_root, "env", *(f"{name}={value}" for name, value in QUIET.items()), apt_get]
    _run([*as_root, "update"])
    _run([*as_root, "install", "-y", "--no-install-recommends", "chromium"])
    found = _on_path()
    if not found:
        raise NoBrowser(_words("apt-get installed chromium, and yet it is not on PATH"))
    return found


def _run(command: list[str]) -> None:
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as gone_wrong:
        raise NoBrowser(_words(str(gone_wrong))) from None
    if ran.returncode:
        said = (ran.stdout + ran.stderr).strip().splitlines()[-LINES_TOLD:]
        raise NoBrowser(_words("\n".join([f"{' '.join(command)} ended with {ran.returncode}:", *said])))


def _words(why: str) -> str:
    return (
        f"These tests need Chromium on PATH as {', '.join(NAMES[:-1])} or {NAMES[-1]}. Install it, on Debian with"
        f" `apt-get install --no-install-recommends chromium` as root. ({why})"
    )


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Before looking, too: half unpacked it is on PATH already."""
    path = Path(tempfile.gettempdir()) / f"interview-bot-chromium-{os.getuid()}.lock"
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
