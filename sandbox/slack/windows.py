"""What people have open: modals, three deep at most, and the app's Home."""

from dataclasses import dataclass, field
from threading import Condition

from sandbox.slack.checks import refuse_bad_view
from sandbox.slack.elements import Values, kept_values, start_values, with_ids
from sandbox.slack.shapes import JSON, SlackError, new_hash, new_id

STACK = 3
_SHOWN = ("title", "submit", "close", "private_metadata", "callback_id", "clear_on_close", "notify_on_close")


@dataclass
class View:
    user: str
    body: JSON
    id: str = field(default_factory=lambda: new_id("V"))
    hash: str = field(default_factory=new_hash)
    root_id: str = ""
    previous_id: str | None = None
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)  # block_id -> what the bot said about it

    @property
    def blocks(self) -> list[JSON]:
        return list(self.body["blocks"])

    @property
    def external_id(self) -> str:
        return str(self.body.get("external_id") or "")

    def as_json(self, *, team_id: str, app_id: str, bot_id: str) -> JSON:
        shown: JSON = {key: self.body.get(key) for key in _SHOWN}
        shown["private_metadata"] = self.body.get("private_metadata") or ""
        shown["callback_id"] = self.body.get("callback_id") or ""
        shown["clear_on_close"] = bool(self.body.get("clear_on_close"))
        shown["notify_on_close"] = bool(self.body.get("notify_on_close"))
        return shown | {
            "id": self.id,
            "team_id": team_id,
            "type": self.body["type"],
            "blocks": self.blocks,
            "state": {"values": {block: dict(held) for block, held in self.values.items()}},
            "hash": self.hash,
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id or self.id,
            "app_id": app_id,
            "external_id": self.external_id,
            "app_installed_team_id": team_id,
            "bot_id": bot_id,
        }


class Windows:
    """Every open modal and every published Home, by person. All calls are made under the workspace's lock."""

    def __init__(self, changed: Condition) -> None:
        self._changed = changed
        self._stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        return list(self._stacks.get(user, ()))

    def top(self, user: str) -> View | None:
        stack = self._stacks.get(user)
        return stack[-1] if stack else None

    def home(self, user: str) -> View | None:
        return self.homes.get(user)

    def open(self, user: str, body: JSON) -> View:
        view = self._new(user, body, "modal")
        self._stacks[user] = [view]
        self._changed.notify_all()
        return view

    def push(self, user: str, body: JSON, *, on: str = "") -> View:
        """A further view over the open ones. Raises not_found without a modal, push_limit_reached on the fourth."""
        stack = self._stacks.get(user)
        if not stack or (on and on not in {view.id for view in stack}):
            raise SlackError("not_found")
        if len(stack) >= STACK:
            raise SlackError("push_limit_reached")
        view = self._new(user, body, "modal")
        view.previous_id, view.root_id = stack[-1].id, stack[0].id
        stack.append(view)
        self._changed.notify_all()
        return view

    def update(self, body: JSON, *, view_id: str = "", external_id: str = "", expected_hash: str = "") -> View:
        """Show *body* in an open view. What was typed stays where block_id and action_id stay."""
        view = self._find(view_id, external_id)
        if expected_hash and expected_hash != view.hash:
            raise SlackError("hash_conflict")
        self._check(body, view.body["type"], besides=view)
        self._fill(view, body)
        view.values = kept_values(view.values, view.blocks)
        self._changed.notify_all()
        return view

    def publish(self, user: str, body: JSON, *, expected_hash: str = "") -> View:
        before = self.homes.get(user)
        if before and expected_hash and expected_hash != before.hash:
            raise SlackError("hash_conflict")
        view = self._new(user, body, "home", besides=before)
        if before:
            view.id, view.values = before.id, kept_values(before.values, view.blocks)
        self.homes[user] = view
        self._changed.notify_all()
        return view

    def close(self, user: str, view_id: str = "") -> list[View]:
        """Close one view, or all of them when none is named; returns the closed ones, top first."""
        stack = self._stacks.get(user, [])
        gone = [view for view in reversed(stack) if view_id in ("", view.id)]
        self._stacks[user] = [view for view in stack if view not in gone]
        self._changed.notify_all()
        return gone

    def _find(self, view_id: str, external_id: str) -> View:
        everything = [view for stack in self._stacks.values() for view in stack] + list(self.homes.values())
        for view in everything:
            if (view_id and view.id == view_id) or (external_id and view.external_id == external_id):
                return view
        raise SlackError("not_found")

    def _new(self, user: str, body: JSON, kind: str, *, besides: View | None = None) -> View:
        self._check(body, kind, besides=besides)
        view = View(user, {})
        self._fill(view, body)
        view.values = start_values(view.blocks)
        return view

    def _check(self, body: JSON, kind: str, *, besides: View | None) -> None:
        refuse_bad_view(body)
        if body["type"] != kind:
            raise SlackError("invalid_arguments", response_metadata={"messages": [f"[ERROR] expected a {kind}"]})
        external_id = body.get("external_id")
        if external_id:
            try:
                holder = self._find("", external_id)
            except SlackError:
                return
            if holder is not besides:
                raise SlackError("duplicate_external_id")

    @staticmethod
    def _fill(view: View, body: JSON) -> None:
        view.body = {**body, "blocks": with_ids(body["blocks"])}
        view.hash = new_hash()
        view.errors = {}
