"""The command line: `interview-bot run | check | backup | restore | verify | …`.

It ends with 0 when all went well, 1 when something outside is wrong, 2 when what was set up has to be mended first.
"""

import argparse
import gc
import logging
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from slack_bolt.error import BoltError
from slack_sdk.errors import SlackApiError

from bot import check, logs
from bot.app import Bot
from bot.arrival import await_slack, patiently
from bot.csv_files.commands import export_to, import_file
from bot.csv_files.sheet import SheetProblems
from bot.erasing import erase
from bot.keeping import Refused, backup, look
from bot.manifest import find_manifest, for_http
from bot.ports import CallFailed
from bot.process_file import ProcessProblems
from bot.restoring import restore
from bot.serve import serve
from bot.settings import WrongSettings, read_settings
from bot.stopping import AskedToStop
from integrations.google_login import NoConsent, consent
from storage import migrate
from storage.anchor import parsed
from storage.engine import DatabaseUnusable
from storage.presence import AnotherBotRuns
from storage.seals import Head

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
        return int(asked.does(asked))
    except (WrongSettings, ProcessProblems, SheetProblems) as wrong:
        return _told(SET_UP, *(str(problem) for problem in wrong.problems), blotted=False)  # they quote what is theirs
    except Refused as wrong:
        return _told(OUTSIDE, *wrong.lines)
    except FileExistsError as wrong:
        return _told(SET_UP, f"{wrong.filename} is there already. Name a new folder.")
    except (DatabaseUnusable, NoConsent) as wrong:
        return _told(SET_UP, str(wrong))
    except AnotherBotRuns as wrong:
        return _told(OUTSIDE, str(wrong))
    except (BoltError, SlackApiError, CallFailed, OSError) as wrong:
        return _told(OUTSIDE, f"Could not start: {_reason(wrong)}. `interview-bot check` looks at every part.")


def run(_: argparse.Namespace) -> int:
    """Work until SIGTERM or SIGINT; what is under way is finished first. A second signal does not wait."""
    with AskedToStop() as asked_to_stop:
        settings = read_settings()
        await_slack(settings, asked_to_stop)
        if not asked_to_stop.is_set():
            _work(Bot(settings), asked_to_stop)
    return 0


def _work(bot: Bot, asked_to_stop: AskedToStop) -> None:
    try:
        patiently(bot.enter_channels, asked_to_stop)
        if asked_to_stop.is_set():
            return
        bot.start()
        served = serve(bot)
        gc.freeze()  # what there is by now stays: looked through again and again, it would hold up answers
        log.info("Interview Bot is ready")
        asked_to_stop.wait()
        log.info("stopping: finishing what is under way")
        served.stop()
    finally:
        bot.stop()
    log.info("stopped")


def bring_up_to_date(_: argparse.Namespace) -> int:
    """Bring the database's schema up to this code's."""
    migrate.upgrade(read_settings().database_url)
    return _answered(["The database is up to date."])


def google_login(asked: argparse.Namespace) -> int:
    """Have the recruiting account consent in a browser, and keep that for GOOGLE_CREDENTIALS."""
    consent(asked.client, asked.to, port=asked.port, open_browser=not asked.no_browser, mail=asked.gmail)
    return _answered([f"Done. Now set GOOGLE_CREDENTIALS={asked.to}"])


def bring_in(asked: argparse.Namespace) -> int:
    """Import people or candidates from a file."""
    told = import_file(asked.kind, asked.file, dry_run=asked.dry_run, skip_wrong_lines=asked.skip_wrong_lines)
    return _answered(told)


def manifest(asked: argparse.Namespace) -> int:
    """Print Slack's app manifest: app.yaml as it is, or with --url the one for HTTP mode."""
    url = asked.url
    if url is not None and not url.startswith("https://"):
        return _told(SET_UP, "--url: Slack only sends to an address that begins with https://.")
    source = find_manifest().read_text(encoding="utf-8")
    print(source if url is None else for_http(source, url), end="")  # noqa: T201  # the answer to a command
    return 0


def save(asked: argparse.Namespace) -> int:
    """Save a copy of the database beside a bot that may be at work."""
    saved, findings = backup(asked.file, force=asked.force)
    _answered([saved])
    return _told(OUTSIDE, *(f"In the copy: {finding}" for finding in findings)) if findings else 0


