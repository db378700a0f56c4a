"""What /scorecard shows: the form in two steps, and what the thread may know."""

from collections.abc import Sequence

from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.process import Choice, Process
from bot.hiring.scorecard import FOCUS_ANSWER, MARK, RECOMMENDATION, is_flat
from bot.ports import Block, Message
from handlers.blocks import (
    actions,
    button,
    checkboxes,
    context,
    esc,
    message,
    modal,
    radio,
    section,
    select,
    text_input,
    when,
)
from handlers.scorecard_clock_view import milestones
from handlers.scorecard_sheet_view import (
    CHANGE_MY_MIND,
    CONFIDENCE,
    DECISIVE,
    FOLLOW_UPS,
    FOR_RECRUITER,
    HINTS,
    OBSERVED,
    STRENGTH,
    Sheet,
)
from handlers.scorecard_traits_view import asked, rated

COMMAND = "/scorecard"
OPEN = "scorecard.open"
OF_MESSAGE = "scorecard.of_message"
NOTES = "scorecard.notes"
ADD_TRAIT = "scorecard.add_trait"
BACK = "scorecard.back"
NEXT = "scorecard.next"
SUBMIT = "scorecard.submit"
CARDS = "scorecard.cards"

KEPT = "Kept as a draft. Only you can see it."
TO_CORRECT = (
    "One that you handed in is corrected with `/scorecard NAME`, until the debrief opens or the stage is decided."
)
FIRST_STAYS = "You are correcting it. The first version is kept beside it, and readers see what changed."
WHO_READS_IT = "The candidate's coordinator and recruiters read it: no interviewer, no hiring manager, no letter."
FLAT = (
    "*All your marks are the same.* That can be right. If one trait stood out a little, [Back] takes you to the marks; "
    "if not, [Submit] hands it in as it is. Only you see this."
)
PLANS_ONLY = "Plans only, please. Impressions go on your scorecard."


def step_one(sheet: Sheet) -> Block:
    """The question, what was seen, the traits in focus; after a clear No the whole of a shorter form."""
    if sheet.is_short:
        return _short_form(sheet)
    blocks = [
        *_head(sheet),
        *milestones(sheet),
        *_question(sheet),
        *_ticks(sheet),
        *(block for trait in sheet.focus for block in rated(sheet, trait, note_needed=True)),
        *(block for trait in sheet.opened for block in rated(sheet, trait, note_needed=False)),
        *_add_a_trait(sheet),
    ]
    return _form(sheet, blocks, callback=NEXT, submit="Next")


def step_two(sheet: Sheet) -> Block:
    confidence = radio(_pairs(sheet.process.confidences), initial=sheet.text(CONFIDENCE))
    change = text_input(multiline=True, initial=sheet.text(CHANGE_MY_MIND))
    blocks = [
        *_head(sheet),
        *_flat_note(sheet),
        _recommendation(sheet),
        asked(CONFIDENCE, "How sure are you?", confidence, optional=True),
        asked(CHANGE_MY_MIND, sheet.process.change_my_mind, change, optional=True),
        _strength(sheet),
        _for_recruiter(sheet),
        actions(button("Back", action=BACK, value=str(sheet.interview.id))),
    ]
    return _form(sheet, blocks, callback=SUBMIT, submit="Submit")


def shapes(field: str) -> bool:
    """Whether the first step may ask for something else once *field* changed."""
    return field in {FOCUS_ANSWER, DECISIVE} or field.startswith(MARK)


def outline(view: Block) -> list[object]:
    """What a form asks for: where this differs the form has to be drawn anew."""
    asks = [(b["block_id"], bool(b.get("optional"))) for b in view["blocks"] if b["type"] == "input"]
    return [view["callback_id"], *asks]


def cards_in(application: int, count: int, total: int, *, without: int) -> Message:
    """For the thread: how many, never what is in them."""
    text = f"{count} of {total} scorecard{'s' if total != 1 else ''} {'is' if count == 1 else 'are'} in."
    if count >= total:
        return message(text, section(text))
    if without:
        text += f" We go on without {without} of them."
    if count + without >= total:
        return message(text, section(text))
    text = f"{text} {PLANS_ONLY}"
    return message(text, section(text), actions(write(f"application:{application}")))


def write(value: str) -> Block:
    """*value*: an interview's id, or "application:" and the candidate's for whichever the presser owes."""
    return button("Write scorecard", action=OPEN, value=value, style="primary")


def about(interview: Interview, application: Application, process: Process) -> str:
    return f"*{esc(application.name)}* · {esc(process.session(interview.session).name)}"


