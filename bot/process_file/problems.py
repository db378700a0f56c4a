"""What is wrong in a process file, and where."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class ProcessProblem:
    """One mistake. *line* counts from 1; *path* are the keys and ids that lead to it."""

    line: int
    path: tuple[str, ...]
    words: str
    file: str = "process.yaml"

    def __str__(self) -> str:
        return ": ".join(part for part in (f"{self.file} line {self.line}", " › ".join(self.path), self.words) if part)


class ProcessProblems(Exception):
    """Every mistake of the file at once, in the order of its lines."""

    def __init__(self, problems: list[ProcessProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class Notebook:
    """Where mistakes are written down while the file is read. *file* is the name people know it by.

    *kept*: the text was accepted once and stands beside candidates; rules that are younger are not for it.
    """

    file: str
    kept: bool = False
    found: list[ProcessProblem] = field(default_factory=list)

    def add(self, line: int, path: tuple[str, ...], words: str) -> None:
        self.found.append(ProcessProblem(line, path, words, self.file))

    def raise_if_any(self) -> None:
        if self.found:
            raise ProcessProblems(sorted(set(self.found)))
