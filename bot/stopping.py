"""Somebody asks the bot to stop: SIGTERM, or SIGINT from a keyboard."""

import select
import signal
import socket
from types import FrameType
from typing import Any, Self

SIGNALS = (signal.SIGTERM, signal.SIGINT)


class AskedToStop:
    """Inside of it the first signal asks to stop; a second one does not wait for what is under way.

    It is waited for on a socket that the interpreter writes to: a signal that comes a moment before a wait on a lock
    would wake nobody.
    """

    def __init__(self) -> None:
        self._asked = False
        self._woken, self._wakes = socket.socketpair()
        self._wakes.setblocking(False)
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Self:
        signal.set_wakeup_fd(self._wakes.fileno(), warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, self._ask) for number in SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._woken.close()
        self._wakes.close()

    def is_set(self) -> bool:
        return self._asked

    def wait(self, seconds: float | None = None) -> bool:
        """Whether somebody asked, at the latest after *seconds*."""
        if not self._asked:
            woken, _, _ = select.select([self._woken], [], [], seconds)
            self._asked = self._asked or bool(woken)
        return self._asked

    def _ask(self, number: int, _: FrameType | None) -> None:
        self._asked = True
        signal.signal(number, signal.SIG_DFL)
