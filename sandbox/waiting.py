"""Waiting for something to become true, without sleeping."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def wait_until(changed: threading.Condition, predicate: Callable[[], T], timeout: float) -> T:
    """What *predicate* gives as soon as that is true. It is asked again whenever *changed* is notified.

    Raises TimeoutError after *timeout* seconds.
    """
    deadline = time.monotonic() + timeout
    with changed:
        while not (found := predicate()):
            left = deadline - time.monotonic()
            if left <= 0 or not changed.wait(left):
                found = predicate()
                if found:
                    return found
                raise TimeoutError(f"not true after {timeout} s")
        return found
