"""The company in the browser is kept: closed, killed or opened twice, nobody loses what they did."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import ProxyHandler, build_opener

import pytest

from sandbox import saved
from sandbox.bot_process import ROOT
from sandbox.company import MONDAY
from sandbox.page.house import open_house
from sandbox.page.house_folder import PID
from tests.sandbox.page_world import HIRING, PATIENCE


@contextmanager
def a_run(folder: Path, *more: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "sandbox.page", "--folder", str(folder), "--no-browser", "--port", "0", *more]
    signal.signal(
        signal.SIGINT, signal.default_int_handler
    )  # else ignored there, too, where tests run in the background
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
    ) as run:  # fmt: skip
        try:
            yield run
        finally:
            run.terminate()  # killed, it would leave its bot behind
            try:
                run.wait(PATIENCE)
            finally:
                run.kill()


def read_until(run: "subprocess.Popen[str]", words: str) -> str:
    assert run.stdout
    for line in run.stdout:
        if words in line:
            return line
    raise AssertionError(f"it ended without {words!r}: {run.stderr.read() if run.stderr else ''}")


def address_in(line: str) -> str:
    found = re.search(r"http://\S+/", line)
    assert found
    return found[0]


def asks(address: str, **form: str) -> str:
    body = urlencode(form).encode() if form else None
    with build_opener(ProxyHandler({})).open(address, body, timeout=10) as answer:
        return str(answer.read().decode())


def time_kept(folder: Path) -> datetime:
    return datetime.fromisoformat(json.loads((folder / saved.FILE).read_text(encoding="utf-8"))["now"])


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_on_a_long_way_it_closes_and_keeps_where_it_was(tmp_path: Path, sign: signal.Signals) -> None:
    with a_run(tmp_path, "--fresh") as run:
        address = address_in(read_until(run, "The company is open"))
        asks(f"{address}as/rita/world/clock", how="tomorrow", back=HIRING)
        assert "On the way to Tue 09:00" in asks(f"{address}as/rita/c/hiring")
        run.send_signal(sign)
        out, err = run.communicate(timeout=PATIENCE)
    assert (run.returncode, err) == (0, "")
    assert f"Closed. It goes on where it was: {tmp_path} keeps it" in out
    assert MONDAY < time_kept(tmp_path) < MONDAY + timedelta(days=1)


def test_what_was_said_is_there_the_next_time_and_reset_begins_anew(tmp_path: Path) -> None:
    with open_house(tmp_path) as house:
        house.company["ana"].says("Good morning", "general")
    with open_house(tmp_path) as house:
        assert [it.text for it in house.company["bo"].sees("general")] == ["Good morning"]
        assert house.company["rita"].types("/candidate").ok
    with open_house(tmp_path, reset=True) as house:
        assert house.company["bo"].sees("general") == []


def test_a_second_run_says_where_the_company_is_open_and_how_to_have_another(tmp_path: Path) -> None:
    with a_run(tmp_path, "--fresh") as first:
        address = address_in(read_until(first, "The company is open"))
        with a_run(tmp_path) as run:
            _, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 1
    assert err == (
        f"The company in {tmp_path} is open already: {address}\n"
        'For a second one beside it: make try ARGS="--port 8643 --folder other"\n'
    )


def test_a_taken_port_is_told_and_nothing_is_left_running(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with a_run(tmp_path, "--fresh", "--port", port) as run:
            _, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 1
    assert err.startswith(f"Port {port} is taken")
    assert 'make try ARGS="--port 8643 --folder other"' in err


def test_whatever_else_lies_in_the_folder_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "notes.txt"
    mine.write_text("mine", encoding="utf-8")
    with open_house(tmp_path, reset=True) as house:
        house.starts_over()
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_bot_that_was_left_behind_ends_before_another_begins(tmp_path: Path) -> None:
    with a_run(tmp_path, "--fresh") as run:
        read_until(run, "The company is open")
        left = int((tmp_path / PID).read_text(encoding="ascii"))
        run.kill()
        run.wait()
    os.kill(left, 0)  # it is still there
    with open_house(tmp_path) as house:
        assert house.bot
        assert house.bot.pid != left
        assert house.company["rita"].types("/candidate").ok
