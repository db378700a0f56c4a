"""Who is at the door: every request passes here before any listener.

Guests, bots, deactivated people and other workspaces are refused; what nobody has a rule for is refused; the listener
gets `actor`, and `once`, the delivery's inbox key.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import BoltContext

from bot.hiring import access
from bot.hiring.errors import NotAllowed, NotWelcome
from bot.hiring.person import Person, Role
from bot.ports import Directory, Member, TryLater
from storage import people
from storage.database import Database

IGNORED = {"message", "app_uninstalled", "tokens_revoked"}


class Gate:
    """Bolt middleware. *admins* are e-mail addresses (lower case) that are admins whatever the team list says.

    *left* hears of somebody of the team whom Slack lets in no more, each time they try: its event may have been missed.
    """

    def __init__(
        self,
        db: Database,
        directory: Directory,
        admins: tuple[str, ...],
        left: Callable[[Database, str], None],
        came_back: Callable[[Database, str], None],
    ) -> None:
        self._db, self._directory, self._admins = db, directory, admins
        self._left, self._came_back = left, came_back

    def __call__(self, body: dict[str, Any], context: BoltContext, next: Callable[[], None]) -> None:  # noqa: A002  # Bolt's name
        user = asker(body)
        if user is not None:
            actor = self.person(user)
            context["actor"] = actor
            context["once"] = delivery(body)
            _must_have_a_chance(actor, asked(body))
        next()

    def person(self, user: str) -> Person:
        """The person behind a Slack account, as we know them now. Raises NotWelcome."""
        with self._db.read() as tx:
            known = people.find(tx, user)
        member = self._member(user, known)
        if not member.welcome:
            if known is not None:
                self._left(self._db, user)
            raise NotWelcome
        if known is not None and not known.active:
            self._came_back(self._db, user)
        person = self._as_slack_says(member, known)
        if person != known:
            with self._db.begin() as tx:
                person = self._as_slack_says(member, people.met(tx, person))
                people.save(tx, person)
        return person

    def _member(self, user: str, known: Person | None) -> Member:
        """Who they are to Slack. What is remembered of a minute ago changes nothing: another bot may know better.

        While Slack wants fewer look-ups, whoever is on the team is taken for what they were when they were last here.
        """
        try:
            member = self._directory.member(user)
            if known is not None and not (member.welcome and self._as_slack_says(member, known) == known):
                self._directory.forget(user)
                member = self._directory.member(user)
        except TryLater:
            if known is None or not known.active:
                raise
            return Member(known.id, known.name, known.email, known.zone, team="", welcome=True)
        return member

    def _as_slack_says(self, member: Member, known: Person | None) -> Person:
        person = known or Person(member.id, member.name, member.email, member.zone)
        roles = person.roles | ({Role.ADMIN} if member.email.lower() in self._admins else set())
        return replace(
            person, name=member.name, email=member.email, zone=member.zone, active=True, roles=frozenset(roles)
        )


def asker(body: dict[str, Any]) -> str | None:
    """Whose press, command or event it is; None for what nobody asked (a check by Slack)."""
    if "command" in body:
        return str(body["user_id"])
    if "event" in body:
        user = body["event"].get("user")
        return user if isinstance(user, str) else None
    user = body.get("user")
    return str(user["id"]) if isinstance(user, dict) else None


def asked(body: dict[str, Any]) -> str:
    """What is wanted, under the name its rule has in `bot.hiring.access`."""
    if "command" in body:
        return str(body["command"])
    if "event" in body:
        return str(body["event"]["type"])
    if body.get("actions"):
        return str(body["actions"][0]["action_id"])
    if body.get("view"):
        return str(body["view"].get("callback_id", ""))
    return str(body.get("callback_id", ""))


def delivery(body: dict[str, Any]) -> str:
    """The same for a repetition of the same press, form or event, and for nothing else."""
    if body.get("event_id"):
        return f"event:{body['event_id']}"
    if body.get("type") == "view_submission":
        view = body["view"]
        said = [view.get(part) for part in ("hash", "callback_id", "private_metadata", "state")]
        return f"form:{view['id']}:{_digest(said)}"
    if body.get("actions"):
        action = body["actions"][0]
        said = [body["user"]["id"], action["action_id"], action.get("value"), action.get("action_ts")]
        said += [body.get("trigger_id"), body.get("container")]
        return f"press:{_digest(said)}"
    return f"command:{body.get('trigger_id', '')}"


def _must_have_a_chance(actor: Person, action: str) -> None:
    if action not in IGNORED and not access.may_ever(actor, action):
        access.require(actor, action)
        raise NotAllowed("This is not yours to do. Nothing was changed.")


def _digest(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:32]
