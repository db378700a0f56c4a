"""Reading a CSV file as spreadsheets write them, and writing one that no spreadsheet runs.

Comma or semicolon, with or without a byte order mark; the first line names the columns, in any order and case.
"""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

# where a cell begins that a spreadsheet would calculate: some cut at semicolons or tabs, whatever the quotes say
FORMULA = re.compile(r"""^(?=[\t\r])|(?:^|(?<=[;\t\r\n]))(?=[ "]*[=+\-@＝＋－＠])""")


class SheetProblems(Exception):
    """Every mistake of the file at once, with its line; nothing was imported."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@dataclass(frozen=True)
class Line:
    """*number* counts from 1 as editors do; *cells* hold what is filled in, stripped, by column.

    *beyond* are cells under no column: a comma that belongs to a text makes one.
    """

    number: int
    cells: dict[str, str]
    beyond: tuple[str, ...] = ()

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def listed(self, column: str) -> tuple[str, ...]:
        """Several in one cell, with semicolons or bars between them."""
        parts = self[column].replace("|", ";").split(";")
        return tuple(part.strip() for part in parts if part.strip())


@dataclass
class Notes:
    """Mistakes and remarks about a file while it is read."""

    file: str
    problems: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    wrong_lines: set[int] = field(default_factory=set)

    def wrong(self, line: int, words: str) -> None:
        self.problems.append(f"{self.file} line {line}: {words}")
        self.wrong_lines.add(line)

    def must_fit(self, line: Line) -> None:
        if line.beyond:
            self.wrong(line.number, f"“{line.beyond[0]}” stands under no column. Text with a comma needs quotes.")

    def remark(self, line: int, words: str) -> None:
        self.remarks.append(f"{self.file} line {line}: {words}")

    def judge(self, *, skip_wrong_lines: bool) -> None:
        """Raises SheetProblems for mistakes, unless the lines without them were asked for; then they become remarks."""
        if not self.problems:
            return
        number = f"{len(self.wrong_lines)} line{'' if len(self.wrong_lines) == 1 else 's'}"
        if not skip_wrong_lines:
            cure = "Mend them, or have the other lines imported with --skip-wrong-lines."
            raise SheetProblems([*self.problems, f"Nothing was imported: {number} cannot be. {cure}"])
        self.remarks += [*self.problems, f"{number} left out."]


def read_sheet(path: Path, *, needed: Sequence[str], known: Sequence[str]) -> list[Line]:
    """The lines of the file, empty ones left out. Raises SheetProblems when it is no such file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SheetProblems([f"{path}: cannot read it ({error.strerror})."]) from None
    except UnicodeDecodeError:
        raise SheetProblems([f"{path.name}: it is not UTF-8. Save it as “CSV UTF-8”."]) from None
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if head.count(";") > head.count(",") else ",", strict=True)
    try:
        return _lines(reader, path.name, needed, known)
    except csv.Error as error:
        raise SheetProblems([f"{path.name} line {reader.line_num}: {error}."]) from None


def write_sheet(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Readable for its owner only; never over an existing file. Returns how many rows. Raises OSError."""
    count = 0
    with os.fdopen(
        os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8", newline=""
    ) as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for count, row in enumerate(rows, 1):  # noqa: B007  # the last number is how many there were
            writer.writerow([harmless(cell) for cell in row])
    return count


def harmless(cell: object) -> str:
    """Typed text never becomes a formula."""
    return FORMULA.sub("'", "" if cell is None else str(cell))


def _lines(reader: Iterator[list[str]], file: str, needed: Sequence[str], known: Sequence[str]) -> list[Line]:
    columns = [name.strip().lower().replace("-", "").replace(" ", "_") for name in next(reader, [])]
    _must_be_columns(columns, file, needed, known)
    lines = []
    for cells in reader:
        filled = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
        beyond = tuple(filter(None, (cell.strip() for cell in cells[len(columns) :])))
        if filled or beyond:
            lines.append(Line(reader.line_num, filled, beyond))  # type: ignore[attr-defined]  # csv's reader has it
    return lines


def _must_be_columns(columns: Sequence[str], file: str, needed: Sequence[str], known: Sequence[str]) -> None:
    problems = [f"{file} line 1: the column {name} is missing." for name in needed if name not in columns]
    problems += [
        f"{file} line 1: I don't know the column {name}. Known are: {', '.join(known)}."
        for name in columns
        if name and name not in known
    ]
    problems += [f"{file} line 1: the column {name} stands there twice." for name in known if columns.count(name) > 1]
    if problems:
        raise SheetProblems(problems)
