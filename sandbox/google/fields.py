"""Partial answers: the `fields` parameter."""

import re
from typing import Any

from sandbox.google.errors import JSON, invalid

_TOKEN = re.compile(r"[^,()/\s]+|[,()/]")


def only(answer: JSON, fields: str) -> JSON:
    """*answer* with what *fields* names, as in "items(id,start/dateTime),nextPageToken". Raises invalid."""
    tokens = _TOKEN.findall(fields)
    wanted = _group(tokens)
    if tokens or not wanted:
        raise invalid(f"Invalid field selection {fields}", "fields")
    picked: JSON = _pick(answer, wanted)
    return picked


def _group(tokens: list[str]) -> dict[str, JSON]:
    wanted: dict[str, JSON] = {}
    while tokens and tokens[0] not in "),(/":
        name = tokens.pop(0)
        inner: JSON = {}
        if tokens[:1] == ["/"]:
            tokens.pop(0)
            inner = _path(tokens)
        elif tokens[:1] == ["("]:
            tokens.pop(0)
            inner = _group(tokens)
            if not inner or tokens[:1] != [")"]:
                raise invalid("Invalid field selection", "fields")
            tokens.pop(0)
        wanted[name] = wanted.get(name, {}) | inner
        if tokens[:1] == [","]:
            tokens.pop(0)
    return wanted


def _path(tokens: list[str]) -> JSON:
    """One branch after a slash; a comma after it belongs to the level above."""
    if not tokens:
        raise invalid("Invalid field selection", "fields")
    name = tokens.pop(0)
    if tokens[:1] == ["/"]:
        tokens.pop(0)
        return {name: _path(tokens)}
    if tokens[:1] == ["("]:
        tokens.pop(0)
        inner = _group(tokens)
        if tokens[:1] != [")"]:
            raise invalid("Invalid field selection", "fields")
        tokens.pop(0)
        return {name: inner}
    return {name: {}}


def _pick(value: Any, wanted: JSON) -> Any:
    if not wanted or "*" in wanted:
        return value
    if isinstance(value, list):
        return [_pick(item, wanted) for item in value]
    if not isinstance(value, dict):
        return value
    return {name: _pick(value[name], inner) for name, inner in wanted.items() if name in value}
