"""The four stories of the demo, against the real bot in a process of its own: by socket on SQLite, by HTTP on PostgreSQL."""

import pytest

from sandbox.demo import play
from sandbox.stories import accepted
from sandbox.stories.sights import MailSeen, SceneBegins, StoryBegins


@pytest.mark.parametrize(("door", "engine"), [("socket", "sqlite"), ("http", "postgresql")], indirect=["engine"])
def test_four_candidates_find_their_way_through_slack_alone(door, database_url):
    sights = []
    ended = play(sights.append, http=door == "http", database_url=database_url)
    assert len([it for it in sights if isinstance(it, StoryBegins)]) == 4
    assert ended.steps == len([it for it in sights if isinstance(it, SceneBegins)])
    assert [line.candidate for line in ended.lines] == ["Ada Vance", "Tomas Brandt", "Noor Haddad", "Kaya Demir"]


def test_an_accepted_candidate_gets_every_mail_over_gmail():
    sights = []
    ended = play(sights.append, [accepted.STORY], gmail=True)
    assert [line.candidate for line in ended.lines] == ["Ada Vance"]
    mails = [it.mail for it in sights if isinstance(it, MailSeen)]
    assert len(mails) >= 5
    assert all(mail.headers["Message-ID"].endswith("@mail.gmail.com>") for mail in mails)