def verify(asked: argparse.Namespace) -> int:
    """Say whether everything that is remembered is whole and fits together."""
    findings = look([asked.head] if asked.head else [])
    if findings:
        return _told(OUTSIDE, *(str(finding) for finding in findings))
    return _answered(["All is whole: the audit's chain, every row, and what they say of each other."])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="interview-bot", description="Coordinates engineering interviews in Slack.")
    parser.add_argument("--version", action="version", version=f"%(prog)s {_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, does, help_ in (
        ("run", run, "run the bot until it is told to stop"),
        ("check", lambda _: check.run(), "look at every part it needs, and say what is wrong and how to mend it"),
        ("migrate", bring_up_to_date, "bring the database up to date (run does it too)"),
    ):
        commands.add_parser(name, help=help_).set_defaults(does=does)
    printed = commands.add_parser("manifest", help="print Slack's app manifest")
    printed.add_argument("--url", metavar="https://…", help="for HTTP mode: where Slack's requests reach the bot")
    printed.set_defaults(does=manifest)
    _add_google_login(commands)
    _add_csv(commands)
    _add_backup(commands)
    _add_erase(commands)
    return parser


def _version() -> str:
    """Nothing depends on it: run straight from the code, without an installation, everything else works as well."""
    try:
        return version("interview-bot")
    except PackageNotFoundError:
        return "not installed"


def _add_google_login(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    login = commands.add_parser("google-login", help="let the bot use a recruiting account's calendars")
    login.add_argument(
        "--client", type=Path, required=True, metavar="FILE", help="the OAuth client's JSON (type: Desktop app)"
    )
    login.add_argument("--to", type=Path, default=Path("google.json"), metavar="FILE", help="where the consent is kept")
    login.add_argument("--port", type=int, default=8765, help="where the browser comes back to on this machine")
    login.add_argument("--gmail", action="store_true", help="let it send the account's mail too (SMTP_URL=gmail:)")
    login.add_argument("--no-browser", action="store_true", help="print the address instead of opening it")
    login.set_defaults(does=google_login)


def _add_csv(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    brought = commands.add_parser("import", help="people or candidates from a CSV file")
    brought.add_argument("kind", choices=("people", "candidates"))
    brought.add_argument("file", type=Path, metavar="FILE.csv")
    brought.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
    brought.add_argument(
        "--skip-wrong-lines", action="store_true", help="import the lines without mistakes, and tell the others"
    )
    brought.set_defaults(does=bring_in)
    taken = commands.add_parser("export", help="people, candidates, scorecards and decisions as CSV files")
    taken.add_argument("folder", type=Path, metavar="FOLDER")
    taken.set_defaults(does=lambda asked: _answered(export_to(asked.folder)))


def _add_backup(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    saved = commands.add_parser("backup", help="save a copy of the database, also while the bot works")
    saved.add_argument("file", type=Path, metavar="FILE")
    saved.add_argument("--force", action="store_true", help="replace FILE if it is there")
    saved.set_defaults(does=save)
    back = commands.add_parser("restore", help="put a backup in place; nothing is sent again until looked for")
    back.add_argument("file", type=Path, nargs="?", metavar="FILE", help="without it: a backup that is there already")
    back.add_argument("--force", action="store_true", help="although `verify` finds something wrong with it")
    back.set_defaults(does=lambda asked: _answered(restore(asked.file, force=asked.force)))
    verified = commands.add_parser("verify", help="look whether all that is remembered is whole; changes nothing")
    verified.add_argument("--head", type=_head, metavar="NUMBER:HASH", help="an audit head that was printed before")
    verified.set_defaults(does=verify)


def _add_erase(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    forgotten = commands.add_parser("erase", help="forget who a candidate was, and every word about them")
    forgotten.add_argument("email", metavar="EMAIL", help="the address they applied with")
    forgotten.add_argument("--yes", action="store_true", help="do it; without, only say what would be erased")
    forgotten.set_defaults(does=lambda asked: _answered(erase(asked.email, sure=asked.yes)))


def _head(words: str) -> Head:
    head = parsed(words)
    if head is None:
        raise argparse.ArgumentTypeError(f"{words!r} is not a head as `backup` prints it, like 12:0f3a…")
    return head


def _answered(lines: Iterable[str]) -> int:
    for line in lines:
        print(line)  # noqa: T201  # the answer to a command
    return 0


def _told(code: int, *lines: str, blotted: bool = True) -> int:
    for line in lines:
        print(logs.blot(line) if blotted else line, file=sys.stderr)  # noqa: T201  # for whoever started it
    return code


def _reason(wrong: Exception) -> str:
    if isinstance(wrong, SlackApiError):
        return f"Slack says {wrong.response.get('error')}"
    return str(wrong).split("\n", 1)[0]


if __name__ == "__main__":
    sys.exit(main())
