"""`python -m sandbox`: the demo. It ends with 0 only if everybody saw what the stories say they see."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from sandbox.bot_process import BotDied
from sandbox.demo import Ended, play
from sandbox.picture import Picture
from sandbox.stories import STORIES
from sandbox.stories.telling import StoryBroken
from sandbox.summary import table_of
from sandbox.terminal import Terminal


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    asked = parser.parse_args(arguments)
    unknown = set(asked.stories) - {story.name for story in STORIES}
    if unknown:
        parser.error(f"there is no story called {', '.join(sorted(unknown))}")
    if asked.picture and asked.stories:
        parser.error("the picture shows all stories: leave their names out")
    stories = [story for story in STORIES if not asked.stories or story.name in asked.stories]
    terminal = Terminal()
    picture = Picture(terminal)
    try:
        ended = play(picture, stories, http=asked.http, gmail=asked.gmail, database_url=asked.database)
    except (StoryBroken, BotDied) as broken:
        terminal.console.print(f"\n✗ {broken}", style="red", markup=False)
        return 1
    except KeyboardInterrupt:
        terminal.console.print("\nStopped.")
        return 130
    _close(terminal.console, ended)
    if asked.picture:
        picture.save(asked.picture, ended)
    return 0


def _close(console: Console, ended: Ended) -> None:
    console.print()
    console.print(table_of(ended.lines))
    console.print(
        f"✓ Everybody saw what they should: {ended.steps} steps in {ended.seconds:.0f} seconds.", style="green"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A company in a box, and four candidates.")
    parser.add_argument("--http", action="store_true", help="signed HTTP requests instead of Socket Mode")
    parser.add_argument("--gmail", action="store_true", help="mail leaves over Gmail instead of SMTP")
    parser.add_argument(
        "--database", default="", metavar="URL", help="where the bot remembers; else a fresh SQLite file"
    )
    parser.add_argument("--picture", type=Path, metavar="FILE", help="save the README's picture, as SVG")
    parser.add_argument(
        "stories", nargs="*", metavar="story", help=f"of {', '.join(it.name for it in STORIES)}; else all"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
