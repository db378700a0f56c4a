"""What a clock may answer at CLOCK_URL."""

from datetime import UTC, datetime

import pytest

from bot.clock import read_time

NINE = datetime(2027, 3, 1, 9, tzinfo=UTC)
SECONDS = int(NINE.timestamp())


@pytest.mark.parametrize(
    "said",
    [
        "2027-03-01T09:00:00+00:00",
        "2027-03-01T09:00:00Z\n",
        "2027-03-01T10:00:00+01:00",
        "2027-03-01T09:00:00",
        '"2027-03-01T09:00:00Z"',
        str(SECONDS),
        f"{SECONDS}.0",
        f'"{SECONDS}"',
        f"{SECONDS}000",
        '{"now": "2027-03-01T09:00:00.000Z"}',
        f'{{"now": {SECONDS}}}',
        f'{{"now": "{SECONDS}"}}',
        f'{{"zone": "UTC", "current_time": {SECONDS}}}',
        f'{{"ok": true, "now": {SECONDS}}}',
        f'{{"ok": true, "ts": {SECONDS}}}',
        f'{{"speed": 1, "unix": {SECONDS}}}',
        '{"running": true, "datetime": "2027-03-01T09:00:00Z"}',
    ],
)
def test_a_time_is_read_however_it_is_told(said: str) -> None:
    assert read_time(said) == NINE


@pytest.mark.parametrize(
    "said",
    [
        "",
        "soon",
        "{}",
        "[]",
        "null",
        '{"zone": "UTC"}',
        "NaN",
        "true",
        '{"ok": true}',
        '{"speed": 2}',
        '{"count": 20260301}',
    ],
)
def test_what_is_no_time_is_not_taken_for_one(said: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_time(said)
