"""Scenes of an offer: decided with a reason, written, sent, accepted."""

from datetime import date, datetime, timedelta

from sandbox.stories.scenes_decision import sends, stands_in_no_channel
from sandbox.stories.telling import Candidate, Scene, Telling


def offer_is_decided(candidate: Candidate, why: str) -> Scene:
    def play(telling: Telling) -> None:
        hana = telling["hana"]
        hana.presses("Make an offer", on=hana.headline(candidate.name, "Make an offer"))
        hana.waits_for_form(f"Nothing goes to {candidate.name} yet. Next: the letter.")
        hana.hands_in_and_is_refused("required")
        hana.fills_in({"Why?": why})
        hana.hands_in()
        hana.sees_in_thread(candidate.name, f"{candidate.name} is to get an offer.")
        telling["rita"].is_told(f"Offer to {candidate.name}", "Write the offer")
        stands_in_no_channel(telling, why)

    return Scene("Hana decides to make an offer, and says why", play)


def offer_is_written(candidate: Candidate) -> Scene:
    def play(telling: Telling) -> None:
        rita = telling["rita"]
        rita.presses("Write the offer", on=rita.is_told(f"Offer to {candidate.name}", "Write the offer"))
        rita.waits_for_form("Answer by", "Preview")
        rita.fills_in({"Answer by": (telling.now + timedelta(days=7)).date()})
        rita.hands_in()
        sends(rita, candidate)

    return Scene("Rita writes the offer, reads it as it will leave, and sends it", play)


def offer_is_accepted(candidate: Candidate) -> Scene:
    def play(telling: Telling) -> None:
        rita = telling["rita"]
        telling.passes(timedelta(days=1), f"the next day: {candidate.first_name} says yes on the phone")
        rita.presses("Accepted", on=rita.headline(candidate.name, "Accepted"))
        rita.fills_in({"First day": _a_monday(telling.now + timedelta(days=60))})
        rita.hands_in()
        rita.headline(candidate.name, "Closed: offer accepted")
        rita.is_told(f"{candidate.name} accepted the offer.", "Please clear the thread")
        telling.mail_comes(candidate, "Welcome to")

    return Scene(f"{candidate.first_name} accepts", play)


def _a_monday(from_then: datetime) -> date:
    return from_then.date() + timedelta(days=7 - from_then.weekday())
