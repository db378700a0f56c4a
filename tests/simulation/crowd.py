"""The company's people, acting at random: mostly towards a decision, often late, twice, or where they should not.

One act is one thing that somebody does. Who does what comes from the workload's dice alone; every run has a taste of
its own, so that what hardly anybody does is done often somewhere.
"""

import json
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.company import INTERVIEWS
from sandbox.google.errors import GoogleError
from sandbox.person import Outcome, Person
from sandbox.slack.channels import Post
from sandbox.slack.delivery import Ack
from sandbox.slack.elements import PRESSABLE, elements_of
from sandbox.slack.shapes import JSON
from sandbox.slack.windows import View
from tests.simulation.company import SimulatedCompany
from tests.simulation.filling import INTERVIEWERS, Typed, fills

TEAM = ("rita", "rita", "rita", "hana", "hana", "ana", "bo", "cy", "dee", "remy", "adam", "gus")
NAMES = ("Ada", "Ben", "Cleo", "Dan")
MOST_CANDIDATES = 2
LOOKS_BACK = 20  # messages in each place
RECRUITS = ("rita", "remy")
FORWARD = {  # what moves a candidate on, who would press it, and how eagerly
    "Schedule": (RECRUITS, 6), "Write scorecard": (INTERVIEWERS, 8), "I'll be there": (INTERVIEWERS, 3),
    "Advance": (("rita", "hana"), 8), "Make an offer": (("hana",), 8), "Reject": (("rita", "hana"), 2),
    "Write letter": (("rita", "hana"), 8), "Write offer": (("rita", "hana"), 8), "Accepted": (("rita", "hana"), 6),
    "Declined": (("rita", "hana"), 1), "Replace": (RECRUITS, 3), "Find new time": (RECRUITS, 3),
    "Keep": (INTERVIEWERS, 5), "Change": (INTERVIEWERS, 1), "Looks right": (("rita", "remy", "hana"), 4),
    "Send again": (("rita", "hana"), 3), "It arrived": (("rita", "hana"), 2), "Undo": (("rita", "hana"), 0.5),
    "Take notes": (INTERVIEWERS, 1), "Read the cards": (("rita", "hana", *INTERVIEWERS), 2), "Share": (INTERVIEWERS, 0.5),
    "Cleared": (("rita", "hana"), 3), "Correct": (INTERVIEWERS, 2), "Notes": (("rita", "remy"), 1),
    "Go on without": (("rita", "hana"), 2), "Try again": (("rita", "adam"), 2), "Reschedule": (RECRUITS, 0.7),
    "Cancel interview": (RECRUITS, 0.4), "I can't": (INTERVIEWERS, 0.5), "Reopen": (("rita", "hana"), 0.5),
    "One more conversation": (("rita", "hana"), 1), "Edit again": (("rita", "hana"), 0.5), "Withdraw": (RECRUITS, 0.05),
}  # fmt: skip
SELDOM = {"Withdraw": 0.05, "Merge": 0.1, "Add people": 0.3, "Cancel interview": 0.3, "Reopen": 0.3, "Edit": 0.3,
          "Did not take place": 0.2, "Schedule": 0.4, "Open": 0.4}  # fmt: skip


DECISIONS = {
    "decision.advanced": "application.advance", "decision.rejected": "application.reject",
    "decision.offered": "application.offer", "decision.one_more_asked": "application.one_more",
}  # fmt: skip


