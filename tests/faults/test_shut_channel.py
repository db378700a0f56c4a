"""A channel the bot cannot write in: the coordinator lets it in again, or has the candidate talked about elsewhere."""

import pytest

from sandbox.slack.shapes import SlackError
from storage import applications, messages
from tests.handlers.deciding import a_candidate, person_id
from tests.handlers.scheduling import books_screening
from tests.handlers.scoring import told
from tests.relay.promised import NOTE, all_states, posts, promises_note

WAYS = ["Invite me", "Use another channel", "Drop it"]


def shuts(company, how, *, channel="hiring"):
    """Archives the channel, or takes the bot out of it."""
    bot, place = company.workspace.bot.id, company.workspace.channel(channel)
    with company.workspace.change():
        place.archived = how == "is archived"
        place.members = [it for it in place.members if it != bot]


def opens(company, *, channel="hiring"):
    with company.workspace.change():
        place = company.workspace.channel(channel)
        place.archived = False
        place.members.append(company.workspace.bot.id)


def says_something(company, candidate, *, channel=""):
    with company.db.begin() as tx:
        to = company.workspace.channel(channel).id if channel else applications.get(tx, candidate).channel
        messages.post(tx, f"debrief:{candidate}", NOTE, candidate, to=to)
    company.at_rest()


def notices(company, who="rita"):
    return told(company, who, "could not get through")


@pytest.mark.parametrize("how", ["is archived", "is without the bot"])
def test_once_somebody_let_it_in_all_that_waited_for_the_channel_goes_on(company, how):
    books_screening(company)
    ben = a_candidate(company, name="Ben Example", coordinator="remy")
    company.at_rest()
    shuts(company, how)
    says_something(company, 1)
    says_something(company, ben)
    [notice] = notices(company)
    assert notice.buttons == WAYS
    assert len(notices(company, "remy")) == 1
    rita = company["rita"]
    assert rita.presses("Invite me", notice).ok
    assert "/invite @Interview Bot" in rita.modal.text
    assert rita.hands_in().ok  # too early: nobody has let it in
    company.at_rest()
    assert notices(company)[0].buttons == WAYS
    opens(company)
    assert rita.presses("Invite me", notices(company)[0]).ok
    assert rita.modal is None
    company.at_rest()
    assert not all_states(company)
    for who in ("rita", "remy"):
        [settled] = notices(company, who)
        assert "It is tried again, says Rita Okafor." in settled.all_text
        assert not settled.buttons
    assert len(posts(company)) == 4


def test_a_channel_that_slack_lets_us_not_write_in_stops_that_channel_alone(company, monkeypatch):
    a_candidate(company)
    company.at_rest()
    post, refused = company.workspace.post, [True]

    def may_be_refused(channel, author, **what):
        if channel.name == "hiring" and author.id == company.workspace.bot.id and refused[0]:
            raise SlackError("no_permission")
        return post(channel, author, **what)

    monkeypatch.setattr(company.workspace, "post", may_be_refused)
    says_something(company, 1)
    promises_note(company, "note:dee", to=person_id(company, "dee"))
    company.at_rest()
    assert company["dee"].dms
    [notice] = notices(company)
    assert (notice.buttons, "I may not write in the channel" in notice.all_text) == (WAYS, True)
    assert company.bot.relay.paused_by is None
    refused[0] = False
    assert company["rita"].presses("Invite me", notice).ok
    company.at_rest()
    assert len(posts(company)) == 2


def test_a_public_channel_is_joined_with_one_press(company):
    a_candidate(company)
    company.workspace.add_channel("talk", with_bot=False, members=[company["rita"].member])
    says_something(company, 1, channel="talk")
    [notice] = notices(company)
    assert notice.buttons == ["Invite me", "Drop it"]  # she is not talked about there in the first place
    assert company["rita"].presses("Invite me", notice).ok
    company.at_rest()
    assert (
        len(posts(company, "talk")) == 1
        if company["hana"].member.id in company.workspace.channel("talk").members
        else True
    )
    assert "Ada Example" in company["rita"].sees("talk")[-1].all_text


def test_or_she_is_talked_about_in_another_channel_from_now_on(company):
    books_screening(company)
    before = [post.all_text for post in posts(company)]
    company.workspace.add_channel("hiring-two", private=True, with_bot=False, members=[company["rita"].member])
    shuts(company, "is without the bot")
    says_something(company, 1)
    rita = company["rita"]
    assert rita.presses("Use another channel", notices(company)[0]).ok
    rita.fills_in({"Channel": "hiring-two"})
    assert "/invite me there first" in str(rita.hands_in().errors)
    opens(company, channel="hiring-two")
    assert rita.hands_in().ok
    company.at_rest()
    headline = rita.sees("hiring-two")[0]
    assert len(rita.sees("hiring-two")) == 2
    assert len(rita.thread(headline)) == 1
    assert rita.presses("Cancel interview", rita.thread(headline)[0]).ok
    rita.hands_in()
    company.at_rest()
    assert "cancelled" in rita.thread(headline)[0].all_text
    assert [post.all_text for post in posts(company)] == before
    assert not all_states(company)
    assert "Another channel is used instead, says Rita Okafor." in notices(company)[0].all_text
    rita.types("/candidate", "Ada")
    rita.presses("Timeline", "modal")
    assert "let them be talked about in another channel" in rita.modal.text


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("how", ["ext", "pending_ext"])
def test_nobody_is_talked_about_where_another_company_listens(company, how, private):
    candidate = a_candidate(company)
    company.at_rest()
    there = company.workspace.add_channel(
        "with-partners", private=private, with_bot=private, members=[company["rita"].member]
    )
    shuts(company, "is without the bot")
    says_something(company, candidate)
    rita = company["rita"]
    assert rita.presses("Use another channel", notices(company)[0]).ok
    rita.fills_in({"Channel": "with-partners"})
    there.shared = how  # by somebody who is quicker than her
    assert "shared with another company" in str(rita.hands_in().errors)
    company.at_rest()
    assert not rita.sees("with-partners")
    assert (company.workspace.bot.id in there.members) == private  # it was not joined for that
    assert notices(company)[0].buttons == WAYS
    there.shared = "org"  # our own company, if another workspace of it
    assert rita.hands_in().ok
    company.at_rest()
    assert "Ada Example" in rita.sees("with-partners")[0].all_text


def test_a_channel_that_another_company_shares_is_not_offered(company):
    candidate = a_candidate(company)
    company.at_rest()
    company.workspace.add_channel("with-partners", private=True, members=[company["rita"].member], shared="ext")
    shuts(company, "is without the bot")
    says_something(company, candidate)
    rita = company["rita"]
    assert rita.presses("Use another channel", notices(company)[0]).ok
    with pytest.raises(LookupError, match="not offered"):
        rita.fills_in({"Channel": "with-partners"})


def test_of_two_who_settle_it_the_second_is_told(company):
    a_candidate(company)
    company.at_rest()
    shuts(company, "is archived")
    says_something(company, 1)
    rita = company["rita"]
    rita.presses("Use another channel", notices(company)[0])
    opens(company)
    rita.presses("Invite me", notices(company)[0])
    company.at_rest()
    rita.fills_in({"Channel": "hiring"})
    rita.hands_in()
    assert "settled already" in rita.describe()
