"""How stories are told: what is expected and does not come is said with its place, and nothing is passed over."""

import os
import re
import signal
from io import StringIO

import pytest
from rich.console import Console

from sandbox.__main__ import main
from sandbox.bot_process import ROOT, BotDied, a_running_bot
from sandbox.company import open_company
from sandbox.stories.sights import MessageSeen, SceneBegins, StoryBegins, TimePasses
from sandbox.stories.telling import Candidate, Scene, Story, StoryBroken, Telling
from sandbox.terminal import Terminal

LEA = Candidate("Lea Moss", "lea@example.com", "Software engineer", "Europe/Berlin")


@pytest.fixture
def outside():
    with open_company(ROOT / "app.yaml") as company:
        yield company


def told(company, *scenes):
    sights = []
    telling = Telling(company, sights.append, lambda: None)
    telling.tells(Story("short", "A short one", LEA, scenes), 2, 4)
    return sights


def test_what_does_not_hold_is_told_with_its_place_and_what_they_see_instead(outside):
    outside.workspace.post(outside.workspace.channel("hiring"), outside.workspace.bot, "Good morning")
    scenes = [
        Scene("Nothing happens", lambda telling: None),
        Scene("Bo votes", lambda telling: telling["bo"].presses("Keep Yes")),
    ]
    with pytest.raises(StoryBroken) as broken:
        told(outside, *scenes)
    assert "story 2 of 4 (short), step 2 of 2, “Bo votes”" in str(broken.value)
    assert "sees no button 'Keep Yes'" in str(broken.value)
    assert "Good morning" in str(broken.value)


def test_what_stopped_a_story_is_said_in_plain_words_to_whoever_watches(outside):
    with pytest.raises(StoryBroken) as broken:
        told(outside, Scene("Bo votes", lambda telling: telling["bo"].presses("Keep Yes")))
    assert broken.value.plainly == (
        "The story stopped at step 1 of 1, “Bo votes”: Bo Lindqvist sees no button 'Keep Yes'."
        " What was done until then stays; go on from there by hand."
    )


def test_whoever_has_not_handed_in_may_read_of_votes_on_others_but_of_none_on_this_candidate(outside):
    workspace = outside.workspace
    own = workspace.dm(workspace.member("bo").id)
    workspace.post(own, workspace.bot, "Your vote on Kim Larsson: Yes")
    workspace.post(own, workspace.bot, "Scorecard of Lea Moss: Yesterday you were there")
    looks = Scene("Bo looks", lambda telling: telling["bo"].learns_nothing(LEA.name, "Yes"))
    told(outside, looks)
    workspace.post(own, workspace.bot, "Ana's view of Lea Moss: Yes")
    with pytest.raises(StoryBroken, match="should not see 'Yes' about Lea Moss"):
        told(outside, looks)


def test_the_audience_sees_each_message_once_and_again_when_it_is_edited(outside):
    channel, bot = outside.workspace.channel("hiring"), outside.workspace.bot
    posts = []

    def speaks(telling):
        posts.append(outside.workspace.post(channel, bot, "Ada", blocks=section("Applied")))

    def edits(telling):
        posts[0].blocks = section("Screening")

    sights = told(outside, Scene("One", speaks), Scene("Two", edits), Scene("Three", lambda telling: None))
    seen = [it for it in sights if isinstance(it, MessageSeen)]
    assert [it.message.all_text for it in seen] == ["Applied", "Screening"]
    assert [it.before is None for it in seen] == [True, False]
    assert [type(it) for it in sights[:2]] == [StoryBegins, SceneBegins]


def test_what_only_one_person_may_see_is_shown_from_their_view(outside):
    workspace = outside.workspace

    def writes(telling):
        workspace.post(workspace.dm(workspace.member("bo").id), workspace.bot, "Yours alone")

    (seen,) = [it for it in told(outside, Scene("One", writes)) if isinstance(it, MessageSeen)]
    assert (seen.by.member.name, seen.channel) == ("bo", "")


def test_the_clock_never_goes_back(outside):
    before = outside.clock.now()
    sights = told(outside, Scene("Later", lambda telling: telling.moves_to(before.replace(year=2020), "long ago")))
    assert outside.clock.now() == before
    assert [it.at for it in sights if isinstance(it, TimePasses)] == [before]


def test_in_a_pipe_there_are_no_control_codes_and_no_line_is_longer_than_100_columns(outside):
    paper = StringIO()
    terminal = Terminal(Console(file=paper, highlight=False))
    long = "*Ada* sees " + "a very long text " * 60
    outside.workspace.post(outside.workspace.channel("hiring"), outside.workspace.bot, "x", blocks=section(long))
    Telling(outside, terminal, lambda: None).tells(Story("s", "T", LEA, (Scene("S", lambda telling: None),)), 1, 1)
    assert "#hiring" in paper.getvalue()
    assert "\x1b" not in paper.getvalue()
    assert max(len(line) for line in paper.getvalue().splitlines()) <= 100
    assert "more lines" in paper.getvalue()


def test_markup_is_shown_as_slack_shows_it_names_and_times_for_the_reader(outside):
    paper = StringIO()
    cy, at = outside.workspace.member("cy"), int(outside.clock.now().timestamp())
    text = f"*Bold* with <@{cy.id}> <!date^{at}^{{time}}|never> &lt;3"
    outside.workspace.post(outside.workspace.channel("hiring"), outside.workspace.bot, "x", blocks=section(text))
    telling = Telling(outside, Terminal(Console(file=paper, highlight=False)), lambda: None)
    telling.looks()
    assert "Bold with @Cy Mbeki 9:00 AM <3" in re.sub(r"\s+", " ", paper.getvalue())


def test_a_bot_that_dies_is_noticed_and_its_last_words_are_told(outside, tmp_path):
    with a_running_bot(outside, tmp_path) as bot:
        telling = Telling(outside, lambda sight: None, bot.must_be_alive)
        os.kill(bot.pid, signal.SIGKILL)
        with pytest.raises(BotDied, match="ended with -9"):
            telling["rita"].is_told("anything")


def test_a_bot_that_cannot_start_ends_the_demo_with_one_and_says_why(capsys):
    assert main(["--database", "sqlite:////no/such/folder/bot.db"]) == 1
    said = capsys.readouterr().out
    assert "✗ The bot ended with 1" in said
    assert "no/such/folder" in said


def section(text):
    return [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]