class Crowd:
    """*done* counts acts; *log* tells them, one line each."""

    def __init__(self, company: SimulatedCompany) -> None:
        self.company, self.dice = company, company.chance.workload
        self.typed = Typed()
        self.done: Counter[str] = Counter()
        self.log: list[str] = []
        self.candidates: list[tuple[str, str]] = []  # name and e-mail
        self.said_again: list[tuple[str, Ack]] = []  # and what was answered
        self.acknowledged: list[tuple[str, str, str]] = []  # what was done, by whom, about which address
        self.handing_in: Callable[[Person, View], Callable[[Outcome], None]] = lambda person, view: lambda outcome: None

    def acts(self) -> None:
        acts = self._acts()
        act = self.dice.choices([it for it, _ in acts], [weight * self._taste(it.__name__) for it, weight in acts])[0]
        said = act()
        self.done[act.__name__.strip("_")] += 1
        self.log.append(f"{self.company.clock.now():%d %H:%M:%S} {act.__name__.strip('_')}: {said}")

    def _acts(self) -> list[tuple[Callable[[], str], float]]:
        missing = len(self.candidates) < MOST_CANDIDATES
        return [
            (self._opens_an_application, (30 if not self.candidates else 3) if missing else 0.2),
            (self._does_the_next_thing, 30),
            (self._presses, 12),
            (self._writes_a_card, 7),
            (self._hands_in_what_is_open, 6 if self._with_a_form() else 0),
            (self._types_a_command, 4),
            (self._time_passes, 14),
            (self._works_in_the_calendar, 4 if self._events() else 0),
            (self._book_beside_each_other, 3 if len(self.candidates) > 1 else 0),
            (self._looks_into_a_candidate, 2.5 if self.candidates else 0),
            (self._corrects_a_card, 1.5),
            (self._says_it_again, 4 if self.company.answered else 0),
            (self._loses_a_window, 1),
            (self._opens_home, 2),
            (self._talks, 0.5),
        ]

    def _taste(self, thing: str) -> float:
        return self.company.chance.taste(thing)

    def _may_press(self, name: str, label: str) -> bool:
        """Everybody presses what they find, unless a run is about somebody who does not."""
        return True

    # what they do

    def _opens_an_application(self) -> str:
        name, email = named(len(self.candidates), self.dice)
        by = self.dice.choice(("rita", "rita", "remy"))
        person = self.company[by]
        if not person.types("/candidate").ok or not self._stands_before(person):
            return f"{by} got no form"
        try:
            person.fills_in(
                {"Name": name + surname(self.dice), "E-mail": email, "Hiring manager": self.company["hana"]}
            )
        except LookupError:
            return f"{by} got another form"
        outcome = person.hands_in()
        self.candidates.append((name, email))
        if outcome.ok:
            self.acknowledged.append(("application.opened", person.member.id, email))
        return f"{by} opens {name}: {_told(outcome)}"

    def _does_the_next_thing(self) -> str:
        """Somebody does what is theirs to do, wherever they find it."""
        found = [
            (person, *button, FORWARD[button[4]][1] * self._taste(button[4]))
            for name, person in self.company.people.items()
            for button in self._on_messages(person)
            if self._may_press(name, button[4]) and name in FORWARD.get(button[4], ((), 0))[0]
        ]
        if not found:
            return self._time_passes()
        person, surface, block, element, chosen, label, _ = self.dice.choices(found, [it[-1] for it in found])[0]
        return self._press(person, surface, block, element, chosen, label, carefully=True)

    def _writes_a_card(self) -> str:
        """Mostly whoever owes one; who owes none looks at those they have handed in."""
        asked = [name for name in INTERVIEWERS if self._is_asked_for_a_card(self.company[name])]
        name = self.dice.choice(asked if asked and self.dice.random() < 0.85 else INTERVIEWERS)
        if not self._may_press(name, "Write scorecard"):
            return f"{name} does not"
        person = self.company[name]
        said = f"{name} types /scorecard: {_told(person.types('/scorecard'))}"
        return said + self._goes_on(person, carefully=True)

    def _presses(self) -> str:
        """Anybody presses anything."""
        name = self.dice.choice(TEAM)
        person = self.company[name]
        found = [it for it in self._pressable(person) if self._may_press(name, it[4])]
        if not found:
            person.loses_the_window()
            return f"{name} finds nothing to press"
        chosen = self.dice.choices(found, [SELDOM.get(it[4], 1) * self._taste(it[4]) for it in found])[0]
        return self._press(person, *chosen)

    def _press(
        self, person: Person, surface: Any, block: JSON, element: JSON, chosen: JSON, label: str,
        *, carefully: bool = False,
    ) -> str:  # fmt: skip
        name = person.member.name
        first = person.desk.press(surface, block, element, chosen)
        said = f"{name} presses {label}: {_told(first)}"
        if self.dice.random() < 0.06:
            said += f", again: {_told(person.desk.press(surface, block, element, chosen))}"
        if self.dice.random() < 0.04:
            other = self.company[self.dice.choice(TEAM)]
            if isinstance(surface, Post) and surface in [p for c in other.desk.places() for p in other.desk.visible(c)]:
                said += f", {other.member.name} too: {_told(other.desk.press(surface, block, element, chosen))}"
        self._things_happen()
        if self._stands_before(person) and (carefully or self.dice.random() < 0.7):
            said += self._goes_on(person, carefully=carefully)
        return said

    def _stands_before(self, person: Person) -> View | None:
        return self.company.workspace.windows.top(person.member.id)

    def _goes_on(self, person: Person, *, carefully: bool = False) -> str:
        said = ""
        for _ in range(4):
            view = self.company.workspace.windows.top(person.member.id)
            if view is None or not view.body.get("submit"):
                break
            said += f" → {self._hands_in(person, view, carefully=carefully)}"
            self._things_happen()
            if not self.company.alive or self.dice.random() < (0.03 if carefully else 0.15):
                break
        return said

    def _hands_in(self, person: Person, view: View, *, carefully: bool) -> str:
        carefully = carefully or self.dice.random() < 0.8
        there = fills(self.company, person, self.dice, self.typed, carefully=carefully)
        top = self.company.workspace.windows.top(person.member.id)
        if not there or top is None or not top.body.get("submit"):
            return "it is gone"
        if self.dice.random() < 0.02 * self._taste("loses the window"):
            person.loses_the_window()
            return "the window is lost"
        tells = self.handing_in(person, top)
        outcome = person.hands_in()
        tells(outcome)
        form = str(top.body.get("callback_id"))
        told_first = '"callback_id"' in json.dumps(outcome.body)  # the form again: a card changed meanwhile
        if outcome.ok and form in DECISIONS and not told_first and "Sorry" not in str(outcome.body):
            self.acknowledged.append((DECISIONS[form], person.member.id, ""))
        return f"{top.body.get('callback_id')} {_told(outcome)}"

    def _hands_in_what_is_open(self) -> str:
        person = self.dice.choice(self._with_a_form())
        if self.dice.random() < 0.2:
            person.closes(everything=self.dice.random() < 0.5)
            return f"{person.member.name} closes it"
        return person.member.name + self._goes_on(person)

    def _types_a_command(self) -> str:
        person = self.company[self.dice.choice(TEAM)]
        name = self.dice.choice(self.candidates)[0] if self.candidates else "nobody"
        command, text = self.dice.choice(
            [("/scorecard", ""), ("/scorecard", ""), ("/schedule", name), ("/schedule", name), ("/candidate", name),
             ("/hiring", "pipeline"), ("/hiring", "stats"), ("/hiring", "team"), ("/hiring", ""),
             ("/hiring", "nonsense <!here>")]
        )  # fmt: skip
        said = f"{person.member.name} types {command} {text}: {_told(person.types(command, text))}"
        self._things_happen()
        return said + (self._goes_on(person) if self._stands_before(person) else "")

    def _time_passes(self) -> str:
        before = self.company.clock.now()
        self.company.clock.move_to(self._later(before))
        self.company.does_due()
        return f"until {self.company.clock.now():%d %H:%M}"

    def _later(self, now: Any) -> Any:
        ahead = sorted(
            moment
            for event in self.company.calendars.events_of(INTERVIEWS)
            for moment in (_time(event["start"]), _time(event["end"]))
            if moment > now
        )
        if ahead and self.dice.random() < 0.45:
            return ahead[0] + timedelta(minutes=self.dice.choice((-14, 0, 1, 1, 1)))
        if self.dice.random() < 0.35:
            morning = now.astimezone(ZoneInfo("Europe/Berlin")) + timedelta(days=1)
            return max(now, morning.replace(hour=9, minute=5))
        return now + timedelta(minutes=self.dice.choice((1, 2, 11, 11, 35, 120, 300)))

    def _works_in_the_calendar(self) -> str:
        event = self.dice.choice(self._events())
        try:
            return self._changes(event)
        except (GoogleError, StopIteration) as no:
            return f"no: {no}"

    def _changes(self, event: JSON) -> str:
        calendars, what = self.company.calendars, self.dice.random()
        if what < 0.7:
            who, answer = self.dice.choice(event["attendees"])["email"], self.dice.choice(ANSWERS)
            calendars.answers(who, event["id"], answer)
            return f"{who} {answer}"
        if what < 0.88:
            start = _time(event["start"]) + timedelta(hours=self.dice.choice((-3, 1, 24, 48)))
            calendars.moves(INTERVIEWS, event["id"], start, start + (_time(event["end"]) - _time(event["start"])))
            return f"dragged to {start:%d %H:%M}"
        calendars.removes(INTERVIEWS, event["id"])
        return "deleted"

    def _book_beside_each_other(self) -> str:
        """Two recruiters look for times with the same interviewer, and both take the first that they are shown."""
        panel, said = self.company[self.dice.choice(INTERVIEWERS)], []
        for by, (name, _) in zip(RECRUITS, self.candidates, strict=False):
            self.company[by].types("/schedule", name)
            said.append(f"{by}: {self._asks_for(self.company[by], panel)}")
        for _ in range(3):
            self._things_happen()
        for by in RECRUITS:
            view = self._stands_before(self.company[by])
            said.append(_told(self.company[by].hands_in()) if view and view.body.get("submit") else "no times")
        return ", ".join(said)

    def _asks_for(self, recruiter: Person, panel: Person) -> str:
        view = self._stands_before(recruiter)
        fields = [str(it["block_id"]) for it in view.blocks if "block_id" in it] if view else []
        asked = next((it for it in fields if it.startswith("people_")), None)
        if asked is None:
            return "no form"
        recruiter.fills_in({asked: [panel]})
        return _told(recruiter.hands_in())

    def _looks_into_a_candidate(self) -> str:
        """At the card, and from there at what others wrote, the notes, the timeline."""
        person = self.company[self.dice.choice(TEAM)]
        person.types("/candidate", self.dice.choice(self.candidates)[0])
        return self._presses_one_of(person, "Read the cards", "Notes", "Timeline", "Reopen")

    def _corrects_a_card(self) -> str:
        person = self.company[self.dice.choice(INTERVIEWERS)]
        person.types("/scorecard")
        return self._presses_one_of(person, "Correct")

    def _presses_one_of(self, person: Person, *labels: str) -> str:
        """In the window before them."""
        name, top = person.member.name, self._stands_before(person)
        found = [it for it in _buttons(top) if it[4] in labels and self._may_press(name, it[4])] if top else []
        if not found:
            return f"{name} finds none of {labels}"
        return self._press(person, *self.dice.choice(found), carefully=True)

    def _says_it_again(self) -> str:
        """Slack, or somebody's network, delivers something a second time, however old.

        A form that was never answered does not come later than its person's next try, nor one that turns a page.
        """
        forms = [it for it in self.company.sent[-40:] if '"view_submission"' in it[1]]
        done = [it for it in forms if it[1] in self.company.answered and '"scorecard.next"' not in it[1]]
        others = [it for it in self.company.sent[-12:] if it not in forms]
        kind, sent = self.dice.choice(
            done[-8:] if done and (not others or self.dice.random() < 0.5) else others or self.company.sent[-1:]
        )
        self.said_again.append((sent, self.company.redelivers(kind, sent)))
        return kind

    def _loses_a_window(self) -> str:
        person = self.company[self.dice.choice(TEAM)]
        person.loses_the_window()
        return person.member.name

    def _opens_home(self) -> str:
        person = self.company[self.dice.choice(TEAM)]
        return f"{person.member.name}: {_told(person.opens_home())}"

    def _talks(self) -> str:
        person = self.company[self.dice.choice(TEAM[:-1])]
        person.says("What do you think?", "hiring")
        return person.member.name

    def _things_happen(self) -> None:
        """Between two things that a person does, the bot may get a turn, or several."""
        dice = self.company.chance.schedule
        for task in self.company.due_tasks():
            if dice.random() < 0.9:
                self.company.does_a_task(task)
        while dice.random() < 0.8 and self.company.keeps_a_promise():
            pass

    # what is in front of them

    def _is_asked_for_a_card(self, person: Person) -> bool:
        return any(it[4] == "Write scorecard" for it in self._on_messages(person))

    def _with_a_form(self) -> list[Person]:
        return [it for it in self.company.people.values() if self._stands_before(it)]

    def _events(self) -> list[JSON]:
        return [it for it in self.company.calendars.events_of(INTERVIEWS) if it.get("attendees")]

    def _pressable(self, person: Person) -> list[tuple[Any, JSON, JSON, JSON, str]]:
        """In the modal if one is open, else in the newest messages and on Home."""
        windows, user = self.company.workspace.windows, person.member.id
        top, home = windows.top(user), windows.home(user)
        if top is not None and self.dice.random() < 0.7:
            return _buttons(top)
        on_home = _buttons(home) if home and self.dice.random() < 0.4 else []
        return self._on_messages(person) + on_home

    def _on_messages(self, person: Person) -> list[tuple[Any, JSON, JSON, JSON, str]]:
        posts = (post for place in person.desk.places() for post in person.desk.visible(place)[-LOOKS_BACK:])
        return [found for post in posts for found in _buttons(post)]


