"""The discovery documents that ship inside google-api-python-client: what the servers are held to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Any

from sandbox.google.errors import JSON


@dataclass(frozen=True)
class Method:
    """*id* without what all of its API share: "events.insert". *path* is below the API's root."""

    id: str
    verb: str
    path: str
    parameters: JSON
    request: str | None
    scopes: frozenset[str]


class Api:
    """*name* as in "calendar.v3"; *shared* is what the ids of its methods begin with."""

    def __init__(self, name: str, shared: str) -> None:
        self._name, self._shared = name, shared

    @cached_property
    def document(self) -> JSON:
        text = files("googleapiclient").joinpath(f"discovery_cache/documents/{self._name}.json").read_text("utf-8")
        found: JSON = json.loads(text)
        return found

    def schema(self, name: str) -> JSON:
        found: JSON = self.document["schemas"][name]
        return found

    @cached_property
    def methods(self) -> dict[str, Method]:
        found = (self._method(description) for description in _descriptions(self.document))
        return {method.id: method for method in found}

    def _method(self, description: JSON) -> Method:
        request: Any = description.get("request") or {}
        rules = description.get("parameters", {})
        in_query = {name: rule for name, rule in rules.items() if rule["location"] == "query"}
        return Method(
            id=description["id"].removeprefix(self._shared),
            verb=description["httpMethod"],
            path=description["path"],
            parameters=self.document["parameters"] | in_query,
            request=request.get("$ref"),
            scopes=frozenset(description.get("scopes", ())),
        )


def _descriptions(resource: JSON) -> Iterator[JSON]:
    yield from resource.get("methods", {}).values()
    for inner in resource.get("resources", {}).values():
        yield from _descriptions(inner)


CALENDAR = Api("calendar.v3", "calendar.")
GMAIL = Api("gmail.v1", "gmail.users.")
