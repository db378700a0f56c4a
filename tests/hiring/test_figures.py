"""Small numbers are said to be small, and an interval holds what it promises."""

from math import comb, sqrt

import pytest

from bot.hiring.figures import Z95, Share, wilson


def textbook(part, whole):
    share = part / whole
    reach = Z95 * sqrt(share * (1 - share) / whole)
    return share - reach, share + reach


def holds(interval, whole, truth):
    """How often the interval holds the truth, over every number that can come out."""
    return sum(
        comb(whole, part) * truth**part * (1 - truth) ** (whole - part)
        for part in range(whole + 1)
        if interval(part, whole)[0] <= truth <= interval(part, whole)[1]
    )


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    # Newcombe 1998 (Statistics in Medicine 17:857), table I, method 3
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_the_published_one(part, whole, low, high):
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


def test_with_few_people_wilson_holds_where_the_textbook_interval_fails():
    assert [round(holds(it, 10, 0.05) * 100) for it in (wilson, textbook)] == [91, 40]
    assert round(holds(textbook, 5, 0.2) * 100) == 67
    assert holds(wilson, 5, 0.2) > 0.94


def test_a_share_is_said_with_its_numbers_and_how_sure_they_are():
    assert Share(7, 12).words == "7 of 12, 58 % (32–81 %)"
    assert Share(5, 5).words == "5 of 5, 100 % (57–100 %)"
    assert Share(0, 9).words == "0 of 9, 0 % (0–30 %)"


def test_a_few_are_said_to_be_a_few():
    assert Share(3, 4).words == "3 of 4: too few to say"
    assert Share(0, 0).words == "nobody yet"


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (3, 2), (-1, 4)])
def test_what_is_no_share_has_no_interval(part, whole):
    with pytest.raises(ValueError, match="no share"):
        wilson(part, whole)
