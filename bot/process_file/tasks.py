"""Reads the coding tasks and the repositories."""

from collections.abc import Collection

from bot.hiring.process import Repository, Task
from bot.process_file.limits import CHOICES, OPTION, PARAGRAPH, SENTENCE, TICKS
from bot.process_file.place import Place, unique

LEVELS = ("warm_up", "easy", "medium")


def read_tasks(place: Place, follow_ups: Collection[str]) -> tuple[Task, ...]:
    return unique(place.items(most=CHOICES), lambda entry: _read_task(entry, follow_ups), lambda task: task.id)


def _read_task(place: Place, follow_ups: Collection[str]) -> Task:
    fields = place.fields("id", "name", "level", "minutes", "statement", "checks", "hints", "follow_ups")
    return Task(
        id=fields["id"].word(),
        name=fields["name"].text(OPTION),
        level=fields["level"].one_of(LEVELS, "level"),
        minutes=fields["minutes"].number(1, 120, "minutes"),
        statement=fields["statement"].text(PARAGRAPH // 3),
        checks=tuple(check.text(OPTION) for check in fields["checks"].one_or_more(most=TICKS)),
        hints=tuple(hint.text(OPTION) for hint in fields["hints"].one_or_more(most=TICKS)),
        follow_ups=_read_follow_ups(fields["follow_ups"], follow_ups),
    )


def _read_follow_ups(place: Place, follow_ups: Collection[str]) -> dict[str, str]:
    texts = {entry.known(key, follow_ups, "follow-up"): entry.text(SENTENCE) for key, entry in place.entries()}
    for key in follow_ups:
        if place.is_given and key not in texts:
            place.wrong(f"no follow-up for {key}.")
    return texts


def read_repositories(place: Place) -> tuple[Repository, ...]:
    return unique(place.items(most=CHOICES), _read_repository, lambda repository: repository.id)


def _read_repository(place: Place) -> Repository:
    fields = place.fields("id", "url", "ref", "expected_min", "known_snags")
    url = fields["url"]
    address = url.text(SENTENCE)
    if address and not address.startswith(("https://", "ssh://", "git@")):
        url.wrong("should be an address that git can clone: https://…, ssh://… or git@….")
    return Repository(
        id=fields["id"].word(),
        url=address,
        ref=fields["ref"].text(OPTION),
        expected_minutes=fields["expected_min"].number(1, 480, "minutes"),
        known_snags=tuple(snag.text(SENTENCE) for snag in fields.maybe("known_snags").items(most=TICKS)),
    )
