"""Every cell of tests/hiring/who_may_what.txt: who may do what, when, and to whom. The rules have to agree."""

import inspect
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import product

from bot.hiring import application as steps
from bot.hiring.access import RULES, may, may_ever
from bot.hiring.application import Application, State
from bot.hiring.decision import Verdict, may_decide
from bot.hiring.errors import HiringError, NotNow
from bot.hiring.person import Person
from bot.hiring.standing import Next, Standing
from tests.hiring.standings import NOW, PROCESS, an_application
from tests.hiring.who_may_what import ACTORS, STAGES, Actor, actions, grid, moments, standing, who

WHO = who()
MAY, DECIDES = grid("may", "R"), grid("decides", "R")
ASKED_BY = [  # each decision by its button, and by the form that the button opens
    ("advance", "decision.advance"),
    ("advance", "decision.advanced"),
    ("reject", "decision.reject"),
    ("reject", "decision.rejected"),
    ("offer", "decision.offer"),
    ("offer", "decision.offered"),
    ("one_more", "decision.one_more"),
    ("one_more", "decision.one_more_asked"),
]
AFTERWARDS = {  # a rejected candidate still has to hear from us
    State.REJECTED: Next.LETTER,
    State.WITHDRAWN: Next.NOTHING,
    State.HIRED: Next.NOTHING,
    State.OFFER_DECLINED: Next.NOTHING,
}
STEPS: dict[str, Callable[[Application], Application]] = {
    "advance": lambda it: steps.advance(it, PROCESS, now=NOW),
    "book": lambda it: steps.book(it, PROCESS, now=NOW),
    "look_again": steps.look_again,
    "hand_to": lambda it: steps.hand_to(it, hiring_manager="U_SOMEBODY"),
    "correct": lambda it: steps.correct(
        it, it.candidate, role=it.role, source=None, coordinator="U_SOMEBODY", hiring_manager=None
    ),
    "hand_over": lambda it: steps.hand_over(it, coordinator="U_SOMEBODY", hiring_manager=None),
    "reject": lambda it: steps.reject(it, now=NOW),
    "withdraw": lambda it: steps.withdraw(it, now=NOW),
    "accept_offer": lambda it: steps.accept_offer(it, PROCESS, now=NOW),
    "decline_offer": lambda it: steps.decline_offer(it, PROCESS, now=NOW),
    "reopen": lambda it: steps.reopen(it, letter=None, now=NOW),
    "erase": steps.erase,
}


def agrees(differences: Iterable[str]) -> None:
    found = list(differences)
    assert not found, "\n".join([f"The rules differ from who_may_what.txt in {len(found)} places:", *found[:10]])


def test_the_table_speaks_of_everybody_every_action_every_stage_and_every_step():
    named = Counter(action for action, _ in actions())
    assert set(named) ^ set(RULES) == set()
    assert [action for action, times in named.items() if times > 1] == []
    assert {row for _, row in actions()} == set(MAY)
    assert all(list(cells) == list(WHO) == list(ACTORS) for cells in (*MAY.values(), *DECIDES.values()))
    assert list(dict.fromkeys(moment.stage for moment in moments())) == STAGES
    assert {f"{moment.stage} {it}" for moment in moments() for it in moment.possible} == set(DECIDES)
    assert {moment.next for moment in moments()} | {Next.LETTER, Next.NOTHING} == set(Next)
    assert {verdict for verdict, _ in ASKED_BY} == set(Verdict)
    assert {action for _, action in ASKED_BY} == {action for action, _ in actions() if action.startswith("decision.")}
    public = inspect.getmembers(steps, inspect.isfunction)
    assert {name for name, it in public if it.__module__ == steps.__name__ and name[0] != "_"} == set(STEPS)


def test_everybody_may_do_what_the_table_says_and_nothing_else():
    agrees(with_a_candidate())
    agrees(without_a_candidate())


def test_what_nobody_has_heard_of_is_nobodys():
    for asked, action in product(ACTORS.values(), ("candidate.sing", "", "decision", "Decision.Advance")):
        assert not may(asked.person, action, asked.about("screening", State.OPEN))
        assert not may_ever(asked.person, action)


def test_what_comes_next_is_what_the_table_names():
    agrees(comes_next())


def test_a_decision_is_theirs_whom_the_table_names_and_only_at_its_moment():
    agrees(decided())


