"""What became visible since somebody last looked: messages, calendar events, mails."""

from collections.abc import Iterator
from typing import Any

from sandbox.company import INTERVIEWS, Company
from sandbox.person import Message, Person
from sandbox.slack.channels import Channel, Post
from sandbox.slack.seen import message_seen
from sandbox.stories.sights import EventSeen, MailSeen, MessageSeen, Sight


class Watch:
    """*eyes* is who looks at the channels; direct messages are seen by whoever gets them."""

    def __init__(self, company: Company, eyes: Person) -> None:
        self._company, self._eyes = company, eyes
        self._people = {person.member.id: person for person in company.people.values()}
        self._posts: dict[tuple[str, str], Message] = {}  # by channel and ts
        self._texts: dict[tuple[str, str], str] = {}
        self._events: dict[str, Any] = {}
        self._mails = 0

    def changes(self) -> Iterator[Sight]:
        yield from self._messages()
        yield from self._calendar()
        arrived = self._company.mailbox.mails
        yield from (MailSeen(mail) for mail in arrived[self._mails :])
        self._mails = len(arrived)

    def _messages(self) -> list[MessageSeen]:
        workspace = self._company.workspace
        with workspace.changed:
            news = [
                (channel, post, by)
                for channel in workspace.channels.values()
                for post in channel.posts
                if post.user == workspace.bot.id and (by := self._reader(channel, post)) and self._is_news(post)
            ]
            seen = [
                MessageSeen(by, channel.name, message_seen(workspace, by.member, post), self._posts.get(_key(post)))
                for channel, post, by in news
            ]
            self._posts |= {(it.message.channel, it.message.ts): it.message for it in seen}
            self._texts |= {_key(post): post.text for _, post, _ in news}
        return sorted(seen, key=lambda it: (bool(not it.channel), it.message.ts))

    def _reader(self, channel: Channel, post: Post) -> Person | None:
        if post.reader:
            return self._people.get(post.reader)
        if channel.kind == "im":
            return next((self._people[it] for it in channel.members if it in self._people), None)
        return self._eyes

    def _is_news(self, post: Post) -> bool:
        known = self._posts.get(_key(post))
        stands = known is not None and known.blocks == post.blocks and self._texts[_key(post)] == post.text
        return not post.deleted and not stands

    def _calendar(self) -> Iterator[EventSeen]:
        for event in self._company.calendars.events_of(INTERVIEWS, gone=True):
            before, state = self._events.get(event["id"]), _event_state(event)
            if state == before:
                continue
            self._events[event["id"]] = state
            gone = event["status"] == "cancelled"
            yield EventSeen(event, "gone" if gone else "changed" if before else "new")


def _key(post: Post) -> tuple[str, str]:
    return post.channel, post.ts


def _event_state(event: dict[str, Any]) -> Any:
    guests = {guest["email"]: guest["responseStatus"] for guest in event.get("attendees", [])}
    return event["status"], event["start"], event["end"], event.get("summary"), guests
