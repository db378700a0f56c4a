"""Scenes of the debrief: it opens by itself, everybody votes, the hiring manager decides."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.stories.scenes_decision import stands_in_no_channel
from sandbox.stories.telling import Candidate, Scene, Telling

OPENS_AFTER = timedelta(minutes=30)


def debrief_opens(candidate: Candidate, voters: list[str]) -> Scene:
    """Half an hour after the last card, in the hiring manager's working hours."""

    def play(telling: Telling) -> None:
        opens = _office_hours(telling.now + OPENS_AFTER) + timedelta(minutes=1)
        telling.moves_to(opens, "half an hour after the last scorecard, or the next morning")
        hana = telling["hana"]
        hana.sees_in_thread(
            candidate.name, "can mislead. Start where views differ.", f"0 of {len(voters)} votes are in"
        )
        hana.headline(candidate.name, "debrief is open", "Make an offer")
        for name in voters:
            telling[name].is_told(f"The debrief on {candidate.name} is open", "Is it still your view?", "Change")

    return Scene("The debrief opens in the thread", play)


def everybody_votes(candidate: Candidate, keep: Mapping[str, str], change: Mapping[str, tuple[str, str]]) -> Scene:
    """*keep*: their own card's recommendation by short name. *change*: a new view and why."""

    def play(telling: Telling) -> None:
        for name, view in keep.items():
            player = telling[name]
            player.presses(f"Keep {view}", on=player.is_told(f"The debrief on {candidate.name} is open"))
            player.is_told(f"Your vote on {candidate.name}: {view}")
        for name, (view, why) in change.items():
            player = telling[name]
            player.presses("Change", on=player.is_told(f"The debrief on {candidate.name} is open"))
            player.fills_in({"Your view now": view, "Why?": why})
            player.hands_in()
            player.is_told(f"Your vote on {candidate.name}: {view}")
        number = len(keep) + len(change)
        telling["hana"].sees_in_thread(candidate.name, f"{number} of {number} votes are in")
        stands_in_no_channel(telling, *(why for _, why in change.values()))

    return Scene("Everybody votes, each from their own card", play)


def manager_reads(candidate: Candidate, *words: str) -> Scene:
    def play(telling: Telling) -> None:
        hana = telling["hana"]
        hana.presses("Read the cards", on=hana.sees_in_thread(candidate.name, "Start where views differ."))
        hana.waits_for_form(candidate.name, *words)
        hana.shows_form()
        hana.closes()
        stands_in_no_channel(telling, *words)

    return Scene("Hana reads the cards: traits, marks, notes and votes", play)


def _office_hours(at: datetime) -> datetime:
    """Nine to five in Berlin, where the hiring manager works."""
    there = at.astimezone(ZoneInfo("Europe/Berlin"))
    if there.hour >= 17:
        there = (there + timedelta(days=1)).replace(hour=9, minute=0)
    while there.weekday() > 4:
        there = (there + timedelta(days=1)).replace(hour=9, minute=0)
    return there.replace(hour=9, minute=0) if there.hour < 9 else there
