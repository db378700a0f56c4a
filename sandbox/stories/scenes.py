"""Scenes that several stories share: the team is set up, an application opened, an interview booked."""

from datetime import datetime, timedelta
from typing import Any

from sandbox.company import COLLEAGUES, INTERVIEWS, Colleague
from sandbox.stories.player import Player
from sandbox.stories.telling import Candidate, Event, Scene, Telling

SESSION_NAMES = {
    "screening": "Initial interview",
    "repo_setup": "Repo setup exercise",
    "project_deep_dive": "Past project deep dive",
    "extra_conversation": "Extra conversation",
}
ROLE_NAMES = {"recruiter": "Recruiter", "hiring_manager": "Hiring manager", "interviewer": "Interviewer"}


def team_is_set_up() -> Scene:
    """The admin gives everybody their roles; the interviewers have other things in their calendars too."""

    def play(telling: Telling) -> None:
        adam = telling["adam"]
        for role, label in ROLE_NAMES.items():
            those = [it for it in COLLEAGUES if role in it.roles]
            _add_people(adam, those, label)
        rita = telling["rita"]
        rita.sees_on_home("Nothing is waiting for you")

    return Scene("Adam adds the team", play)


def opens_application(candidate: Candidate) -> Scene:
    def play(telling: Telling) -> None:
        rita = telling["rita"]
        rita.types("/candidate")
        rita.fills_in(
            {
                "Name": candidate.name,
                "E-mail": candidate.email,
                "Role": candidate.role,
                "Hiring manager": telling["hana"].person,
            }
        )
        rita.hands_in()
        rita.headline(candidate.name, "Applied", "Schedule")
        telling.mail_comes(candidate, "Your application to")

    return Scene(f"Rita opens the application of {candidate.name}", play)


def books(candidate: Candidate, what: str, panels: dict[str, list[str]] | None = None, *, days_ahead: int = 0) -> Scene:
    """*panels*: short names by session, where the recruiter chooses; the bot chooses the others.

    *what* stands in the subject of the candidate's mail.
    """
    chosen = panels or {}

    def play(telling: Telling) -> None:
        rita, booked_before = telling["rita"], len(interviews_of(telling, candidate))
        rita.presses("Schedule", on=rita.headline(candidate.name, "Schedule"))
        rita.waits_for_form("Candidate's time zone")
        people = {f"Panel: {SESSION_NAMES[it]}": [telling[who].person for who in chosen[it]] for it in chosen}
        rita.fills_in({"Candidate's time zone": candidate.zone, **people})
        if days_ahead:
            first = (telling.now + timedelta(days=days_ahead)).date()
            rita.fills_in({"From": first, "To": first + timedelta(days=10)})
        rita.hands_in()
        rita.waits_for_form("Which one?", "Book")
        rita.hands_in()
        booked = booked_before + max(1, len(chosen))
        telling.calendar_shows(lambda events: len(_of(events, candidate)) == booked, f"{booked} interviews")
        telling.mail_comes(candidate, what)
        for event in upcoming_of(telling, candidate):
            _is_private(event)
            for player in panel_of(telling, event):
                player.is_told("You are on the panel", words_of(event), candidate.name, "I'll be there")

    sessions = " and ".join(SESSION_NAMES[it] for it in chosen) or what
    return Scene(f"Rita books {candidate.first_name}: {sessions}", play)


def panel_accepts(candidate: Candidate) -> Scene:
    """The first answers in Slack, the others in their own calendars."""

    def play(telling: Telling) -> None:
        for event in upcoming_of(telling, candidate):
            first, *others = panel_of(telling, event)
            asked = first.is_told(words_of(event), candidate.name, "I'll be there")
            first.presses("I'll be there", on=asked)
            for player in others:
                telling.company.calendars.answers(player.email, event["id"], "accepted")
            for player in (first, *others):
                player.is_told(words_of(event), candidate.name, "You'll be there. Thank you.")
                telling["rita"].sees_in_thread(candidate.name, words_of(event), f"{player.name} (comes)")

    return Scene("The panel will be there", play)


def interviews_of(telling: Telling, candidate: Candidate) -> list[Event]:
    """Their events that are not cancelled, soonest first."""
    return _of(telling.company.calendars.events_of(INTERVIEWS), candidate)


def upcoming_of(telling: Telling, candidate: Candidate) -> list[Event]:
    return [it for it in interviews_of(telling, candidate) if starts_at(it) > telling.now]


def panel_of(telling: Telling, event: Event) -> list[Player]:
    guests = [guest["email"] for guest in event["attendees"]]
    return [player for player in telling.players.values() if player.email in guests]


def words_of(event: Event) -> str:
    """The session's name, as the event's title says it."""
    return next(name for name in SESSION_NAMES.values() if name in event["summary"])


def starts_at(event: Event) -> datetime:
    return datetime.fromisoformat(event["start"]["dateTime"])


def ends_at(event: Event) -> datetime:
    return datetime.fromisoformat(event["end"]["dateTime"])


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def _add_people(adam: Player, those: list[Colleague], label: str) -> None:
    adam.types("/hiring", "team")
    adam.presses("Add people", on="modal")
    answers: dict[str, Any] = {"People": [it.full_name for it in those], "Roles": [label]}
    if sessions := {session for it in those for session in it.sessions}:
        answers["Sessions they may lead"] = [name for key, name in SESSION_NAMES.items() if key in sessions]
    adam.fills_in(answers)
    adam.hands_in()
    adam.waits_for_form("The hiring team", *(it.full_name for it in those))
    adam.closes()


def _of(events: list[Event], candidate: Candidate) -> list[Event]:
    return [it for it in events if any(guest["email"] == candidate.email for guest in it.get("attendees", []))]


def _is_private(event: Event) -> None:
    if event.get("visibility") != "private":
        raise AssertionError(f"An interview must be private in the calendar: {event}")
