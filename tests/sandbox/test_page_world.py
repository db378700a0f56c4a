"""The panel around the page: time passes, things break, stories are played, and everything can begin anew."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from sandbox.company import GOOGLE_TOKEN, MONDAY
from sandbox.page.world_clock import steps
from sandbox.page.world_where import Look, look_at
from sandbox.stories import STORIES, scenes
from sandbox.stories.sights import Sight
from sandbox.stories.telling import Telling
from sandbox.stories.withdraws import KAYA
from tests.sandbox.page_visitor import a_visitor
from tests.sandbox.page_world import HIRING, LEA, Panel, a_panel

QUARTER = timedelta(minutes=15)


@pytest.fixture
def panel(tmp_path: Path) -> Iterator[Panel]:
    with a_panel(tmp_path) as found:
        yield found


def headlines(panel: Panel) -> list[str]:
    return [it.text for it in panel.inside["rita"].sees("hiring") if LEA.name in it.text]


def test_an_hour_passes_and_the_bell_rings(panel: Panel) -> None:
    telling = panel.telling
    telling.plays(scenes.opens_application(LEA), 1, 2)
    telling.plays(scenes.books(LEA, "Initial interview", {"screening": ["ana"]}), 2, 2)
    (event,) = scenes.upcoming_of(telling, LEA)
    panel.inside.clock.move_to(scenes.starts_at(event) - timedelta(minutes=10))
    panel.opens(HIRING)
    assert "the start of Initial interview with lea.moss@example.com" in panel.page.read("clock-next")
    panel.presses("clock-hour")
    panel.reads("is over. Please write down what you saw", address="/as/ana/messages")
    assert panel.now > scenes.ends_at(event)


def test_the_next_thing_is_named_and_reached(panel: Panel) -> None:
    panel.books("talk1", MONDAY + timedelta(minutes=20), MONDAY + timedelta(minutes=65), LEA.email)
    assert f"09:20, the start of Initial interview with {LEA.email}" in panel.opens(HIRING).read("clock-next")
    panel.presses("clock-next")
    panel.reads("10:05, the end of Initial interview", "clock-next")
    assert timedelta(0) <= panel.now - MONDAY - timedelta(minutes=20) < timedelta(minutes=1)


def test_the_next_thing_names_the_candidate_where_the_name_is_known() -> None:
    with a_visitor() as visitor:
        visitor.books("talk1", MONDAY + timedelta(minutes=20), MONDAY + timedelta(minutes=65), KAYA.email)
        assert "Initial interview with Kaya Demir" in visitor.opens(HIRING).read("clock-next")


def test_the_next_thing_may_be_a_letter_that_is_about_to_leave() -> None:
    leaves = int((MONDAY + timedelta(minutes=10)).timestamp())
    words = [section(f"It leaves <!date^{leaves}^{{time}}|soon>. Until then you can call it back.")]
    undo = {"type": "button", "text": {"type": "plain_text", "text": "Undo"}, "action_id": "letter.undo"}
    with a_visitor() as visitor:
        workspace = visitor.company.workspace
        own = workspace.dm(workspace.member("rita").id)
        blocks = [*words, {"type": "actions", "elements": [undo]}]
        letter = workspace.post(own, workspace.bot, "Letter to Lea Moss", blocks=blocks)
        assert "09:10, the letter to Lea Moss leaves" in visitor.opens(HIRING).read("clock-next")
        with workspace.change():
            letter.blocks = [section("Nothing has gone to Lea Moss yet.")]
        assert "leaves" not in visitor.opens(HIRING).read("clock-next")


def test_a_story_is_played_only_once_it_is_chosen_and_time_is_said_to_move() -> None:
    with a_visitor() as visitor:
        asked = visitor.opens(HIRING).read("play-for-me")
        assert "The company's clock moves on by days" in asked
        assert all(it.title in asked for it in STORIES)
        assert "play-it-for-me" not in visitor.page.words


def test_what_a_story_shows_is_told_without_marks_of_slacks_and_in_whole_names() -> None:
    with a_visitor() as visitor:
        workspace = visitor.company.workspace
        workspace.post(workspace.channel("hiring"), workspace.bot, "*Lea Moss* · *Applied*")
        seen: list[Sight] = []
        Telling(visitor.company, seen.append, lambda: None).looks()
        look = look_at(visitor.company, seen[-1], Look("", ""))
        assert look.caption == "In #hiring: Lea Moss · Applied"
    assert scenes.books(LEA, "Your on-site with", {"repo_setup": ["bo"], "project_deep_dive": ["cy"]}).title == (
        "Rita books Lea: Repo setup exercise and Past project deep dive"
    )


def test_a_guest_is_told_that_there_is_nothing_for_guests() -> None:
    with a_visitor() as visitor:
        assert "Guests have nothing here" in visitor.opens("/as/gus/home").read("home")
        assert "Loading" in visitor.opens("/as/rita/home").read("home")


def test_an_address_that_leads_nowhere_is_told_in_words() -> None:
    with a_visitor() as visitor:
        missing = visitor.opens("/as/rita/c/nowhere")
        assert (missing.status, "No channel is called nowhere; there are" in missing.read()) == (404, True)


def test_what_can_be_broken_is_a_switch_that_says_whether_it_is_on() -> None:
    with a_visitor() as visitor:
        visitor.opens(HIRING)
        assert visitor.page.attributes["switch-google"]["aria-checked"] == "false"
        assert visitor.presses("switch-google").attributes["switch-google"]["aria-checked"] == "true"
        assert "is on" in visitor.page.read("fault-google")


def test_a_long_way_goes_in_quarters_of_an_hour_and_can_be_left(panel: Panel) -> None:
    panel.presses("clock-tomorrow")
    panel.reads("On the way to Tue 09:00", "strip")
    assert all("disabled" in panel.page.attributes[f"clock-{it}"] for it in ("quarter", "hour", "tomorrow", "next"))
    panel.presses("jump-stop")
    assert "disabled" not in panel.page.attributes["clock-hour"]
    assert panel.now < MONDAY + timedelta(days=1)


def test_nothing_on_the_way_is_passed_over() -> None:
    way = list(steps(datetime(2027, 3, 1, 8, 7, tzinfo=UTC), datetime(2027, 3, 1, 9, 20, tzinfo=UTC)))
    assert [f"{at:%H:%M}" for at in way] == ["08:15", "08:30", "08:45", "09:00", "09:15", "09:20"]


def test_a_lost_answer_is_told_and_the_message_stands_once(panel: Panel) -> None:
    assert "waits for it" in panel.presses("switch-lose-slack").read("fault-lose-slack")
    panel.telling.plays(scenes.opens_application(LEA), 1, 1)
    told = panel.reads("did not post it again", "journal")
    assert "09:00 Slack lost the answer to a message in #hiring." in told
    assert "waits for it" not in panel.page.read("fault-lose-slack")
    assert len(headlines(panel)) == 1


def test_killed_and_started_again_nothing_is_lost(panel: Panel) -> None:
    panel.presses("switch-mail")
    rita = panel.telling["rita"]
    rita.types("/candidate")
    rita.fills_in({"Name": LEA.name, "E-mail": LEA.email, "Role": LEA.role})
    rita.hands_in()
    rita.headline(LEA.name)
    panel.reads("1 call failed", "journal")
    assert "The bot is not running" in panel.presses("bot-kill").read("strip")
    panel.presses("switch-mail")
    panel.posts("/as/rita/say", surface=panel.inside.workspace.channel("hiring").id, text="/candidate", back=HIRING)
    assert "/candidate failed" in panel.page.read("composer-main")
    assert "The bot is running" in panel.presses("bot-start").read("fault-bot")
    assert "failed" not in panel.page.read("composer-main")
    told = panel.reads("1 letter sent", "line-2")
    assert "The bot was killed and started again after" in told
    assert len(panel.inside.mailbox.of(LEA.email)) == 1
    assert len(headlines(panel)) == 1


def test_while_google_is_away_every_call_fails_and_the_page_says_so() -> None:
    with a_visitor() as visitor:
        request = Request(
            f"{visitor.company.urls['GOOGLE_CALENDAR_URL']}users/me/calendarList",
            headers={"Authorization": f"Bearer {GOOGLE_TOKEN}"},
        )
        visitor.opens(HIRING)
        assert visitor.presses("switch-google").read("strip") == "Google is away"
        for _ in range(2):
            with pytest.raises(HTTPError, match="500"):
                build_opener(ProxyHandler({})).open(request)
        assert "Google is away; so far 2 calls failed." in visitor.opens(HIRING).read("journal")
        assert not visitor.presses("switch-google").read("strip")
        build_opener(ProxyHandler({})).open(request).close()
        assert "Google was away for 1 s; 2 calls failed." in visitor.opens(HIRING).read("journal")


def test_start_over_brings_back_the_start(panel: Panel) -> None:
    panel.telling.plays(scenes.opens_application(LEA), 1, 1)
    panel.inside.clock.advance(timedelta(days=3))
    panel.house.save()
    panel.opens(HIRING)
    panel.presses("start-over")
    panel.reads("Nothing was said here yet.", "stream")
    assert panel.now - MONDAY < timedelta(minutes=2)
    assert not panel.inside.mailbox.mails
    with panel.listens() as lines:
        panel.telling.plays(scenes.opens_application(LEA), 1, 1)  # rita has her role, and the page hears of it
        assert "data: changed" in lines


def test_a_story_is_played_and_the_page_follows(panel: Panel) -> None:
    with panel.listens() as lines:
        panel.presses("play-it-withdraws")
        for _ in range(3):
            panel.presses("play-faster")
        looked = []
        for line in lines:
            if line.startswith("data: /as/"):
                looked.append(line.removeprefix("data: "))
            if "Everybody saw what they should" in panel.opens(HIRING).read("strip"):
                break
    who = {address.split("/")[2] for address in looked}
    assert who == {"rita", "ana", "cy"}
    assert {address.split("/")[3] for address in looked} == {"c", "calendar", "mail"}
    assert {panel.answers(address) for address in looked} == {200}
    panel.opens(HIRING)
    assert "disabled" in panel.page.attributes["play-it-withdraws"]
    assert "Kaya Demir is known here already" in panel.posts("/as/rita/world/play", story="withdraws").read("notice")


def test_a_story_ends_when_somebody_has_seen_enough(panel: Panel) -> None:
    panel.presses("play-it-accepted")
    panel.reads("1 of 23", "strip")
    assert panel.presses("play-stop").like("strip") == []
    assert "disabled" not in panel.page.attributes["clock-hour"]


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}
