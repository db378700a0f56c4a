"""8 no post twice · 13 replies stand in their thread · 14 what is shown is what is so · 16 not too fast · 22 no calls"""

import hashlib
import json
import re
from collections import Counter
from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any

from sandbox.faults import Fault, Kind
from sandbox.slack.workspace import Call
from tests.simulation.invariants import Invariant

AS_OF_THEN = ("digest.morning", "stuck.message")  # a morning's picture; why something was stuck before it was settled
MANY: tuple[str, ...] = ()  # what is said again on purpose
THREAD = re.compile(r"<https://slack\.com/archives/\w+/p\d+\|the (?:decision )?thread>|<#\w+>")
BURST = 20  # posts that may come at once in a channel; one a second after that


class Shown(Invariant):
    number = 8

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._posted: dict[str, list[float]] = {}

    def after_call(self, call: Call) -> None:
        if call.method == "chat.postMessage" and not call.error:
            times = self._posted.setdefault(str(call.args["channel"]), [])
            times.append(self.company.now)
            for since in range(len(times)):
                if len(times) - since > BURST + 1 + times[-1] - times[since]:
                    self.says(f"{len(times) - since} posts within {times[-1] - times[since]:.0f} s", 16)
                    break

    def after_act(self) -> None:
        keys = Counter(it.metadata.get("event_payload", {}).get("key") for it in self.posts() if it.metadata)
        for key, often in keys.items():
            if key and often > 1:
                text = next(it.text for it in self.posts() if it.metadata.get("event_payload", {}).get("key") == key)
                self.says(f"posted {often} times: {text[:60]!r}")
        for called in self.company.workspace.mentions():
            if called.by == self.company.workspace.bot.id and called.kind in ("channel", "here", "everyone"):
                self.says(f"the bot called @{called.kind}", 22)

    def at_rest(self) -> None:
        known = {(row["channel"], row["ts"]): row for row in self.rows("SELECT * FROM message WHERE ts IS NOT NULL")}
        standing = {(it.channel, it.ts): it for it in self.posts()}
        asked = self.rows(  # we tried often enough to find out whether they stand there; now a person is asked
            "SELECT message.key, message.generation FROM message JOIN outbox ON outbox.\"group\" = 'message:' || message.key"
            " WHERE message.ts IS NULL AND outbox.state IN ('held', 'failed')"
        )
        names = {hashlib.sha256(f"{it['key']}:{it['generation']}".encode()).hexdigest()[:32] for it in asked}
        for place, post in standing.items():
            row = known.get(place)
            if row is None and post.metadata and post.metadata["event_payload"]["key"] not in names:
                self.says(f"nobody knows of {post.text[:60]!r}")
            elif row is not None:
                self._in_its_thread(row, post)
                self._is_current(row, post)
        twins = Counter((row["renderer"], row["ids"], row["target"], row["thread"]) for row in known.values())
        for (renderer, ids, _, _), often in twins.items():
            if often > 1 + self._decided_again(renderer, ids) and renderer not in MANY:
                self.says(f"{renderer} {ids} was said {often} times", 15)
        for place, row in known.items():
            if place not in standing:
                self.says(f"{row['key']} does not stand where it should", 14)

    def _decided_again(self, renderer: str, ids: str) -> int:
        """Each decision has its note: the same person may ask for one more conversation twice, or decide anew."""
        if renderer != "decision.note":
            return 0
        application, verdict, _, *by = json.loads(ids)
        decided = self.rows(
            "SELECT actor FROM audit WHERE action = ? AND application_id = ?", f"application.{verdict}", application
        )
        return sum(not by or it["actor"] in by for it in decided) - 1

    def _in_its_thread(self, row: dict[str, Any], post: Any) -> None:
        if not row["thread"]:
            return
        parent = self.rows("SELECT channel, ts FROM message WHERE key = ?", row["thread"])
        if not parent or (parent[0]["channel"], parent[0]["ts"]) != (post.channel, post.thread_ts):
            self.says(f"{row['key']} stands in another thread", 13)

    def _is_current(self, row: dict[str, Any], post: Any) -> None:
        stuck = self.rows(
            "SELECT 1 FROM outbox WHERE \"group\" = ? AND state IN ('held', 'failed')", f"message:{row['key']}"
        )
        if stuck:
            return
        if row["shown"] < row["wanted"]:
            dropped = self.rows('SELECT error FROM outbox WHERE "group" = ? ORDER BY id DESC', f"message:{row['key']}")
            if dropped[0]["error"] != "no longer wanted":
                self.says(f"{row['key']} shows {row['shown']} of {row['wanted']}", 14)
            return
        if row["renderer"] in AS_OF_THEN:
            return
        with self.company.db.read() as tx:
            tx.now = datetime.fromtimestamp(
                float(post.edited_ts or post.ts), UTC
            )  # words like "tomorrow" were right then
            drawn = self.company.renderers[row["renderer"]](tx, *json.loads(row["ids"]))
        if drawn is not None and _without_ids(post.blocks) != _without_ids(list(drawn.blocks)):
            self.says(f"{row['key']} shows what is no longer so: {_difference(post.blocks, list(drawn.blocks))}", 14)


class Manners(Invariant):
    """Retry-After is honoured: after a limit, that method and channel rest."""

    number = 16

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._rests: dict[tuple[str, str], float] = {}
        self._asked = ("", "")
        self._life = self.company.life
        self.company.faults.tells(self._met)

    def _met(self, call: str, fault: Fault) -> None:
        if fault.kind is Kind.RATE_LIMITED and "." in call and not call.startswith(("smtp", "events", "freebusy")):
            self._rests[self._asked] = self.company.now + max(1, round(fault.seconds))

    def before_call(self, method: str, args: dict[str, Any]) -> None:
        """*args* as they leave. The relay alone has to wait: who presses a button is told at once."""
        bucket = (method, str(args.get("channel", args.get("user_id", ""))))
        if self._life != self.company.life:  # whoever dies forgets
            self._life, self._rests = self.company.life, {}
        if self.company.points.doing == "relay" and self.company.now + 0.001 < self._rests.get(bucket, 0):
            self.says(f"{method} was asked again before Slack allowed it")
        self._asked = bucket


def _difference(shown: Any, drawn: Any) -> str:
    """The first block that differs."""
    pairs = zip_longest(_without_ids(shown), _without_ids(drawn))
    return next((f"{one}, not {other}" for one, other in pairs if one != other), "")


def _of(key: str, value: Any) -> Any:
    """A button's value ends in the version that its press is held to: a stale press is refused with a reason.

    A link to the thread names its channel alone while the thread does not stand yet.
    """
    if key == "value":
        return str(value).partition(".")[0]
    return THREAD.sub("the thread", value) if isinstance(value, str) else _without_ids(value)


def _without_ids(blocks: Any) -> Any:
    if isinstance(blocks, dict):
        return {key: _of(key, value) for key, value in blocks.items() if key != "block_id"}
    if isinstance(blocks, (list, tuple)):
        return [_without_ids(it) for it in blocks]
    return blocks
