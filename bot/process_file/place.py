"""A place in the file: its YAML node, the way there, and the notebook for what is wrong with it.

Reading never stops at a mistake. It is noted, and a harmless stand-in is returned, so that the rest is read too.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from bot.process_file.problems import Notebook
from bot.process_file.words import closest, did_you_mean, listed

T = TypeVar("T")
WORD = re.compile(r"[a-z0-9_]{1,40}")
TRUE_OR_FALSE = "YAML reads {0} as true or false. Put it in quotes, or use another word."


@dataclass(frozen=True)
class Place:
    """*node* is None where the file says nothing: every reading then gives its stand-in without a complaint."""

    node: Node | None
    path: tuple[str, ...]
    notebook: Notebook
    near: int = 1

    @property
    def line(self) -> int:
        return self.near if self.node is None else self.node.start_mark.line + 1

    @property
    def is_given(self) -> bool:
        return self.node is not None

    def wrong(self, words: str) -> None:
        self.notebook.add(self.line, self.path, words)

    def at(self, node: Node | None, *steps: str) -> "Place":
        return Place(node, (*self.path, *steps), self.notebook, self.line)

    def fields(self, *known: str) -> "Fields":
        """The keys of a mapping, every one of them *known*; duplicates and unknown keys are noted."""
        given: dict[str, Place] = {}
        for key, place in self.entries():
            if key not in known:
                place.wrong(f"nobody knows this key.{did_you_mean(key, known)}")
            else:
                given[key] = place
        return Fields(self, given)

    def entries(self) -> Iterator[tuple[str, "Place"]]:
        """Every key once, as it is written, with its place."""
        seen: set[str] = set()
        for key, value in self._pairs():
            if not isinstance(key, ScalarNode):
                self.at(key).wrong("a key has to be one word.")
                continue
            place = self.at(value, key.value)
            if key.value in seen:
                self.at(key, key.value).wrong("stands here a second time. Keep one of the two.")
                continue
            if _kind(key) == "bool":
                self.at(key, key.value).wrong(TRUE_OR_FALSE.format(key.value))
            seen.add(key.value)
            yield key.value, place

    def _pairs(self) -> list[tuple[Node, Node]]:
        if self.node is None:
            return []
        if not isinstance(self.node, MappingNode):
            self.wrong("should hold keys with values (key: value).")
            return []
        pairs: list[tuple[Node, Node]] = self.node.value
        return pairs

    def items(self, *, most: int | None = None) -> list["Place"]:
        """The entries of a list, each named by its id or its number. *most* is how many may stand there."""
        if self.node is None:
            return []
        if not isinstance(self.node, SequenceNode):
            self.wrong("should be a list.")
            return []
        if most is not None and len(self.node.value) > most:
            self.wrong(f"has {len(self.node.value)} entries; at most {most} fit.")
        return [self.at(node, _name(node) or f"item {n}") for n, node in enumerate(self.node.value, start=1)]

    def one_or_more(self, *, most: int | None = None) -> list["Place"]:
        items = self.items(most=most)
        if isinstance(self.node, SequenceNode) and not items:
            self.wrong("is an empty list; at least one entry is needed.")
        return items

    def text(self, most: int = 3000, stand_in: str = "") -> str:
        """Words of at most *most* characters."""
        if self.node is None:
            return stand_in
        if not isinstance(self.node, ScalarNode):
            self.wrong("should be text.")
            return stand_in
        value = str(self.node.value).strip()
        if not value:
            self.wrong("is empty.")
        elif _kind(self.node) == "bool":
            self.wrong(TRUE_OR_FALSE.format(value))
        elif _kind(self.node) != "str":
            self.wrong(f"should be text. Put {value} in quotes.")
        elif len(value) > most:
            self.wrong(f"has {len(value)} characters; at most {most} fit.")
        return value

    def word(self) -> str:
        """An id."""
        return self.check_word(self.text())

    def check_word(self, value: str) -> str:
        if value and not WORD.fullmatch(value):
            self.wrong(f"“{value}” is no id. An id has up to 40 small letters a-z, digits and _.")
        return value

    def one_of(self, known: Collection[str], what: str) -> str:
        """The text, which has to be one of the *known* words."""
        return self.known(self.text(stand_in=next(iter(known), "")), known, what)

    def known(self, value: str, known: Collection[str], what: str) -> str:
        """*value* if it is one of the *known* words, else the one that was probably meant."""
        if not value or value in known:
            return value
        self.wrong(f"“{value}” is no {what}.{did_you_mean(value, known) or f' Choose from: {listed(known)}.'}")
        return closest(value, known) or value

    def words(self, known: Collection[str], what: str) -> tuple[str, ...]:
        """A list of *known* words, each at most once."""
        found: list[str] = []
        for item in self.items():
            value = item.one_of(known, what)
            if value in found:
                item.wrong(f"“{value}” stands here twice.")
            found.append(value)
        return tuple(dict.fromkeys(found))

    def number(self, low: int, high: int, unit: str = "", stand_in: int | None = None) -> int:
        """A whole number from *low* to *high*."""
        fallback = low if stand_in is None else stand_in
        if self.node is None:
            return fallback
        value = self.node.value if isinstance(self.node, ScalarNode) else None
        if not isinstance(value, str) or not re.fullmatch(r"-?[0-9]{1,9}", value):
            self.wrong("should be a whole number.")
            return fallback
        if not low <= int(value) <= high:
            self.wrong(f"{value} is out of range; {low} to {high}{unit and ' ' + unit} is possible.")
        return int(value)

    def flag(self, stand_in: bool = False) -> bool:
        if self.node is None:
            return stand_in
        if not isinstance(self.node, ScalarNode) or self.node.value not in {"true", "false"}:
            self.wrong("should be true or false.")
            return stand_in
        return bool(self.node.value == "true")


def by_name(place: Place) -> dict[str, Place]:
    """The entries of a list by their ids."""
    return {entry.path[-1]: entry for entry in place.items()}


@dataclass(frozen=True)
class Fields:
    """The keys a mapping gave. `fields["x"]` notes a missing key, `fields.maybe("x")` does not."""

    of: Place
    given: Mapping[str, Place]

    def __getitem__(self, key: str) -> Place:
        if key not in self.given and self.of.is_given:
            self.of.wrong(f"{key} is missing.")
        return self.maybe(key)

    def maybe(self, key: str) -> Place:
        return self.given.get(key) or self.of.at(None, key)


def unique(places: list[Place], read: Callable[[Place], T], key: Callable[[T], str]) -> tuple[T, ...]:
    """What *read* makes of every place; an id that was used before is noted."""
    things: dict[str, T] = {}
    for place in places:
        thing = read(place)
        if key(thing) and key(thing) in things:
            place.wrong(f"the id “{key(thing)}” is used twice.")
        things.setdefault(key(thing), thing)
    return tuple(things.values())


def _kind(node: Node) -> str:
    """What YAML takes a plain word for: str, bool, int, null, …"""
    return str(node.tag).rpartition(":")[2]


def _name(node: Node) -> str | None:
    """The id of an entry, if it has one."""
    if not isinstance(node, MappingNode):
        return None
    ids = (value.value for key, value in node.value if key.value == "id" and isinstance(value, ScalarNode))
    return next(ids, None) or None
