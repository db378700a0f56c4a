"""What goes wrong with one call, each telling in a sentence or two what was seen of it since."""

import time
from abc import ABC, abstractmethod
from dataclasses import dataclass, field

from sandbox.page.world_seen import Mark, Seen, seconds
from sandbox.slack.shapes import JSON

SETTLED = 120.0  # seconds after which nothing is added any more


@dataclass
class Entry(ABC):
    began: Mark
    _settled: str = field(default="", init=False)

    def words(self, seen: Seen) -> str:
        if self._settled:
            return self._settled
        words = self.tells(seen)
        if self.is_over and time.monotonic() - self.last.moment > SETTLED:
            self._settled = words
        return words

    @abstractmethod
    def tells(self, seen: Seen) -> str: ...

    @property
    def is_over(self) -> bool:
        return True

    @property
    def last(self) -> Mark:
        return self.began


class LostPost(Entry):
    def tells(self, seen: Seen) -> str:
        calls = seen.slack_since(self.began)
        at = next((number for number, it in enumerate(calls) if it.method == "chat.postMessage"), None)
        if at is None:
            return "Slack loses the answer to a message."
        lost, after = calls[at], calls[at + 1 :]
        channel, key = str(lost.args.get("channel", "")), _key(lost.args)
        where = _place(seen, channel)
        said = f"Slack lost the answer to a message {where}."
        looked = any(
            it.method in ("conversations.history", "conversations.replies") and it.args.get("channel") == channel
            for it in after
        )
        again = sum(it.method == "chat.postMessage" and not it.error and _key(it.args) == key for it in after)
        if not key or not (looked or again):
            return said
        if again:
            return f"{said} The bot posted it again."
        return f"{said} The bot looked through what stands there, found its message, and did not post it again."


class LostEvent(Entry):
    def tells(self, seen: Seen) -> str:
        calls = seen.google_since(self.began)
        lost = next((it for it in calls if it.method == "events.insert" and it.status is None), None)
        if lost is None:
            return "Google loses the answer to a new event."
        body = lost.body or {}
        after, its_id = calls[calls.index(lost) + 1 :], body.get("id")
        said = f"Google lost the answer to a new event, “{body.get('summary', '')}”."
        looked = any(
            it.method == "events.get" and it.path.get("eventId") == its_id and it.status == 200 for it in after
        )
        again = [it.status for it in after if it.method == "events.insert" and (it.body or {}).get("id") == its_id]
        if again:
            refused = all(status == 409 for status in again)
            return f"{said} The bot asked for it again under the same id" + (": it is there once." if refused else ".")
        if not looked:
            return said
        return f"{said} The bot asked for the event under the id it had chosen, found it, and did not make it again."


class LostMail(Entry):
    def tells(self, seen: Seen) -> str:
        mails = seen.company.mailbox.mails[self.began.mails :]
        if not mails:
            return "The mail server loses the answer to a letter."
        lost = mails[0]
        said = f"The mail server lost the answer to “{lost.subject}” to {lost.to}."
        again = sum((it.subject, it.to) == (lost.subject, lost.to) for it in mails[1:])
        if again:
            return f"{said} It was sent again."
        asked = _asked_about(seen, self.began, lost.subject)
        if not asked:
            return f"{said} It arrived once."
        return (
            f"{said} Nobody can look it up there: the bot did not send it twice, and asked {asked} whether it arrived."
        )


@dataclass
class Limited(Entry):
    seconds: float

    def tells(self, seen: Seen) -> str:
        said = f"Slack refused a message: too many, come back in {seconds(self.seconds)}."
        posts = [it for it in seen.deeds_since(self.began) if it.kind == "message posted"]
        if not posts:
            return said
        return f"{said} The next one was posted after {seconds(posts[0].moment - self.began.moment)}."


def _key(args: JSON) -> str:
    return str(((args.get("metadata") or {}).get("event_payload") or {}).get("key", ""))


def _place(seen: Seen, channel: str) -> str:
    workspace = seen.company.workspace
    found = workspace.channels.get(channel)
    if found is None or found.kind != "im":
        return f"in #{found.name if found else channel}"
    return f"to {_other(seen, found.members)}"


def _other(seen: Seen, members: list[str]) -> str:
    workspace = seen.company.workspace
    return next((workspace.name_of(it) for it in members if it != workspace.bot.id), "somebody")


def _asked_about(seen: Seen, since: Mark, subject: str) -> str:
    """Whom the bot asked about a letter that may have left, "" for nobody."""
    for call in seen.slack_since(since):
        asked = call.method == "chat.postMessage" and "cannot tell whether" in str(call.args.get("text", ""))
        channel = seen.company.workspace.channels.get(str(call.args.get("channel", "")))
        if asked and not call.error and channel and channel.kind == "im" and subject in str(call.args.get("blocks")):
            return _other(seen, channel.members)
    return ""
