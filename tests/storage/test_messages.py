"""One living message per key: promised once, refreshed to the state of now, posted anew when somebody deleted it."""

from bot.ports import Posted
from storage import messages, outbox
from storage.database import Database
from tests.databases import on_both

pytestmark = on_both

HEADLINE = "headline:1"


def post(db: Database, key: str = HEADLINE) -> bool:
    with db.begin() as tx:
        return messages.post(tx, key, "candidate.headline", 1, "screening", to="C1", thread=None)


def test_a_message_is_promised_once_however_often_it_is_asked_for(db: Database):
    assert [post(db), post(db)] == [True, False]
    with db.read() as tx:
        living = messages.get(tx, HEADLINE)
        assert (living.renderer, living.ids, living.target) == ("candidate.headline", (1, "screening"), "C1")
        assert [one.args for one in outbox.of_group(tx, "message:headline:1")] == [
            {"message": HEADLINE, "revision": 1, "generation": 1}
        ]


def test_every_refresh_wants_a_newer_state_and_an_unknown_message_none(db: Database):
    post(db)
    with db.begin() as tx:
        messages.refresh(tx, HEADLINE)
        messages.refresh(tx, "headline:2")
    with db.read() as tx:
        assert messages.get(tx, HEADLINE).wanted == 2
        assert messages.find(tx, "headline:2") is None
        assert [one.args["revision"] for one in outbox.of_group(tx, "message:headline:1")] == [1, 2]


def test_what_belongs_together_is_refreshed_together_and_nothing_else(db: Database):
    for key in ("ask:1:U1", "ask:1:U2", "ask:10:U1", "ASK:1:U1", "ask_1:U1"):
        post(db, key)
    with db.begin() as tx:
        messages.refresh_all(tx, "ask:1:")
    with db.read() as tx:
        wanted = {
            key: messages.get(tx, key).wanted for key in ("ask:1:U1", "ask:1:U2", "ask:10:U1", "ASK:1:U1", "ask_1:U1")
        }
    assert wanted == {"ask:1:U1": 2, "ask:1:U2": 2, "ask:10:U1": 1, "ASK:1:U1": 1, "ask_1:U1": 1}


def test_where_a_message_stands_is_known_and_an_older_drawing_never_counts_as_newer(db: Database):
    post(db)
    with db.begin() as tx:
        messages.stands_at(tx, messages.get(tx, HEADLINE), Posted("C1", "11.5"), shown=2)
        messages.stands_at(tx, messages.get(tx, HEADLINE), Posted("C1", "11.5"), shown=1)
    with db.read() as tx:
        living = messages.at(tx, "C1", "11.5")
        assert living is not None
        assert (living.key, living.shown, living.posted) == (HEADLINE, 2, Posted("C1", "11.5"))
        assert messages.at(tx, "C1", "11.6") is None


def test_a_deleted_message_belongs_to_the_next_generation(db: Database):
    post(db)
    with db.begin() as tx:
        messages.stands_at(tx, messages.get(tx, HEADLINE), Posted("C1", "11.5"), shown=1)
        messages.lost(tx, HEADLINE)
    with db.read() as tx:
        living = messages.get(tx, HEADLINE)
    assert (living.posted, living.generation) == (None, 2)
