"""Letters as people write them: every planted leak is held, in both letters; every good letter leaves."""

import pytest

from tests.hiring.letters import Sheet, complaints, good, leaks, with_leak


@pytest.mark.parametrize(("kind", "typed"), [*leaks(), *leaks("leaks_held_out.txt")])
def test_a_leak_does_not_leave(kind: str, typed: str):
    for point in ("screening", "onsite"):
        assert complaints(with_leak(point, kind, typed)), point


@pytest.mark.parametrize(
    "sheet", [*good(), *good("good_held_out.txt")], ids=lambda sheet: f"{sheet.point}: {sheet.subject}"
)
def test_a_good_letter_leaves(sheet: Sheet):
    assert complaints(sheet) == []


@pytest.mark.parametrize("point", ["screening", "onsite"])
def test_it_is_the_leak_that_holds_them(point: str):
    assert complaints(with_leak(point, "nothing", "The coffee was on us.")) == []
