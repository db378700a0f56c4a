"""Reads the funnel."""

from collections.abc import Collection
from datetime import timedelta
from typing import Literal, cast

from bot.hiring.person import Role as PersonRole
from bot.hiring.process import Stage
from bot.process_file.limits import TICKS, TITLE
from bot.process_file.place import Fields, Place, unique

Kind = Literal["queue", "interview", "debrief", "offer"]
KINDS = ("queue", "interview", "debrief", "offer")
WITH_A_DECISION = ("interview", "debrief")


def read_stages(place: Place, sessions: Collection[str], rejections: Collection[str]) -> tuple[Stage, ...]:
    entries = place.one_or_more(most=TICKS)
    stages = unique(entries, lambda entry: _read_stage(entry, sessions, rejections), lambda stage: stage.id)
    if place.is_given and [stage.kind for stage in stages].count("offer") != 1:
        place.wrong("exactly one stage has to be of the kind offer.")
    elif stages and stages[-1].kind != "offer":
        place.wrong("the stage of the kind offer has to be the last one.")
    if stages and stages[0].kind == "debrief":
        place.wrong("a debrief cannot come first: there is nothing to talk about yet.")
    return stages


def _read_stage(place: Place, sessions: Collection[str], rejections: Collection[str]) -> Stage:
    fields = place.fields(
        *("id", "name", "kind", "sessions", "decided_by", "letter"),
        *("distinct_interviewers", "same_day", "break_min", "sla_days"),
    )
    kind = fields["kind"].one_of(KINDS, "kind of stage")
    _fits_its_kind(fields, kind)
    letter, days = fields.maybe("letter"), fields.maybe("sla_days")
    return Stage(
        id=fields["id"].word(),
        name=fields["name"].text(TITLE),
        kind=cast("Kind", kind),
        sessions=fields.maybe("sessions").words(sessions, "session"),
        decided_by=fields.maybe("decided_by").words([role.value for role in PersonRole], "role of a person"),
        letter=letter.one_of(rejections, "letter of rejection") if letter.is_given else None,
        distinct_interviewers=fields.maybe("distinct_interviewers").flag(stand_in=True),
        same_day=fields.maybe("same_day").flag(),
        break_between=timedelta(minutes=fields.maybe("break_min").number(0, 240, "minutes")),
        sla_days=days.number(1, 60, "days") if days.is_given else None,
    )


def _fits_its_kind(fields: Fields, kind: str) -> None:
    """Interviews have sessions; where someone can be turned down, somebody decides and a letter is named."""
    if kind == "interview":
        fields["sessions"].one_or_more()
    elif fields.maybe("sessions").is_given:
        fields["sessions"].wrong(f"a stage of the kind {kind} has no sessions; only interviews have.")
    if kind in WITH_A_DECISION:
        fields["decided_by"].one_or_more()
        if not fields.maybe("letter").is_given:
            fields.of.wrong("letter is missing: who is turned down here would hear nothing.")
