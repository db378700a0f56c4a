"""Reads process.yaml into a Process, or says every line that is wrong.

The same text always gives the same Process. A Process can be read again from its own `source`.
"""

from functools import lru_cache
from pathlib import Path

from bot.hiring.process import Process
from bot.process_file.letters import read_letter_rules, read_letters
from bot.process_file.limits import OPTION
from bot.process_file.place import Fields
from bot.process_file.problems import ProcessProblem, ProcessProblems
from bot.process_file.scorecards import (
    read_load,
    read_never,
    read_recommendation,
    read_scale,
    read_scorecard_rules,
)
from bot.process_file.sessions import read_sessions
from bot.process_file.stages import read_stages
from bot.process_file.tasks import read_repositories, read_tasks
from bot.process_file.text import compose, digest
from bot.process_file.traits import read_follow_up_names, read_roles, read_traits
from bot.process_file.whole import check_whole

__all__ = ["ProcessProblem", "ProcessProblems", "load_process", "read_kept", "read_process"]

KEYS = (
    *("schema_version", "id", "name", "company", "version", "roles", "follow_ups", "decisions", "scale"),
    *("recommendation", "scorecards", "load", "traits", "sessions", "stages", "coding_tasks", "repositories"),
    *("letters", "letter_rules", "candidate_channels"),
)


def load_process(path: Path) -> Process:
    """The process in that file. Raises ProcessProblems, also when there is no such file."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        problem = ProcessProblem(1, (), f"cannot be read ({error.strerror}).", path.name)
        raise ProcessProblems([problem]) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ProcessProblems([ProcessProblem(line, (), "is not written in UTF-8.", path.name)]) from error
    return read_process(text, name=path.name)


@lru_cache(maxsize=32)
def read_process(text: str, *, name: str = "process.yaml") -> Process:
    """The process written in *text*; *name* is what people call the file. Raises ProcessProblems with every mistake."""
    return _checked(text, name, kept=False)


@lru_cache(maxsize=32)
def read_kept(text: str) -> Process:
    """A process that candidates are on: they stay on it, also when rules for process files were added meanwhile."""
    return _checked(text, "process.yaml", kept=True)


def _checked(text: str, name: str, *, kept: bool) -> Process:
    root = compose(text, name, kept=kept)
    fields = root.fields(*KEYS)
    version = fields["schema_version"]
    if version.is_given and version.number(0, 9999) != 1:
        version.wrong("this bot reads schema_version 1.")
    read_never(fields["decisions"])
    process = _read(fields, text)
    check_whole(process, fields)
    root.notebook.raise_if_any()
    return process


def _read(fields: Fields, text: str) -> Process:
    follow_ups = read_follow_up_names(fields["follow_ups"])
    scale = read_scale(fields["scale"])
    recommendation = fields["recommendation"].fields("options", "confidence", "change_my_mind", "sendable_strength")
    recommendations, confidences, change_my_mind, sendable_strength = read_recommendation(recommendation)
    traits = read_traits(fields["traits"], scale.marks)
    sessions = read_sessions(fields["sessions"], [trait.id for trait in traits], follow_ups)
    letters = read_letters(fields["letters"])
    rejections = [letter.id for letter in letters.values() if letter.rejection]
    return Process(
        id=fields["id"].word(),
        name=fields["name"].text(OPTION),
        company=fields["company"].text(OPTION),
        version=fields["version"].text(40),
        digest=digest(text),
        source=text,
        roles=read_roles(fields["roles"], follow_ups),
        scale=scale,
        recommendations=recommendations,
        confidences=confidences,
        change_my_mind=change_my_mind,
        sendable_strength=sendable_strength,
        traits=traits,
        sessions=sessions,
        stages=read_stages(fields["stages"], [session.id for session in sessions], rejections),
        tasks=read_tasks(fields["coding_tasks"], follow_ups),
        repositories=read_repositories(fields["repositories"]),
        follow_up_names=follow_ups,
        letters=letters,
        letter_rules=read_letter_rules(fields["letter_rules"]),
        load=read_load(fields["load"]),
        scorecards=read_scorecard_rules(fields["scorecards"]),
        candidate_channels=fields.maybe("candidate_channels").flag(),
    )
