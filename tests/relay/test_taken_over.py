"""A relay that is held up for longer than its lease leaves alone what another one took over meanwhile."""

from datetime import timedelta

import pytest

from bot.hiring.candidate_channel import Wanted
from bot.hiring.person import Person
from bot.ports import Doubtful, Message, Posted
from bot.relay import LEASE, Relay
from bot.relay.channels import ChannelDelivery
from bot.relay.messages import MessageDelivery
from storage import applications, channels, messages, people
from tests.relay.test_settling import Watch

TRIED_AGAIN = timedelta(minutes=5)


class Slack:
    """Loses its first answer; *meanwhile* happens while somebody looks whether it was done."""

    def __init__(self):
        self.done, self.asked, self.meanwhile = [], 0, lambda: None

    def does(self, what):
        self.asked += 1
        if self.asked == 1:
            raise Doubtful("http 503")
        self.done.append(what)

    def looks(self):
        found = list(self.done)
        self.meanwhile()
        return found


class Posts:
    def __init__(self, slack):
        self._slack = slack

    def find(self, channel, *, key, since, until=None, thread=None):
        return Posted(channel, "1.0") if key in self._slack.looks() else None

    def post(self, channel, message, *, key, thread=None):
        self._slack.does(key)
        return Posted(channel, "1.0")


class Rooms:
    def __init__(self, slack):
        self._slack = slack

    def find(self, is_meant, since):
        return "C1" if any(is_meant(name) for name in self._slack.looks()) else None

    def create(self, name):
        self._slack.does(name)
        return "C1"


@pytest.fixture
def slack():
    return Slack()


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def relays(db, slack, watch):
    """Two bots at work on one database."""

    def relay():
        deliveries = {
            "message": MessageDelivery(db, Posts(slack), {"note": lambda tx: Message("Hello")}, wall=watch),
            "channel": ChannelDelivery(
                db, Rooms(slack), lambda tx, it: Wanted((), over=False), lambda *it: None, wall=watch
            ),
        }
        return Relay(db, deliveries, tell=lambda tx, it: None, tell_pause=lambda tx, it: None, wall=watch)

    return relay(), relay()


def is_held_up(slack, watch, relays):
    """The first one's second try looks for so long that the other one takes over in the middle of it."""
    one, two = relays
    assert one.step()
    watch.now += TRIED_AGAIN

    def another_takes_over():
        slack.meanwhile = lambda: None
        watch.now += LEASE
        assert two.step()

    slack.meanwhile = another_takes_over
    assert one.step()


def test_a_message_is_not_posted_by_who_was_held_up_when_another_one_posted_it(db, slack, watch, relays):
    with db.begin() as tx:
        messages.post(tx, "note:1", "note", to="C1")
    is_held_up(slack, watch, relays)
    assert len(slack.done) == 1
    with db.read() as tx:
        assert messages.get(tx, "note:1").posted == Posted("C1", "1.0")


def test_a_channel_is_not_made_by_who_was_held_up_when_another_one_made_it(db, slack, watch, relays):
    with db.begin() as tx:
        people.save(tx, Person("rita", "Rita", "rita@example.org", "Europe/Berlin"))
        ada = applications.add_candidate(tx, name="Ada", email="ada@example.com")
        opened = applications.add(
            tx, ada, role="Engineer", process=tx.book.current.digest, stage="screening",
            coordinator="rita", hiring_manager=None, channel="C1",
        )  # fmt: skip
        channels.add(tx, opened.id, instead="C1")
        channels.bring_up_to_date(tx, opened.id)
    is_held_up(slack, watch, relays)
    assert len(slack.done) == 1
    with db.read() as tx:
        assert channels.get(tx, opened.id).channel == "C1"
