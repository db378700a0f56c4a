"""What is wrong with a payload, and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Finding = tuple[str, str]
"""(where, why): what a check finds, before it is known which of Slack's errors it becomes."""


@dataclass(frozen=True)
class Problem:
    """error: Slack's name for it; where: a path in the payload, `blocks[3].elements[0].text`; why: in words."""

    error: str
    where: str
    why: str


def as_problems(findings: Iterable[Finding], error: str) -> Iterator[Problem]:
    for where, why in findings:
        yield Problem(error, where, why)


def below(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