def asked_of(value: str) -> tuple[int | None, int | None]:
    """What a button stands for: (interview, None) or (None, application)."""
    kind, _, number = value.rpartition(":")
    return (None, int(number)) if kind == "application" else (int(number), None)


def _short_form(sheet: Sheet) -> Block:
    """One trait, its mark and evidence, a strength, a recommendation: that is all a clear No needs."""
    choice = radio([(t, sheet.process.trait(t).name) for t in sheet.decidable], initial=sheet.decisive)
    blocks = [
        *_head(sheet),
        *_question(sheet),
        context(WHY_SHORT),
        *([asked(DECISIVE, "Which trait decided it?", choice)] if len(sheet.decidable) > 1 else []),
        *(rated(sheet, sheet.decisive, note_needed=True) if sheet.decisive else []),
        _strength(sheet),
        _recommendation(sheet),
    ]
    return _form(sheet, blocks, callback=SUBMIT, submit="Submit")


def _form(sheet: Sheet, blocks: Sequence[Block], *, callback: str, submit: str) -> Block:
    title = "Scorecard" if sheet.is_over else "Notes"
    return modal(title, blocks, callback=callback, metadata=sheet.place, submit=submit)


def _head(sheet: Sheet) -> list[Block]:
    ends = when(sheet.interview.ends_at, "{time}")
    later = "" if sheet.is_over else f" You can hand it in when the interview is over, {ends}."
    who = about(sheet.interview, sheet.application, sheet.process)
    kept = FIRST_STAYS if sheet.corrects else KEPT + later
    how = [TO_CORRECT] if sheet.is_over and not sheet.corrects else []
    return [section(f"{who}, {when(sheet.interview.starts_at)}"), context(kept, *how)]


WHY_SHORT = "A clear No needs less: the trait that decided it, with what you saw. Another answer brings the rest back."


def _flat_note(sheet: Sheet) -> list[Block]:
    """Seen before it is handed in, by its author alone, and never a wall."""
    return [section(FLAT)] if is_flat(sheet.answers()) else []


def _question(sheet: Sheet) -> list[Block]:
    question = sheet.session.focus_question
    if question is None:
        return []
    choice = radio(_pairs(question.answers), initial=sheet.text(FOCUS_ANSWER))
    return [asked(FOCUS_ANSWER, question.text, choice, optional=not sheet.is_over)]


def _ticks(sheet: Sheet) -> list[Block]:
    task = sheet.task
    names = sheet.process.follow_up_names
    which = f"Of the task “{task.name}”." if task else ""
    lists = [
        (OBSERVED, "What I saw", [(it.id, it.text) for it in sheet.session.observe]),
        (HINTS, "Hints given", [(str(n), hint) for n, hint in enumerate(task.hints, 1)] if task else []),
        (FOLLOW_UPS, "Follow-ups reached", [(it, names.get(it, it)) for it in sheet.follow_ups]),
    ]
    return [
        asked(
            name,
            label,
            checkboxes(pairs, initial=sheet.ticks(name)),
            optional=True,
            hint=which if name == HINTS else "",
        )
        for name, label, pairs in lists
        if pairs
    ]


def _add_a_trait(sheet: Sheet) -> list[Block]:
    """Its block has a new id each time, so that the choice does not stick."""
    if not sheet.closed:
        return []
    pairs = [(trait, sheet.process.trait(trait).name) for trait in sheet.closed]
    menu = {**select(pairs, placeholder="Add a trait"), "action_id": ADD_TRAIT}
    return [actions(menu, block=f"add_trait.{len(sheet.opened)}")]


def _recommendation(sheet: Sheet) -> Block:
    choice = radio(_pairs(sheet.process.recommendations), initial=sheet.text(RECOMMENDATION))
    return asked(RECOMMENDATION, "What do you recommend?", choice, optional=not sheet.is_over)


def _strength(sheet: Sheet) -> Block:
    typed = text_input(multiline=True, initial=sheet.text(STRENGTH))
    return asked(STRENGTH, sheet.process.sendable_strength, typed, optional=True)


def _for_recruiter(sheet: Sheet) -> Block:
    typed = text_input(multiline=True, initial=sheet.text(FOR_RECRUITER))
    return asked(FOR_RECRUITER, "Only for the recruiter", typed, optional=True, hint=WHO_READS_IT)


def _pairs(choices: Sequence[Choice]) -> list[tuple[str, str]]:
    return [(choice.id, choice.label) for choice in choices]
