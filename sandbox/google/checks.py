"""Requests held against the discovery document: unknown names and wrong types are refused."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from sandbox.google.discovery import Api
from sandbox.google.errors import JSON, GoogleError, invalid, required
from sandbox.google.times import instant

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
}
_ID = re.compile(r"[a-v0-9]{5,1024}")
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")


def check_body(value: Any, rule: JSON, api: Api, place: str = "") -> None:
    """Raise invalid where *value* is not what *rule*, a schema of *api*'s document, says. null means unset."""
    if "$ref" in rule:
        rule = api.schema(rule["$ref"])
    kind = rule["type"]
    if value is None or kind == "any":
        return
    fits = isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))
    if not fits:
        raise invalid(f"Invalid value for {place or 'the body'}: expected {kind}, found {type(value).__name__}.")
    if kind == "array":
        for position, item in enumerate(value):
            check_body(item, rule["items"], api, f"{place}[{position}]")
    elif kind == "object":
        _check_object(value, rule, api, place)
    elif rule.get("format") == "date":
        _check_day(value, place)


def _check_object(value: JSON, rule: JSON, api: Api, place: str) -> None:
    known, others = rule.get("properties", {}), rule.get("additionalProperties")
    for name, item in value.items():
        inner = known.get(name, others)
        where = f"{place}.{name}" if place else name
        if inner is None:
            raise invalid(f"Unknown name {where!r}: cannot find field.")
        check_body(item, inner, api, where)


def _check_day(value: str, place: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as nonsense:
        raise invalid(f"Invalid value for {place}: {value!r} is not a day.") from nonsense


def read_query(pairs: Iterable[tuple[str, str]], rules: JSON) -> JSON:
    """The query's parameters as bool, int, datetime, str or list of str. Raises invalid or required."""
    read: JSON = {}
    for name, text in pairs:
        rule = rules.get(name)
        if rule is None:
            raise invalid(f"Unknown parameter {name!r}.", name)
        value = _read(name, text, rule)
        if rule.get("repeated"):
            read.setdefault(name, []).append(value)
        elif name in read:
            raise invalid(f"The parameter {name!r} may be given once.", name)
        else:
            read[name] = value
    for name, rule in rules.items():
        if rule.get("required") and name not in read:
            raise required(f"Missing {name} parameter.")
    return read


def _read(name: str, text: str, rule: JSON) -> Any:
    wrong = invalid(f"Invalid value for {name}: {text!r}.", name)
    if rule["type"] == "boolean":
        if text not in ("true", "false"):
            raise wrong
        return text == "true"
    if rule["type"] == "integer":
        if not re.fullmatch(r"-?\d{1,9}", text):
            raise wrong
        number = int(text)
        if number < int(rule.get("minimum", number)) or number > int(rule.get("maximum", number)):
            raise wrong
        return number
    if text not in rule.get("enum", [text]):
        raise wrong
    return instant(text, name) if rule.get("format") == "date-time" else text


def check_event_id(event_id: str) -> None:
    """Clients' ids are base32hex: a to v and 0 to 9, 5 to 1024 of them."""
    if not _ID.fullmatch(event_id):
        raise GoogleError(400, "invalid", "Invalid resource id value.")


def check_email(address: str | None) -> str:
    """*address* in small letters. Raises invalid or required."""
    if not address:
        raise required("Missing attendee email.")
    if not _EMAIL.fullmatch(address):
        raise invalid("Invalid attendee email.")
    return address.lower()
