"""The discovery document of Calendar v3 that ships inside google-api-python-client: what the server is held to."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sandbox.google.errors import JSON


@dataclass(frozen=True)
class Method:
    """*id* without "calendar.": "events.insert". *path* is below /calendar/v3/."""

    id: str
    verb: str
    path: str
    parameters: JSON
    request: str | None
    scopes: frozenset[str]


@cache
def document() -> JSON:
    text = files("googleapiclient").joinpath("discovery_cache/documents/calendar.v3.json").read_text("utf-8")
    found: JSON = json.loads(text)
    return found


def schema(name: str) -> JSON:
    found: JSON = document()["schemas"][name]
    return found


@cache
def methods() -> dict[str, Method]:
    common = document()["parameters"]
    found = (
        _method(description, common)
        for resource in document()["resources"].values()
        for description in resource["methods"].values()
    )
    return {method.id: method for method in found}


def _method(description: JSON, common: JSON) -> Method:
    request: Any = description.get("request") or {}
    in_query = {name: rule for name, rule in description.get("parameters", {}).items() if rule["location"] == "query"}
    return Method(
        id=description["id"].removeprefix("calendar."),
        verb=description["httpMethod"],
        path=description["path"],
        parameters=common | in_query,
        request=request.get("$ref"),
        scopes=frozenset(description.get("scopes", ())),
    )
