"""`interview-bot import people|candidates FILE` and `interview-bot export FOLDER`, beside a bot that may be running."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.app import clock_of, slack_client
from bot.csv_files.candidates import import_candidates
from bot.csv_files.export import export
from bot.csv_files.people import import_people
from bot.hiring.process import Process
from bot.process_file import load_process, read_kept
from bot.settings import Settings, read_settings
from integrations.slack_directory import SlackDirectory
from storage import migrate, processes
from storage.database import Database
from storage.processes import ProcessBook


def import_file(kind: str, path: Path, *, dry_run: bool, skip_wrong_lines: bool) -> list[str]:
    """The report, line by line. *kind* is "people" or "candidates". Raises SheetProblems with nothing changed."""
    settings = read_settings()
    directory = SlackDirectory(slack_client(settings), zone=settings.company_timezone)
    with _opened(settings) as (db, process):
        if kind == "people":
            count, remarks = import_people(
                path, db, process, directory, dry_run=dry_run, skip_wrong_lines=skip_wrong_lines
            )
        else:
            count, remarks = import_candidates(
                path,
                db,
                process,
                directory,
                channel=settings.hiring_channel,
                dry_run=dry_run,
                skip_wrong_lines=skip_wrong_lines,
            )
    thing = {"people": ("person", "people"), "candidates": ("candidate", "candidates")}[kind][count != 1]
    return [
        *remarks,
        f"{count} {thing} would be imported; nothing was changed." if dry_run else f"{count} {thing} imported.",
    ]


def export_to(folder: Path) -> list[str]:
    """The report, line by line. Raises OSError when a file stands there already."""
    with _opened(read_settings()) as (db, _):
        written = export(folder, db)
    return [f"{folder / name}: {count} row{'' if count == 1 else 's'}" for name, count in written.items()]


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Database, Process]]:
    process = load_process(settings.process_file)
    migrate.upgrade(settings.database_url)
    db = Database(settings.database_url, clock_of(settings), ProcessBook(process, read_kept))
    try:
        with db.begin() as tx:
            processes.keep(tx, process, at=tx.now)
        yield db, process
    finally:
        db.close()