def named(number: int, dice: Random) -> tuple[str, str]:
    """The name and address of another candidate: the second word stands nowhere else."""
    name = f"{NAMES[number % len(NAMES)]} N{number}zv{dice.randrange(10**4):04}"
    return name, f"{name.split()[1].lower()}@example.com"


def surname(dice: Random) -> str:
    """Some have names that would be something else in Slack."""
    return dice.choice(("", "", "", " <!here>", " & <b>Sons</b>", " *Bold*"))


ANSWERS = ("accepted", "accepted", "declined", "tentative")


def _buttons(surface: Any) -> list[tuple[Any, JSON, JSON, JSON, str]]:
    found: list[tuple[Any, JSON, JSON, JSON, str]] = []
    for block, element in elements_of(list(surface.blocks)):
        if element["type"] == "overflow":
            found += [
                (surface, block, element, {"selected_option": it}, it["text"]["text"]) for it in element["options"]
            ]
        elif element["type"] in PRESSABLE:
            found.append((surface, block, element, {}, element["text"]["text"]))
    return found


def _told(outcome: Outcome) -> str:
    return "ok" if outcome.ok else outcome.error or str(outcome.errors)


def _time(edge: JSON) -> Any:
    return datetime.fromisoformat(edge["dateTime"]).astimezone(UTC)
