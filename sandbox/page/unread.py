"""What somebody has not seen yet. Whatever stood there when the page was opened counts as seen."""

from sandbox.page.rooms import Rooms
from sandbox.slack.channels import Channel, Post


def unread(rooms: Rooms, who: str, channel: Channel) -> int:
    """Messages of others there, replies included in direct messages only."""
    person = rooms.person(who)
    since = rooms.read.get((who, channel.id), rooms.opened_at)
    return sum(
        _counts(post, channel) and post.ts > since and post.user != person.member.id
        for post in person.desk.visible(channel)
    )


def unread_for(rooms: Rooms, who: str) -> int:
    """Of their direct messages."""
    person = rooms.person(who)
    with rooms.company.workspace.changed:
        return unread(rooms, who, rooms.company.workspace.dm(person.member.id))


def has_seen(rooms: Rooms, who: str, channel: Channel) -> None:
    if channel.posts:
        rooms.read[who, channel.id] = channel.posts[-1].ts


def _counts(post: Post, channel: Channel) -> bool:
    return channel.kind == "im" or not post.is_reply or post.broadcast
