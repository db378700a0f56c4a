"""The form behind [Merge], and what a card tells of a candidate's other applications."""

from collections.abc import Sequence

from bot.hiring.application import Application
from bot.hiring.errors import Incomplete
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers.blocks import answers, button, esc, field, modal, radio, section, when
from handlers.candidate_view import MERGE, another
from handlers.headline_view import OPEN, application_of, value_of

MERGED = "candidate.merged"
SHOWN = 5

__all__ = ["MERGE", "MERGED", "form", "pair_of", "read", "related"]


def related(application: Application, joined: Sequence[Application], alike: Sequence[Application]) -> list[Block]:
    rows = [
        section(
            f"Also applied {when(a.opened_at, '{date_short}')}: {'goes on there' if a.is_open else 'closed'}",
            button("Open", action=OPEN, value=value_of(a)),
        )
        for a in joined[:SHOWN]
    ]
    if alike:
        rows.append(section("*There is another application with the same e-mail address or name*"))
        rows += [block for a in alike[:SHOWN] for block in another(application, a)]
    return rows


def pair_of(value: str) -> tuple[int, int]:
    one, _, other = value.partition(".")
    return int(one), int(other)


def form(one: Standing, other: Standing) -> Block:
    """The older one goes on unless the other is chosen."""
    pair = sorted((one, other), key=lambda standing: standing.application.id)
    choices = [(str(s.application.id), _label(s)) for s in pair]
    return modal(
        "Merge",
        [
            section(
                f"Is *{esc(one.application.name)}* the same person twice? One application goes on, the other is closed "
                "and points to it. Nothing is deleted: interviews, scorecards and notes of both stay readable."
            ),
            field("kept", "Which one goes on?", radio(choices, initial=choices[0][0])),
        ],
        callback=MERGED,
        metadata=" ".join(value_of(s.application) for s in pair),
        submit="Merge",
        close="Cancel",
    )


def read(view: Block) -> tuple[list[tuple[int, int]], int]:
    """([(application id, version)] of both, id of the one that goes on). Raises Incomplete."""
    pair = [application_of(value) for value in view["private_metadata"].split()]
    kept = answers(view).get("kept")
    if kept is None or int(kept) not in {number for number, _ in pair}:
        raise Incomplete({"kept": "Please choose one."})
    return pair, int(kept)


def _label(standing: Standing) -> str:
    a = standing.application
    role = standing.process.role(a.role).name
    held = sum(i.is_booked for i in standing.interviews)
    booked = f"{held} interview{'' if held == 1 else 's'}"
    return f"{a.opened_at:%d %b %Y} · {role[:26]} · {standing.stage.name[:16]} · {booked}"
