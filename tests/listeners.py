"""What is registered on a Bolt app, as it stands there: kinds, ids, functions."""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import getclosurevars, signature
from typing import Any

from slack_bolt import App
from slack_bolt.kwargs_injection.args import Args

import handlers

BOLT = frozenset(signature(Args.__init__).parameters) - {"self"}
OURS = frozenset({"actor", "once", "db", "calendar", "directory", "company"})
PAYLOADS = {"action": "action", "view_submission": "view", "command": "command", "event": "event",
            "message_shortcut": "shortcut"}  # fmt: skip
"""Bolt fills one of these by the kind of listener; the others arrive as None."""


@dataclass(frozen=True)
class Listener:
    """*kind* is Bolt's word (action, view_submission, command, event, message_shortcut); *id* what it listens for."""

    kind: str
    id: str
    functions: tuple[Callable[..., Any], ...]

    @property
    def strange_parameters(self) -> set[str]:
        """Names that Bolt cannot fill."""
        known = (BOLT | OURS) - (set(PAYLOADS.values()) - {PAYLOADS.get(self.kind)})
        return {name for function in self.functions for name in signature(function).parameters} - known


def the_app() -> App:
    """Bolt's app with every listener of ours, connected to nothing."""
    app = App(token="xoxb-for-tests", signing_secret="for tests", token_verification_enabled=False)
    handlers.register(app)
    return app


def listeners_of(app: App) -> list[Listener]:
    return [_listener(registered) for registered in app._listeners]


def _listener(registered: Any) -> Listener:
    (matcher,) = registered.matchers
    constraints = [value for value in getclosurevars(matcher.func).nonlocals.values() if isinstance(value, str)]
    kind = matcher.func.__qualname__.split(".")[0]
    return Listener(kind, *constraints or ["?"], (registered.ack_function, *registered.lazy_functions))
