"""What has to fit together across the parts of a process."""

from collections.abc import Mapping

from bot.hiring import letter
from bot.hiring.process import LetterTemplate, Process, Session
from bot.process_file.place import Fields, Place, by_name

EXTRA = "extra_conversation"
LEAST_SESSIONS = 2


def check_whole(process: Process, fields: Fields) -> None:
    sessions = by_name(fields.maybe("sessions"))
    if sessions and fields.maybe("stages").is_given:
        _every_session_has_its_stage(process, fields, sessions)
        _traits_are_seen(process, by_name(fields.maybe("traits")))
    _panels_can_carry_their_focus(process, sessions)
    _tasks_fit(process, fields, sessions)
    _letters_keep_our_own_rules(process, fields.maybe("letters"))


def _every_session_has_its_stage(process: Process, fields: Fields, places: Mapping[str, Place]) -> None:
    staged = [key for stage in process.stages for key in stage.sessions]
    for key in dict.fromkeys(key for key in staged if staged.count(key) > 1):
        fields.maybe("stages").wrong(f"the session {key} is part of more than one stage.")
    for key, place in places.items():
        if key != EXTRA and key not in staged:
            place.wrong("no stage holds this session.")
    if EXTRA in staged:
        fields.maybe("stages").wrong(f"the session {EXTRA} is added by people when needed; it belongs to no stage.")
    if EXTRA not in places:
        fields.maybe("sessions").wrong(f"the session {EXTRA} is missing: the button [One more conversation] needs it.")


def _traits_are_seen(process: Process, places: Mapping[str, Place]) -> None:
    """Sessions that everybody goes through count; the extra conversation does not."""
    staged = [session for stage in process.stages for session in _sessions(process, stage.sessions)]
    for trait in (trait for trait in process.traits if trait.id in places):
        place = places[trait.id]
        seen = [session.id for session in staged if trait.id in session.traits()]
        if len(set(seen)) < LEAST_SESSIONS:
            where = f"only in {seen[0]}" if seen else "in no session"
            place.wrong(f"is seen {where}; one look is too easily wrong, so at least two sessions have to observe it.")
        if not any(trait.id in session.traits("primary") for session in staged):
            place.wrong("is primary in no session, so nobody would have to rate it.")


def _panels_can_carry_their_focus(process: Process, places: Mapping[str, Place]) -> None:
    for session in process.sessions:
        primary, room = len(session.traits("primary")), process.scorecards.max_focus_traits * session.panel.max
        if session.id in places and primary > room:
            places[session.id].wrong(
                f"has {primary} primary traits, but its panel can carry {room}"
                f" ({session.panel.max} × {process.scorecards.max_focus_traits})."
            )


def _tasks_fit(process: Process, fields: Fields, places: Mapping[str, Place]) -> None:
    lists = {"coding_tasks": process.tasks, "repositories": process.repositories}
    steps = [(session, step) for session in process.sessions for step in session.plan if step.tasks]
    for session, step in steps:
        if session.id in places and step.tasks and not lists[step.tasks]:
            places[session.id].wrong(f"the part {step.id} uses {step.tasks}, which has no entries.")
    longest = max((step.minutes for _, step in steps if step.tasks == "coding_tasks"), default=None)
    tasks = by_name(fields.maybe("coding_tasks"))
    for task in process.tasks:
        if longest is not None and task.minutes > longest and task.id in tasks:
            tasks[task.id].wrong(
                f"takes {task.minutes} minutes; no part of a session gives more than {longest} to a task."
            )


def _letters_keep_our_own_rules(process: Process, letters: Place) -> None:
    """Our own templates pass the check that people's letters have to pass."""
    for key, place in letters.entries():
        template = process.letters[key]
        for sentence in _complaints(template, process):
            place.wrong(f"breaks our own rules for letters. {sentence}")


def _complaints(template: LetterTemplate, process: Process) -> list[str]:
    """With every variable filled, and with only the required ones."""
    stand_ins = {"reapply_after_months": "6", "decision_sentence": "We will not go on."}
    sample = {name: template.defaults.get(name) or stand_ins.get(name, "Example") for name in template.variables}
    scant = {name: value for name, value in sample.items() if name in template.required}
    drafts = [letter.write(template, values) for values in (sample, scant)]
    rules, labels = process.letter_rules, letter.labels_of(process)
    bodies = [
        str(complaint) for draft in drafts for complaint in letter.check(draft.body, template, rules, labels=labels)
    ]
    phrases = [phrase for phrase in rules.forbidden_phrases if phrase and phrase.lower() in drafts[0].subject.lower()]
    return list(dict.fromkeys([*bodies, *(f"“{phrase}” stands in the subject." for phrase in phrases)]))


def _sessions(process: Process, keys: tuple[str, ...]) -> list[Session]:
    return [session for session in process.sessions if session.id in keys]
