"""What somebody reads who pressed too late, or twice: who was quicker, and when by their own clock."""

from datetime import UTC, datetime

from bot.hiring.errors import AlreadyDone, Stale

NOON = datetime(2027, 3, 4, 12, tzinfo=UTC)


def test_whoever_was_quicker_is_named_with_the_time_of_the_readers_clock():
    assert Stale("Rita", "advanced Ada", NOON).words("Asia/Tokyo") == (
        "Rita was quicker: advanced Ada (04 Mar at 21:00). Nothing of yours was changed."
    )


def test_what_was_done_already_says_when_if_that_is_known():
    assert AlreadyDone(NOON).words("Europe/Berlin") == "Already done by you at 13:00; nothing happened twice."
    assert AlreadyDone().words("Europe/Berlin") == "That was already done; nothing happened twice."
