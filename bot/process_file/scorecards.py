"""Reads what the scorecard is made of: marks, recommendation, deadlines, caps; and what the bot must never do."""

from datetime import timedelta

from bot.hiring.process import Choice, Load, Scale, ScorecardRules
from bot.process_file.limits import OPTION, TICKS
from bot.process_file.place import Fields, Place, unique

NEVER = ("total_score", "rank_candidates", "automatic_decision")
HOURS_OF_A_WEEK = 168
LATE = timedelta(hours=48)


def read_never(place: Place) -> None:
    """A total, a ranking and a decision without a person cannot be switched on."""
    fields = place.fields(*NEVER)
    for key in NEVER:
        rule = fields[key]
        if rule.is_given and rule.text() != "never":
            rule.wrong("only “never” is possible here. People decide, and nobody is reduced to a number.")


def read_scale(place: Place) -> Scale:
    fields = place.fields("min", "max", "bar", "labels", "not_observed", "note")
    low, high = fields["min"].number(0, 1, stand_in=1), fields["max"].number(2, TICKS - 1, stand_in=5)
    marks = range(low, high + 1)
    if len(marks) >= TICKS and not place.notebook.kept:  # not observed is one more button
        fields["max"].wrong(f"{low} to {high} leaves no button for “not observed”; at most {TICKS - 1} fit beside it.")
    note = fields["note"].fields("min_chars", "hint")
    return Scale(
        min=low,
        max=high,
        bar=fields["bar"].number(low, high),
        labels=read_marks(fields["labels"], marks, OPTION),
        not_observed=fields["not_observed"].text(OPTION),
        note_min_chars=note["min_chars"].number(0, 200, "characters"),
        note_hint=note["hint"].text(150),
    )


def read_marks(place: Place, marks: range, most: int) -> dict[int, str]:
    """Words for every mark of the scale."""
    known = [str(mark) for mark in marks]
    fields = place.fields(*known)
    for mark in known:
        if place.is_given and mark not in fields.given:
            place.wrong(f"no words for mark {mark}.")
    return {int(mark): fields.maybe(mark).text(most) for mark in known}


def read_recommendation(fields: Fields) -> tuple[tuple[Choice, ...], tuple[Choice, ...], str, str]:
    """The recommendations, the confidences, and the two questions beside them."""
    options = fields["options"]
    recommendations = read_choices(options)
    if options.is_given and len(recommendations) % 2:
        options.wrong(f"{len(recommendations)} answers leave a middle to hide in. Offer an even number.")
    return (
        recommendations,
        read_choices(fields["confidence"]),
        fields["change_my_mind"].text(150),
        fields["sendable_strength"].text(150),
    )


def read_choices(place: Place, *, most: int = TICKS, least: int = 2) -> tuple[Choice, ...]:
    choices = unique(place.items(most=most), _read_choice, lambda choice: choice.id)
    if place.is_given and len(choices) < least:
        place.wrong(f"at least {least} answers are needed.")
    return choices


def _read_choice(place: Place) -> Choice:
    fields = place.fields("id", "label")
    return Choice(id=fields["id"].word(), label=fields["label"].text(OPTION))


def read_scorecard_rules(place: Place) -> ScorecardRules:
    fields = place.fields(
        "due_hours", "late_flag_hours", "remind_home_after_hours", "remind_after_hours", "remind_both_after_hours",
        "max_focus_traits",
    )  # fmt: skip
    due, home, after, both = (
        timedelta(hours=fields[key].number(1, HOURS_OF_A_WEEK, "hours", stand_in=hours))
        for key, hours in (
            ("due_hours", 24),
            ("remind_home_after_hours", 2),
            ("remind_after_hours", 20),
            ("remind_both_after_hours", 24),
        )
    )
    if not home <= after <= both:
        place.wrong("reminders come on Home first, then to the interviewer, then to both; their hours must not fall.")
    flag = fields.maybe("late_flag_hours")
    late = timedelta(hours=flag.number(1, HOURS_OF_A_WEEK, "hours")) if flag.is_given else max(due, LATE)
    if late < due:
        flag.wrong("nobody is late before a scorecard is due.")
    return ScorecardRules(due, late, home, after, both, fields["max_focus_traits"].number(1, 7, "traits", stand_in=4))


def read_load(place: Place) -> Load:
    fields = place.fields("max_per_day", "max_per_week", "no_back_to_back", "balance_over_weeks")
    per_day = fields["max_per_day"].number(1, 8, "interviews", stand_in=2)
    per_week = fields["max_per_week"].number(1, 40, "interviews", stand_in=3)
    if per_week < per_day:
        fields["max_per_week"].wrong(f"{per_week} a week is less than the {per_day} a day.")
    return Load(
        max_per_day=per_day,
        max_per_week=per_week,
        no_back_to_back=fields["no_back_to_back"].flag(),
        balance_over_weeks=fields["balance_over_weeks"].number(1, 26, "weeks"),
    )
