"""Scenes around an interview: the kit before it, notes while it runs, the bell at its end, the scorecards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.person import Window
from sandbox.stories.player import Player
from sandbox.stories.scenes import ends_at, minutes, panel_of, starts_at, upcoming_of, words_of
from sandbox.stories.sights import Counted
from sandbox.stories.telling import Candidate, Event, Scene, Telling

HANDED_IN = "Handed in, thank you. Cards open when everyone's is in."
PLANS_ONLY = "Plans only, please. Impressions go on your scorecard."
MARKS = {1: "1 · Clear concern", 2: "2 · Below the bar", 3: "3 · Meets the bar", 4: "4 · Above the bar"}
MARKS |= {5: "5 · Outstanding"}


@dataclass(frozen=True)
class Card:
    """What somebody writes. *marks* and *notes* by trait id; the other focus traits get *mark* and *note*."""

    answer: str
    note: str
    recommendation: str
    strength: str
    mark: int = 4
    marks: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    confidence: str = ""


def interview_runs(candidate: Candidate, typed: str = "") -> Scene:
    """*typed*: what the first of the panel notes while it runs. The clock stands at the end bell afterwards."""

    def play(telling: Telling) -> None:
        event = upcoming_of(telling, candidate)[0]
        panel = panel_of(telling, event)
        _kits(telling, candidate, event, panel)
        telling.moves_to(starts_at(event), f"{words_of(event)} begins")
        for player in panel:
            player.is_told(candidate.name, words_of(event), "Take notes")
        if typed:
            _takes_notes(panel[0], candidate, event, typed)
        telling.moves_to(ends_at(event), "the end bell")
        for player in panel:
            player.is_told(candidate.name, words_of(event), "Write scorecard")

    return Scene(f"{candidate.first_name}'s interview: kit, notes, end bell", play)


def hands_in_card(candidate: Candidate, name: str, card: Card, *, most_taps: int, of: str) -> Scene:
    """*of*: what the thread says then, such as "1 of 2"."""

    def play(telling: Telling) -> None:
        player = telling[name]
        player.person.reset_taps()
        player.presses("Write scorecard", on=player.is_told(candidate.name, "Write scorecard"))
        writes(player, card)
        if player.person.taps > most_taps:
            raise AssertionError(f"{player.name} needed {player.person.taps} taps, not at most {most_taps}")
        player.waits_for_form(HANDED_IN)
        telling.shows(Counted(f"{player.person.taps} taps besides typing"))
        player.closes()
        telling["rita"].sees_in_thread(candidate.name, f"{of} scorecard")

    return Scene(f"{name.title()} hands in a scorecard in at most {most_taps} taps ({of})", play)


def still_blind(candidate: Candidate, name: str, card: Card) -> Scene:
    """Whoever has not handed in learns nothing of another's card, wherever they look."""

    def play(telling: Telling) -> None:
        player = telling[name]
        player.sees_in_thread(candidate.name, "1 of 2 scorecards", PLANS_ONLY)
        player.headline(candidate.name, "waiting for 1 scorecard")
        player.sees_on_home(candidate.name)
        player.types("/candidate", candidate.name)
        player.shows_form()
        player.learns_nothing(candidate.name, card.note, card.strength, card.recommendation)
        player.closes()

    return Scene(f"{name.title()} has not handed in and looks everywhere: nothing of the other card", play)


def is_late(candidate: Candidate, name: str) -> Scene:
    """After two hours Home says so, and nothing else; the next morning one message does. What was typed is kept."""

    def play(telling: Telling) -> None:
        player, typed = telling[name], "Half a sentence, then the phone rang"
        player.presses("Write scorecard", on=player.is_told(candidate.name, "Write scorecard"))
        note = next(it for it in _fields(player.modal) if it.startswith("note."))
        player.fills_in({note: typed})
        player.person.loses_the_window()
        before = len(player.person.dms)
        telling.passes(timedelta(hours=2, minutes=10), "still no scorecard")
        player.sees_on_home("Scorecard owed", candidate.name, "2 h ago")
        if len(player.person.dms) != before:
            raise AssertionError(f"{player.name} should find it on Home only, so soon")
        telling.moves_to(_next_morning(telling.now, player), f"the next working day where {player.first_name} lives")
        player.presses("Write scorecard", on=player.is_told(candidate.name, "your scorecard is still missing"))
        player.waits_for_form(typed)
        player.fills_in({note: ""})
        player.closes()

    return Scene(f"{name.title()} is late: Home says so first, one message the next morning", play)


