"""Every listener has a rule, every rule has somebody who asks it, and every parameter is one that Bolt can fill."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from slack_bolt import App
from slack_sdk import WebClient

import handlers
from bot.hiring.access import RULES
from bot.hiring.person import Person
from tests.listeners import OURS, Listener, listeners_of, the_app

ASKED_INSIDE = {"candidate.form", "hiring.pipeline", "hiring.team", "hiring.stats", "stats.load"}  # by a command itself


def without_a_rule(listeners: list[Listener]) -> set[str]:
    return {listener.id for listener in listeners} - set(RULES)


def strange(listeners: list[Listener]) -> dict[str, set[str]]:
    return {listener.id: names for listener in listeners if (names := listener.strange_parameters)}


def test_every_listener_has_a_rule():
    assert without_a_rule(listeners_of(the_app())) == set()


def test_a_listener_without_a_rule_is_noticed():
    app = the_app()
    app.action("candidate.sing")(lambda ack: ack())
    app.view("candidate.sung")(lambda ack: ack())
    app.command("/sing")(lambda ack: ack())
    app.event("reaction_added")(lambda event: None)
    assert without_a_rule(listeners_of(app)) == {"candidate.sing", "candidate.sung", "/sing", "reaction_added"}


def test_every_rule_is_asked_by_somebody():
    asked = {listener.id for listener in listeners_of(the_app())} | set(asked_by_name())
    assert set(RULES) - asked == set()


def without_a_listener(listeners: list[Listener]) -> set[str]:
    """Rules for what nobody hears, but for the questions that a command asks itself."""
    return set(RULES) - {listener.id for listener in listeners} - ASKED_INSIDE


def test_whatever_can_be_pressed_or_handed_in_is_heard():
    assert without_a_listener(listeners_of(the_app())) == set()


def test_each_listener_taken_away_is_noticed():
    listeners = listeners_of(the_app())
    for gone in listeners:
        assert without_a_listener([it for it in listeners if it is not gone]) == {gone.id} & set(RULES)


def test_no_two_listeners_want_the_same():
    wanted = [(listener.kind, listener.id) for listener in listeners_of(the_app())]
    assert len(wanted) == len(set(wanted))


def test_every_parameter_of_a_listener_is_one_that_bolt_can_fill():
    assert strange(listeners_of(the_app())) == {}


def test_a_misspelt_parameter_is_noticed():
    def open_form(ack: object, actors: Person, client: WebClient) -> None:
        """Bolt would fill *actors* with None."""

    def look(view: object) -> None:
        """An action has no view of its own."""

    app = App(token="xoxb-for-tests", signing_secret="for tests", token_verification_enabled=False)
    app.action("candidate.open")(ack=lambda ack: ack(), lazy=[open_form])
    app.action("candidate.look")(look)
    assert strange(listeners_of(app)) == {"candidate.open": {"actors"}, "candidate.look": {"view"}}


def test_the_running_bot_has_these_listeners_and_fills_these_names(company):
    running = listeners_of(company.bot.app)
    assert [(it.kind, it.id) for it in running] == [(it.kind, it.id) for it in listeners_of(the_app())]
    assert set(company.bot._tools()) | {"actor", "once"} == OURS


def asked_by_name() -> Iterator[str]:
    """Actions that a handler asks about itself: `access.require(actor, show.SOMETHING, …)`."""
    for found in pkgutil.iter_modules(handlers.__path__, "handlers."):
        module = importlib.import_module(found.name)
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"access.require", "access.may"}:
                yield from _constant(node.args[1], module)


def _constant(node: ast.expr, module: ModuleType) -> Iterator[str]:
    try:
        value = eval(ast.unparse(node), vars(module))
    except NameError:
        return  # a parameter: whoever calls it names the action
    if isinstance(value, str):
        yield value
