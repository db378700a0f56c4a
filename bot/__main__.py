"""The command line: `interview-bot run | check | migrate | manifest`.

It ends with 0 when all went well, 1 when something outside is wrong, 2 when what was set up has to be mended first.
"""

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from slack_bolt.error import BoltError
from slack_sdk.errors import SlackApiError

from bot import check, logs
from bot.app import Bot
from bot.arrival import await_slack
from bot.manifest import find_manifest, for_http
from bot.ports import CallFailed
from bot.process_file import ProcessProblems
from bot.serve import serve
from bot.settings import WrongSettings, read_settings
from storage import migrate
from storage.engine import DatabaseUnusable
from storage.presence import AnotherBotRuns

log = logging.getLogger("bot")

OUTSIDE, SET_UP = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    parser = _parser()
    asked = parser.parse_args(arguments)
    if asked.command is None:
        parser.print_help()
        return SET_UP
    logs.set_up()
    try:
        match asked.command:
            case "run":
                return run()
            case "check":
                return check.run()
            case "migrate":
                return bring_up_to_date()
            case _:
                return manifest(asked.url)
    except (WrongSettings, ProcessProblems) as wrong:
        return _told(SET_UP, *(str(problem) for problem in wrong.problems))
    except DatabaseUnusable as wrong:
        return _told(SET_UP, str(wrong))
    except AnotherBotRuns as wrong:
        return _told(OUTSIDE, str(wrong))
    except (BoltError, SlackApiError, CallFailed, OSError) as wrong:
        return _told(OUTSIDE, f"Could not start: {_reason(wrong)}. `interview-bot check` looks at every part.")


def run() -> int:
    """Work until SIGTERM or SIGINT; what is under way is finished first. A second signal does not wait."""
    asked_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *caught: _stop_soon(asked_to_stop, *caught))
    settings = read_settings()
    await_slack(settings, asked_to_stop)
    if asked_to_stop.is_set():
        return 0
    bot = Bot(settings)
    try:
        bot.start()
        served = serve(bot)
        log.info("Interview Bot is ready")
        asked_to_stop.wait()
        log.info("stopping: finishing what is under way")
        served.stop()
    finally:
        bot.stop()
    log.info("stopped")
    return 0


def bring_up_to_date() -> int:
    """Bring the database's schema up to this code's."""
    migrate.upgrade(read_settings().database_url)
    print("The database is up to date.")  # noqa: T201  # the answer to a command
    return 0


def manifest(url: str | None) -> int:
    """Print Slack's app manifest: app.yaml as it is, or with *url* the one for HTTP mode."""
    if url is not None and not url.startswith("https://"):
        return _told(SET_UP, "--url: Slack only sends to an address that begins with https://.")
    source = find_manifest().read_text(encoding="utf-8")
    print(source if url is None else for_http(source, url), end="")  # noqa: T201  # the answer to a command
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="interview-bot", description="Coordinates engineering interviews in Slack.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    commands.add_parser("run", help="run the bot until it is told to stop")
    commands.add_parser("check", help="look at every part it needs, and say what is wrong and how to mend it")
    commands.add_parser("migrate", help="bring the database up to date (run does it too)")
    printed = commands.add_parser("manifest", help="print Slack's app manifest")
    printed.add_argument("--url", metavar="https://…", help="for HTTP mode: where Slack's requests reach the bot")
    return parser


def _stop_soon(asked_to_stop: threading.Event, number: int, _: FrameType | None) -> None:
    asked_to_stop.set()
    signal.signal(number, signal.SIG_DFL)


def _told(code: int, *lines: str) -> int:
    for line in lines:
        print(logs.blot(line), file=sys.stderr)  # noqa: T201  # for whoever started it
    return code


def _reason(wrong: Exception) -> str:
    if isinstance(wrong, SlackApiError):
        return f"Slack says {wrong.response.get('error')}"
    return str(wrong).split("\n", 1)[0]


if __name__ == "__main__":
    sys.exit(main())
