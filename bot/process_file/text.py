"""From the text of the file to its places: newlines made equal, YAML read, syntax mistakes told in plain words."""

import hashlib

import yaml

from bot.process_file.place import Place
from bot.process_file.problems import Notebook, ProcessProblem, ProcessProblems

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads seven times faster, where PyYAML came with it


def canonical(text: str) -> str:
    """The same text whatever editor wrote it: no byte order mark, one newline, no blanks at ends of lines."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def digest(text: str) -> str:
    return hashlib.sha256(canonical(text).encode()).hexdigest()


def compose(text: str, name: str, *, kept: bool = False) -> Place:
    """The root of the file. Raises ProcessProblems when it is not YAML at all."""
    try:
        node = yaml.compose(text.removeprefix("\ufeff"), Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise ProcessProblems([_unreadable(line, error.problem or "", name)]) from error
    except yaml.YAMLError as error:
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        raise ProcessProblems([_unreadable(line, "a character that cannot stand in a text file", name)]) from error
    if node is None:
        raise ProcessProblems([ProcessProblem(1, (), "the file is empty.", name)])
    return Place(node, (), Notebook(name, kept))


def _unreadable(line: int, reason: str, name: str) -> ProcessProblem:
    words = f"this is not YAML ({reason}). Look at the indentation, quotes and colons here and one line above."
    return ProcessProblem(line, (), words, name)
