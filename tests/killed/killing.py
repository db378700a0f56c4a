"""Fixtures `killed` and `processes`: the bot kills itself at a named point, and is started again as if nothing had been."""

import signal
from collections.abc import Callable

import pytest

from tests.killed import launcher
from tests.killed.forked import fork_server

PATIENCE = 60.0  # seconds of real time for a process to start, or to end


@pytest.fixture(scope="session")
def processes():
    return fork_server()


@pytest.fixture
def killed(company, processes, tmp_path) -> Callable[..., None]:
    """`killed(at, while_somebody)`: the bot dies at the named point while somebody acts, and starts again.

    The one that dies works in Socket Mode, whichever door the company's has: its port is nobody's to know.
    """

    def kill(at: str, while_somebody: Callable[[], object], *, count: int = 1) -> None:
        note = tmp_path / "reached"
        note.unlink(missing_ok=True)
        company.bot_dies()
        environ = company.environment(mode="socket") | {"TICK_SECONDS": "0.1"}
        company.workspace.http = None
        dying = processes.Process(target=launcher.run, args=(at, count, environ, note), daemon=True)
        dying.start()
        assert company.workspace.waits_for_the_bot(PATIENCE)
        while_somebody()
        dying.join(PATIENCE)
        assert dying.exitcode == -signal.SIGKILL, f"the bot did not die at {at!r}: {dying.exitcode}"
        assert note.read_text(encoding="utf-8") == at
        company.workspace.wait_until(lambda: company.workspace.sockets.connections == 0)
        company.bot_starts()
        company.at_rest()

    return kill