def test_an_application_takes_the_steps_that_the_table_names_and_no_other():
    agrees(stepped())
    agrees(reopened())


def test_nobody_may_do_anything_to_whoever_was_erased():
    for asked, state in product(ACTORS.values(), set(State) - {State.OPEN}):
        about = asked.about("decision", state)
        assert about.application is not None
        gone = replace(about, application=steps.erase(about.application))
        assert [action for action in RULES if may(asked.person, action, gone)] == []


def with_a_candidate() -> Iterator[str]:
    for (key, asked), stage, state in product(ACTORS.items(), STAGES, State):
        about, person = asked.about(stage, state), asked.person
        gone = replace(person, active=False)
        for action, row in actions():
            found = may(person, action, about)
            if found is not (MAY[row][key] != "."):
                yield f"{WHO[key]} {_may(found)} {action} ({row}), {stage}, {state}"
            if may(gone, action, about):
                yield f"{WHO[key]}, deactivated, may {action} ({row}), {stage}, {state}"


def without_a_candidate() -> Iterator[str]:
    """Only roles count; but who could be tied to a candidate is not sent away before one is named."""
    for (key, asked), (action, row) in product(ACTORS.items(), actions()):
        person, expected = asked.person, MAY[row][key]
        found, ever = may(person, action), may_ever(person, action)
        gone = replace(person, active=False)
        if found is not (expected == "x"):
            yield f"{WHO[key]} {_may(found)} {action} ({row}) where no candidate is named"
        if ever is not (expected == "x" or "t" in MAY[row].values()):
            yield f"{WHO[key]} {_may(ever)} ask for {action} ({row}) before a candidate is named"
        if may(gone, action) or may_ever(gone, action):
            yield f"{WHO[key]}, deactivated, may {action} ({row}) where no candidate is named"


def comes_next() -> Iterator[str]:
    for moment, asked, state in product(moments(), ACTORS.values(), State):
        found = standing(asked, moment, state).next
        expected = moment.next if state is State.OPEN else AFTERWARDS[state]
        if found != expected:
            yield f"{moment.stage}, {moment.when}, {state}: {found} comes next, not {expected}"


def decided() -> Iterator[str]:
    """Two rules have to say yes, as in handlers.decision: who may at all, and whose it is at this stage and moment."""
    for moment, (key, asked), state in product(moments(), ACTORS.items(), State):
        about = asked.about(moment.stage, state)
        for where, it in led_and_not_led(asked, standing(asked, moment, state)):
            for verdict, action in ASKED_BY:
                now = state is State.OPEN and verdict in moment.possible
                expected = now and DECIDES[f"{moment.stage} {verdict}"][key] == "x"
                theirs = _is_theirs(verdict, it, asked.person)
                if theirs is not expected or (theirs and not may(asked.person, action, about)):
                    yield f"{WHO[key]} {_may(not expected)} {action}, {moment.stage}, {moment.when}, {state}{where}"


def led_and_not_led(asked: Actor, it: Standing) -> Iterator[tuple[str, Standing]]:
    """The same candidate once more without a hiring manager, unless it is they whom we ask about."""
    yield "", it
    if not asked.leads:
        yield ", without a hiring manager", replace(it, application=replace(it.application, hiring_manager=None))


def stepped() -> Iterator[str]:
    table = grid("steps", "applied")
    for (name, step), stage, state in product(STEPS.items(), STAGES, State):
        expected = table[name][stage if state is State.OPEN else state] == "x"
        if _can(step, an_application(stage, state=state)) is not expected:
            yield f"{name} {'should' if expected else 'should not'} be possible, {stage}, {state}"


def reopened() -> Iterator[str]:
    rejected = an_application(state=State.REJECTED)
    for letter, expected in grid("reopens", "missing")["rejected"].items():
        known = None if letter == "missing" else letter
        if _can(partial(steps.reopen, letter=known, now=NOW), rejected) is not (expected == "x"):
            yield f"reopen {'should' if expected == 'x' else 'should not'} be possible, letter {letter}"


def _can(step: Callable[[Application], Application], application: Application) -> bool:
    try:
        return step(application) != application
    except NotNow:
        return False


def _is_theirs(verdict: str, it: Standing, person: Person) -> bool:
    try:
        may_decide(Verdict(verdict), it, person)
    except HiringError:
        return False
    return True


def _may(found: bool) -> str:
    return "may" if found else "may not"