def was_quiet(candidate: Candidate, names: list[str], *, most: int) -> Scene:
    """At most *most* messages that notify, per interview and person; the rest edits what is there already."""

    def play(telling: Telling) -> None:
        for name in names:
            sent = [it for it in telling[name].person.dms if candidate.name in it.all_text]
            if not 0 < len(sent) <= most:
                texts = "\n".join(it.text for it in sent)
                raise AssertionError(
                    f"{name} got {len(sent)} messages about {candidate.name}, not at most {most}:\n{texts}"
                )
            telling.shows(Counted(f"{telling[name].first_name} got {len(sent)} messages about this interview"))

    return Scene(f"Nobody was told more than {most} times", play)


def writes(player: Player, card: Card) -> None:
    """Both steps of the form; a clear No has only one."""
    player.waits_for_form("Kept as a draft. Only you can see it.")
    form = player.modal
    if "focus_answer" in _fields(form):
        player.fills_in({"focus_answer": card.answer})
    if player.modal.submit == "Next":
        player.fills_in({"observed": list(card.seen), **_ratings(player.modal, card)})
        player.hands_in()
        player.waits_for_form("What do you recommend?")
        rest = {"recommendation": card.recommendation, "strength": card.strength}
        player.fills_in(rest | ({"confidence": card.confidence} if card.confidence else {}))
    else:
        player.fills_in(_ratings(player.modal, card))
        player.fills_in({"strength": card.strength, "recommendation": card.recommendation})
    player.hands_in()


def _next_morning(now: datetime, player: Player) -> datetime:
    there = now.astimezone(ZoneInfo(player.person.member.tz)).replace(hour=9, minute=5) + timedelta(days=1)
    while there.weekday() > 4:
        there += timedelta(days=1)
    return there


def _kits(telling: Telling, candidate: Candidate, event: Event, panel: list[Player]) -> None:
    telling.moves_to(starts_at(event) - minutes(15), "a quarter of an hour before")
    for player in panel:
        player.is_told(candidate.name, words_of(event), "Plan")


def _takes_notes(player: Player, candidate: Candidate, event: Event, typed: str) -> None:
    """The laptop is shut while they write: every word is there when the form is opened again."""
    notes = player.is_told(candidate.name, words_of(event), "Take notes")
    player.presses("Take notes", on=notes)
    box = next(name for name in _fields(player.modal) if name.startswith("note."))
    player.fills_in({box: typed})
    player.shows_form()
    player.person.loses_the_window()
    player.presses("Take notes", on=notes)
    if typed not in player.modal.text:
        raise AssertionError(f"{player.name}'s notes are lost: {player.modal.text}")
    player.closes()


def _ratings(form: Window, card: Card) -> dict[str, Any]:
    """What the open form asks for; a note that stands there already is kept."""
    answers: dict[str, Any] = {}
    for name in _fields(form):
        kind, _, trait = name.partition(".")
        if kind == "mark":
            answers[name] = MARKS[card.marks.get(trait, card.mark)]
        elif kind == "note" and not _stands(form, name):
            answers[name] = card.notes.get(trait, card.note)
    return answers


def _fields(form: Window) -> list[str]:
    return [block["block_id"] for block in form.blocks if block["type"] == "input"]


def _stands(form: Window, name: str) -> bool:
    return any(block["block_id"] == name and block["element"].get("initial_value") for block in form.blocks)
