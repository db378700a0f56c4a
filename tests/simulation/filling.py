"""Filling in whatever form stands there, as somebody plausible would: mostly well, now and then not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from sandbox.person import Person
from sandbox.slack.desk import dispatches
from sandbox.slack.elements import STATE, elements_of, options_of
from sandbox.slack.shapes import JSON
from tests.simulation.company import SimulatedCompany

INTERVIEWERS = ("ana", "bo", "cy", "dee")
NASTY = ("<!channel> ", "<@U0SANDBOT> ", "*bold* & <b> ", "=1+1 ", "<http://evil.example|click> ", "")
FREE = {"zone": "Europe/Lisbon", "windows": ""}  # what only few words fit in
TEXTS = ("plain_text_input", "email_text_input", "url_text_input", "number_input")


@dataclass
class Typed:
    """Everything anybody typed, by its mark: a word that stands nowhere else."""

    by: dict[str, tuple[str, str, str]] = field(default_factory=dict)  # mark -> (person, form, field)
    tells: Callable[[Person, Any, str, str, bool], None] = lambda person, view, block, text, taken: None

    def mark(self, person: str, form: str, name: str) -> str:
        made = f"zq{len(self.by):04}qz"
        self.by[made] = (person, form, name)
        return made


def fills(company: SimulatedCompany, person: Person, dice: Random, typed: Typed, *, carefully: bool) -> bool:
    """The top form of *person*. False when it went away meanwhile. *carefully*: nothing needed is left out."""
    workspace, done = company.workspace, set()
    for _ in range(40):
        view = workspace.windows.top(person.member.id)
        if view is None:
            return False
        todo = next((it for it in _inputs(view.blocks) if _name(it) not in done), None)
        if todo is None:
            return True
        done.add(_name(todo))
        block, element = todo
        drafted = str(view.body.get("callback_id", "")).startswith(("letter", "offer", "contact"))
        if _leaves_it(view.values, block, element, dice, carefully=carefully, drafted=drafted):
            continue
        wanted = _wanted(company, person, view, block, element, dice, typed)
        if wanted is not None:
            met = len(company.faults.met)
            outcome = person.desk.put(view, block, element, wanted)
            taken = outcome.ok and met == len(company.faults.met)  # else they were told that something did not answer
            if element["type"] in TEXTS and dispatches(block, element):
                typed.tells(person, view, str(block["block_id"]), str(wanted), taken)
    return True


def _inputs(blocks: list[JSON]) -> list[tuple[JSON, JSON]]:
    return [(block, element) for block, element in elements_of(blocks) if element["type"] in STATE]


def _name(field_: tuple[JSON, JSON]) -> str:
    return str(field_[0]["block_id"])


def _leaves_it(values: Any, block: JSON, element: JSON, dice: Random, *, carefully: bool, drafted: bool) -> bool:
    """*drafted*: a text that the bot proposes, in which few words can be changed."""
    held = values.get(block["block_id"], {}).get(element["action_id"], {})
    stands = held.get(STATE[element["type"]][0])
    if stands:
        return dice.random() < (1 if drafted else 0.6)
    if block["type"] != "input" or block.get("optional"):
        return dice.random() < 0.6
    return not carefully and dice.random() < 0.1


def _wanted(
    company: SimulatedCompany, person: Person, view: Any, block: JSON, element: JSON, dice: Random, typed: Typed
) -> Any:
    kind, name = element["type"], str(block["block_id"])
    if kind in TEXTS:
        return _text(person, str(view.body.get("callback_id", "")), name, kind, element, dice, typed)
    if "users" in kind:
        return _people(company, name, kind, int(element.get("max_selected_items") or 9), dice)
    if "external" in kind:
        options = person.desk.gestures.suggestions(person.actor, view, block, element, "a")
    else:
        options = options_of(element)
    if kind == "datepicker":
        return (company.clock.now() + timedelta(days=dice.randrange(1, 9))).date()
    if kind == "timepicker":
        return f"{dice.randrange(8, 18):02}:{dice.choice(('00', '15', '30', '45'))}"
    if kind == "datetimepicker":
        return company.clock.now() + timedelta(hours=dice.randrange(1, 200))
    if not options:
        return None
    if kind.startswith("multi_") or kind == "checkboxes":
        some = [it for it in options if dice.random() < 0.3] or [dice.choice(options)]
        return [it["value"] for it in some][: element.get("max_selected_items") or 4]
    return dice.choice(options)["value"]


def _text(person: Person, form: str, name: str, kind: str, element: JSON, dice: Random, typed: Typed) -> str:
    if kind == "email_text_input":
        return f"c{dice.randrange(10**6)}@example.com"
    if kind == "url_text_input":
        return f"https://cv.example/{dice.randrange(10**6)}"
    if kind == "number_input":
        low, high = int(float(element.get("min_value") or 1)), int(float(element.get("max_value") or 5))
        return str(dice.randrange(low, max(low, min(high, low + 5)) + 1))
    if name in FREE:
        return FREE[name]
    mark = typed.mark(person.member.name, form, name)
    nasty = dice.choice(NASTY) if dice.random() < 0.15 else ""
    words = f"{nasty}It was so: {mark} they said what could go wrong before they began."
    return (
        words[: int(element.get("max_length") or 3000)]
        if len(words) <= int(element.get("max_length") or 3000)
        else mark
    )


def _people(company: SimulatedCompany, name: str, kind: str, most: int, dice: Random) -> Any:
    if "manager" in name:
        return company["hana"]
    if "coordinator" in name or "reader" in name:
        return company[dice.choice(("rita", "remy"))]
    some = dice.sample(INTERVIEWERS, dice.choice((1, 1, 2)))
    return [company[it] for it in some][:most] if kind.startswith("multi_") else company[some[0]]
