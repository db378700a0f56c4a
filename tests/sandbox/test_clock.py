import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sandbox.clock import MovableClock
from sandbox.clock_server import ClockServer

MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(MONDAY)


@pytest.fixture
def url(clock: MovableClock) -> Iterator[str]:
    server = ClockServer(clock)
    yield server.start()
    server.stop()


def _ask(url: str, body: bytes | None = None) -> Any:
    with _OPENER.open(urllib.request.Request(url, body), timeout=5) as answer:
        return json.load(answer)


def test_the_clock_says_what_time_it_is_in_utc(url: str, clock: MovableClock) -> None:
    assert _ask(url) == {"now": "2027-03-01T09:00:00+00:00"}
    clock.move_to(MONDAY + timedelta(days=1))
    assert _ask(url) == {"now": "2027-03-02T09:00:00+00:00"}


def test_an_hour_passes_at_once_for_everybody(url: str, clock: MovableClock) -> None:
    assert _ask(f"{url}advance", b'{"seconds": 3600}') == {"now": "2027-03-01T10:00:00+00:00"}
    assert clock.now() == MONDAY + timedelta(hours=1)
    assert _ask(url) == {"now": "2027-03-01T10:00:00+00:00"}


@pytest.mark.parametrize(
    "body", [b"{}", b"[]", b"no", b'{"seconds": "60"}', b'{"seconds": -1}', b'{"seconds": true}', b'{"seconds": 1e300}']
)
def test_nonsense_does_not_move_the_clock(url: str, clock: MovableClock, body: bytes) -> None:
    with pytest.raises(urllib.error.HTTPError) as refusal:
        _ask(f"{url}advance", body)
    assert refusal.value.code == 400
    refusal.value.close()
    assert clock.now() == MONDAY
