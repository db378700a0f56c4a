"""Noninterference: two companies that differ in one hidden scorecard alone look the same to everyone who must not know.

One of two interviewers has handed in, the other has not and never does; so nobody but the author may know a word of it,
nor a hint. Everything the bot says to anybody else must be equal, byte for byte.
"""

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.hiring.interview import Answer, Seat
from bot.hiring.scorecard import Answers, Rating, Scorecard
from handlers import debrief_open, headline
from storage import applications, audit, interviews, scorecards
from tests.handlers.deciding import person_id
from tests.hired import hire_everybody
from tests.simulation.chance import Chance
from tests.simulation.company import SimulatedCompany, a_simulated_company
from tests.simulation.crashes import CrashPoints
from tests.simulation.crowd import Crowd
from tests.simulation.run import _silence
from tests.simulation.weather import Weather

AUTHOR, BLIND = "ana", "bo"
ONE = Answers(
    ratings={"problem_solving": Rating("problem_solving", 5, "Saw every edge case.")},
    recommendation="strong_favour", confidence="high", strength="Plans first.",
)  # fmt: skip
OTHER = replace(
    ONE,
    ratings={"problem_solving": Rating("problem_solving", 1, "No plan at all, and it went on like that to the end.")},
    recommendation="strong_against", confidence="", strength="", for_recruiter="Please talk to me.",
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """What left the bot for anybody but the author: calls of Slack, windows, mails."""

    said: list[str]


def differences(seed: int, template: Path, *, acts: int = 14) -> list[str]:
    """What tells the two apart; nothing where nobody can."""
    one, other = (_seen(seed, card, template, acts).said for card in (ONE, OTHER))
    found = [f"{a[:300]}\n   {b[:300]}" for a, b in zip(one, other, strict=False) if a != b]
    return found[:3] or ([f"{len(one)} things said, {len(other)} things said"] if len(one) != len(other) else [])


def _seen(seed: int, card: Answers, template: Path, acts: int) -> Seen:
    with _silence():
        chance = Chance(f"pair {seed}")
        with a_simulated_company(chance, CrashPoints(), template.parent, template) as company:
            with company.db.begin() as tx:
                hire_everybody(tx, company.workspace)
            crowd = Blindfolded(company)
            _one_card_is_in(company, crowd, card)
            weather = Weather(company.faults, chance.faults, 0.2)
            for _ in range(acts):
                weather.changes()
                crowd.acts()
                crowd._things_happen()
            weather.clears()
            company.works()
            return Seen([*_said(company), *crowd.log])


class Blindfolded(Crowd):
    """The author has left their desk, and whoever is blind writes no card."""

    def _may_press(self, name: str, label: str) -> bool:
        return name != AUTHOR and not (name == BLIND and label in ("Write scorecard", "Take notes", "Go on without"))


def _one_card_is_in(company: SimulatedCompany, crowd: Crowd, card: Answers) -> None:
    name, email = "Ada N0zv0000", "n0zv0000@example.com"
    crowd.candidates.append((name, email))
    with company.db.begin() as tx:
        process = tx.book.current
        candidate = applications.add_candidate(tx, name=name, email=email, zone="Europe/Berlin")
        opened = applications.add(
            tx, candidate, role=process.roles[0].id, process=process.digest, stage="screening",
            coordinator=person_id(company, "rita"), hiring_manager=person_id(company, "hana"),
            channel=company.workspace.channel("hiring").id,
        )  # fmt: skip
        headline.post(tx, opened)
        held = interviews.add(
            tx, application=opened.id, session="screening", stage="screening", starts_at=tx.now - timedelta(hours=2),
            ends_at=tx.now - timedelta(hours=1),
            zone="Europe/Berlin",
            panel=[Seat(person_id(company, who), answer=Answer.ACCEPTED) for who in (AUTHOR, BLIND)],
        )  # fmt: skip
        scorecards.add(tx, Scorecard(held.id, person_id(company, AUTHOR), card, tx.now))
        audit.add(
            tx, actor=person_id(company, AUTHOR), action="scorecard.handed_in", application=opened.id, interview=held.id
        )
        debrief_open.after_scorecard(tx, applications.get(tx, opened.id))
        headline.refresh(tx, applications.get(tx, opened.id))
    company.at_rest()


def _said(company: SimulatedCompany) -> list[str]:
    author = person_id(company, AUTHOR)
    theirs = company.workspace.dm(author).id
    said = [json.dumps([it.method, it.args, it.error], sort_keys=True) for it in company.workspace.calls]
    said = [it for it in said if author not in it or "views.publish" not in it]
    mails = [f"{mail.envelope_to} {mail.subject} {mail.text}" for mail in company.mailbox.mails]
    windows = [
        json.dumps(_shown(view.body), sort_keys=True)
        for person in company.people.values() if person.member.name != AUTHOR
        for view in company.workspace.windows.stack(person.member.id)
    ]  # fmt: skip
    return [*(it for it in said if theirs not in it), *mails, *windows]


def _shown(body: Any) -> Any:
    return body.get("blocks")
