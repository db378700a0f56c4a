"""What texts call a button is what stands on it, and one thing is never counted as "1 things"."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAMED = re.compile(
    r"(?<!\[)\[([A-Z][A-Za-z' ]*[a-z])\](?![\[(\]])"
)  # [Read the cards], but no [link](address) and no [[part]]
COUNTED = re.compile(r" (candidates|interviews|interviewers|scorecards|conversations|hints|marks|rows|weeks|hours)\b")
FILLED_IN = {"Keep Yes"}  # [Keep …] names the recommendation of one's own card


def test_every_button_that_a_text_names_exists():
    labels = {words for path in ROOT.glob("handlers/*_view.py") for words in _strings(path)} | FILLED_IN
    named = {
        (label, path.name) for path in _read_by_people() for words in _texts(path) for label in NAMED.findall(words)
    }
    assert {label for label, _ in named} >= {"Read the cards", "Add people"}
    assert sorted(it for it in named if it[0] not in labels) == []


def test_a_number_and_its_noun_agree_when_there_is_only_one():
    counts = [
        f"{path.name}:{text.lineno}: {noun[1]}"
        for path in _read_by_people()
        for text in _parsed(path)
        if isinstance(text, ast.JoinedStr)
        for number, words in pairwise(text.values)
        if isinstance(number, ast.FormattedValue) and isinstance(words, ast.Constant)
        if (noun := COUNTED.match(str(words.value)))
    ]
    assert counts == []  # write f"{n} row{'' if n == 1 else 's'}"


def _read_by_people() -> Iterator[Path]:
    for pattern in ("bot/**/*.py", "handlers/*.py", "storage/*.py", "README.md", "docs/**/*.md", "*.yaml"):
        yield from ROOT.glob(pattern)


def _texts(path: Path) -> list[str]:
    return _strings(path) if path.suffix == ".py" else [path.read_text("utf-8")]


def _strings(path: Path) -> list[str]:
    return [it.value for it in _parsed(path) if isinstance(it, ast.Constant) and isinstance(it.value, str)]


def _parsed(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text("utf-8"))) if path.suffix == ".py" else iter(())
