"""What people do about one candidate, as in the stories but at once: nobody looks around on the way."""

from datetime import date, timedelta
from random import Random

from sandbox.history.people import Applicant
from sandbox.person import Message, Window
from sandbox.stories import scenes
from sandbox.stories.player import Player
from sandbox.stories.scenes_decision import is_read_too, sends
from sandbox.stories.scenes_interview import Card, writes
from sandbox.stories.telling import Telling

LOOKING = "Looking at calendars…"


def coordinator(telling: Telling, who: Applicant) -> Player:
    return telling[who.coordinator]


def applies(telling: Telling, who: Applicant) -> None:
    by, candidate = coordinator(telling, who), who.candidate
    by.types("/candidate")
    by.fills_in(
        {
            "Name": candidate.name,
            "E-mail": candidate.email,
            "Role": candidate.role,
            "Hiring manager": telling["hana"].person,
            "Source": who.source,
        }
    )
    by.hands_in()
    by.headline(candidate.name, "Applied")


def books(
    telling: Telling, who: Applicant, panel: dict[str, tuple[str, ...]], first: date, last: date, dice: Random
) -> bool:
    """Whether there was a time. Nobody is asked by name where *panel* names nobody."""
    by = coordinator(telling, who)
    by.presses("Schedule", on=by.headline(who.candidate.name, "Schedule"))
    by.waits_for_form("Candidate's time zone")
    people = {f"people_{session}": [telling[it].person for it in names] for session, names in panel.items()}
    by.fills_in({"Candidate's time zone": who.candidate.zone, "From": first, "To": last, **people})
    by.hands_in()
    found: Window = by.person.waits_for(lambda: _answered(by), why="for times")
    if not found.submit:
        by.closes()
        return False
    options = next(block for block in found.blocks if block["block_id"] == "option")["element"]["options"]
    by.fills_in({"option": dice.choice(options)["text"]["text"]})
    by.hands_in()
    telling.calendar_shows(lambda events: scenes.upcoming_of(telling, who.candidate), "the interview")
    return True


def panel_answers(telling: Telling, who: Applicant, dice: Random) -> None:
    """In Slack or in their calendar; so does the candidate."""
    calendars = telling.company.calendars
    for event in scenes.upcoming_of(telling, who.candidate):
        for player in scenes.panel_of(telling, event):
            asked = player.is_told(scenes.words_of(event), who.candidate.name, "I'll be there")
            if dice.random() < 0.6:
                player.presses("I'll be there", on=asked)
            else:
                calendars.answers(player.email, event["id"], "accepted")
        calendars.answers(who.candidate.email, event["id"], "accepted")


def hands_in_card(telling: Telling, who: Applicant, name: str, card: Card) -> None:
    player = telling[name]
    player.presses("Write scorecard", on=player.is_told(who.candidate.name, "Write scorecard"))
    writes(player, card)
    player.waits_for_form("Handed in, thank you.")
    player.closes()


def advances(telling: Telling, who: Applicant, why: str) -> None:
    by = coordinator(telling, who)
    by.presses("Advance", on=by.headline(who.candidate.name, "Advance"))
    by.fills_in({"Why?": why})
    by.hands_in()
    by.headline(who.candidate.name, "On-site", "Schedule")


def turns_down(telling: Telling, who: Applicant, by: str, why: str) -> None:
    player = telling[by]
    player.presses("Reject", on=player.headline(who.candidate.name, "Reject"))
    player.fills_in({"Why?": why})
    player.hands_in()
    player.headline(who.candidate.name, "Closed")


def writes_letter(telling: Telling, who: Applicant, by: str, reader: str = "") -> None:
    player = telling[by]
    player.presses("Write letter", on=player.is_told(f"Letter to {who.candidate.name}", "Write letter"))
    ticks = next(block for block in player.modal.blocks if block["block_id"] == "strengths")["element"]["options"]
    player.fills_in({"What interviewers wrote for sending": [it["text"]["text"] for it in ticks[:3]]})
    player.hands_in()
    sends(player, who.candidate)
    if reader:
        is_read_too(telling[reader], who.candidate)


def withdraws(telling: Telling, who: Applicant, why: str) -> None:
    by = coordinator(telling, who)
    by.presses("Withdraw", on=by.headline(who.candidate.name, "Withdraw"))
    by.fills_in({"What did they say?": why})
    by.hands_in()
    by.headline(who.candidate.name, "Closed")


def votes(telling: Telling, who: Applicant, name: str, other: tuple[str, str] | None) -> None:
    """As their own card says, or *other*: a view and why."""
    player = telling[name]
    asked = player.is_told(f"The debrief on {who.candidate.name} is open")
    kept = next(label for label in asked.buttons if label.startswith("Keep "))
    if other is None or kept == f"Keep {other[0]}":
        player.presses(kept, on=asked)
    else:
        player.presses("Change", on=asked)
        player.fills_in({"Your view now": other[0], "Why?": other[1]})
        player.hands_in()
    player.is_told(f"Your vote on {who.candidate.name}")


def manager_reads(telling: Telling, who: Applicant) -> None:
    hana = telling["hana"]
    hana.presses("Read the cards", on=_start_of_debrief(hana, who))
    hana.waits_for_form(who.candidate.name)
    hana.closes()


def is_offered(telling: Telling, who: Applicant, why: str) -> None:
    hana = telling["hana"]
    hana.presses("Make an offer", on=hana.headline(who.candidate.name, "Make an offer"))
    hana.fills_in({"Why?": why})
    hana.hands_in()
    hana.sees_in_thread(who.candidate.name, "is to get an offer.")


def writes_offer(telling: Telling, who: Applicant) -> None:
    by = coordinator(telling, who)
    by.presses("Write the offer", on=by.is_told(f"Offer to {who.candidate.name}", "Write the offer"))
    by.waits_for_form("Answer by", "Preview")
    by.fills_in({"Answer by": (telling.now + timedelta(days=10)).date()})
    by.hands_in()
    sends(by, who.candidate)


def accepts(telling: Telling, who: Applicant) -> date:
    """The first day that is agreed: a Monday in five weeks or so."""
    by = coordinator(telling, who)
    later = telling.now.date() + timedelta(days=38)
    first_day = later + timedelta(days=7 - later.weekday())
    by.presses("Accepted", on=by.headline(who.candidate.name, "Accepted"))
    by.fills_in({"First day": first_day})
    by.hands_in()
    by.headline(who.candidate.name, "Closed: offer accepted")
    return first_day


def declines(telling: Telling, who: Applicant, why: str) -> None:
    by = coordinator(telling, who)
    by.presses("Declined", on=by.headline(who.candidate.name, "Declined"))
    by.fills_in({"What did they say?": why})
    by.hands_in()
    by.headline(who.candidate.name, "Closed")


def clears(telling: Telling, who: Applicant) -> None:
    by = coordinator(telling, who)
    by.presses("Cleared", on=by.is_told(f"{who.candidate.name} accepted the offer.", "Cleared"))


def _start_of_debrief(hana: Player, who: Applicant) -> Message:
    return hana.sees_in_thread(who.candidate.name, "Start where views differ.")


def _answered(by: Player) -> Window | None:
    form = by.person.modal
    return form if form and LOOKING not in form.text else None
