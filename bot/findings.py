"""What `interview-bot check` found, one line each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """*words* say how it is, or what is wrong and the cure. A *warning* is no error, but worth a look."""

    part: str
    words: str
    well: bool
    warning: bool = False

    def __str__(self) -> str:
        verdict = "wrong" if not self.well else "look" if self.warning else "ok"
        return f"{verdict:5}  {self.part:9} {self.words}"


def ok(part: str, words: str) -> Finding:
    return Finding(part, words, well=True)


def look_out(part: str, words: str) -> Finding:
    return Finding(part, words, well=True, warning=True)


def wrong(part: str, words: str) -> Finding:
    return Finding(part, words, well=False)
