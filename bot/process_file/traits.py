"""Reads roles and traits."""

from collections.abc import Collection
from typing import Literal, cast

from bot.hiring.process import Question, Role, Trait
from bot.process_file.limits import ANCHOR, CHOICES, OPTION, SENTENCE, TICKS
from bot.process_file.place import Place, unique
from bot.process_file.scorecards import read_marks

KINDS = ("past", "situational", "task")


def read_follow_up_names(place: Place) -> dict[str, str]:
    """Names of the follow-ups by id: the keys are ids, too."""
    names = {}
    for key, name in place.entries():
        name.check_word(key)
        names[key] = name.text(OPTION)
    if len(names) > TICKS:
        place.wrong(f"has {len(names)} entries; at most {TICKS} fit.")
    return names


def read_roles(place: Place, follow_ups: Collection[str]) -> tuple[Role, ...]:
    def read(entry: Place) -> Role:
        fields = entry.fields("id", "name", "channel", "follow_ups")
        return Role(
            id=fields["id"].word(),
            name=fields["name"].text(OPTION),
            channel=fields.maybe("channel").text(80) or None,
            follow_ups=fields.maybe("follow_ups").words(follow_ups, "follow-up"),
        )

    return unique(place.one_or_more(most=CHOICES), read, lambda role: role.id)


def read_traits(place: Place, marks: range) -> tuple[Trait, ...]:
    return unique(place.one_or_more(most=TICKS), lambda entry: _read_trait(entry, marks), lambda trait: trait.id)


def _read_trait(place: Place, marks: range) -> Trait:
    fields = place.fields("id", "name", "asks", "not_this", "anchors", "short", "questions")
    return Trait(
        id=fields["id"].word(),
        name=fields["name"].text(OPTION),
        asks=fields["asks"].text(SENTENCE),
        not_this=fields["not_this"].text(SENTENCE),
        anchors=read_marks(fields["anchors"], marks, ANCHOR),
        short_anchors=read_marks(fields["short"], marks, OPTION),
        questions=tuple(_read_question(question) for question in fields["questions"].one_or_more(most=TICKS)),
    )


def _read_question(place: Place) -> Question:
    fields = place.fields("q", "kind")
    kind = fields["kind"].one_of(KINDS, "kind of question")
    return Question(fields["q"].text(SENTENCE), cast("Literal['past', 'situational', 'task']", kind))
