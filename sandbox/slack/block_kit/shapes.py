"""Checks and how they combine: a string this long, a list that full, an object with these keys.

A check takes a JSON value and its place and yields what is wrong with it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from sandbox.slack.block_kit.problem import Finding, below

Check = Callable[[Any, str], Iterator[Finding]]
Fields = Mapping[str, Check]


def string(longest: int, *, shortest: int = 1) -> Check:
    def check(value: Any, where: str) -> Iterator[Finding]:
        if not isinstance(value, str):
            yield where, "must be a string"
        elif len(value) < shortest:
            yield where, f"has {len(value)} characters, at least {shortest} are needed"
        elif len(value) > longest:
            yield where, f"has {len(value)} characters, at most {longest} are allowed"

    return check


def flag(value: Any, where: str) -> Iterator[Finding]:
    if not isinstance(value, bool):
        yield where, "must be true or false"


def number(value: Any, where: str) -> Iterator[Finding]:
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield where, "must be a number"


def whole(least: int, most: int) -> Check:
    def check(value: Any, where: str) -> Iterator[Finding]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield where, "must be a whole number"
        elif not least <= value <= most:
            yield where, f"must be between {least} and {most}, not {value}"

    return check


def one_of(*words: str) -> Check:
    def check(value: Any, where: str) -> Iterator[Finding]:
        if value not in words:
            yield where, f"must be one of {', '.join(words)}"

    return check


def such_that(fits: Callable[[str], bool], wanted: str) -> Check:
    """A string for which *fits* holds; *wanted* says what that is."""

    def check(value: Any, where: str) -> Iterator[Finding]:
        if not isinstance(value, str) or not fits(value):
            yield where, f"must be {wanted}"

    return check


def both(first: Check, second: Check) -> Check:
    """What *first* finds; *second* looks only if *first* found nothing."""

    def check(value: Any, where: str) -> Iterator[Finding]:
        found = list(first(value, where))
        yield from found or second(value, where)

    return check


def items(each: Check, *, least: int = 1, most: int) -> Check:
    def check(value: Any, where: str) -> Iterator[Finding]:
        if not isinstance(value, list):
            yield where, "must be a list"
        elif len(value) < least:
            yield where, f"has {len(value)} items, at least {least} are needed"
        elif len(value) > most:
            yield where, f"has {len(value)} items, at most {most} are allowed"
        else:
            for position, item in enumerate(value):
                yield from each(item, f"{where}[{position}]")

    return check


def record(required: Fields, optional: Fields | None = None, *rules: Check) -> Check:
    """An object with these keys and no others. The *rules* between keys are asked only when every key is right."""
    known = {**required, **(optional or {})}

    def keys(value: Any, where: str) -> Iterator[Finding]:
        if not isinstance(value, dict):
            yield where, "must be an object"
            return
        for key in required:
            if key not in value:
                yield below(where, key), "is missing"
        for key, inner in value.items():
            if key in known:
                yield from known[key](inner, below(where, key))
            else:
                yield below(where, key), "is not a key Slack knows here"

    def check(value: Any, where: str) -> Iterator[Finding]:
        found = list(keys(value, where))
        yield from found
        if not found:
            for rule in rules:
                yield from rule(value, where)

    return check


def typed(allowed: Fields, known: Collection[str] = ()) -> Check:
    """An object whose `type` says which check it must pass; *known* types exist in Slack, but not here."""

    def check(value: Any, where: str) -> Iterator[Finding]:
        if not isinstance(value, dict):
            yield where, "must be an object"
        elif not isinstance(kind := value.get("type"), str):
            yield below(where, "type"), "is missing"
        elif kind in allowed:
            yield from allowed[kind]({key: inner for key, inner in value.items() if key != "type"}, where)
        else:
            yield below(where, "type"), f"{kind} is not allowed here" if kind in known else f"unsupported type: {kind}"

    return check
