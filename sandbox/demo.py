"""A whole run: the company opens, the real bot connects to it, its people play the stories."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from sandbox.bot_process import ROOT, a_running_bot
from sandbox.company import open_company
from sandbox.stories import STORIES, scenes
from sandbox.stories.sights import Audience
from sandbox.stories.telling import Story, Telling
from sandbox.summary import Line, lines_of


@dataclass(frozen=True)
class Ended:
    """What the world shows in the end, how many steps it took, and how many seconds."""

    lines: list[Line]
    steps: int
    seconds: float


def play(
    audience: Audience,
    stories: Sequence[Story] = STORIES,
    *,
    http: bool = False,
    gmail: bool = False,
    database_url: str = "",
) -> Ended:
    """Raises StoryBroken where somebody does not see what the story says, and BotDied."""
    begun = time.monotonic()
    with TemporaryDirectory(prefix="interview-bot-") as folder, open_company(ROOT / "app.yaml") as company:
        with a_running_bot(company, Path(folder), database_url=database_url, http=http, gmail=gmail) as bot:
            telling = Telling(company, audience, bot.must_be_alive)
            telling.plays(scenes.team_is_set_up(), 1, 1)
            for number, story in enumerate(stories, start=1):
                telling.tells(story, number, len(stories))
        lines = lines_of(company, tuple(story.candidate for story in stories))
    return Ended(lines, telling.steps, time.monotonic() - begun)
