"""The real bot, which kills itself at a named point.

Commits and transports are wrapped; nothing of the bot is replaced. The *count*-th time the point is reached the process
writes its name into the file *note* and is gone (SIGKILL): nothing is finished, flushed or closed. `work` is the bot
without such a fate, for whoever kills it from outside.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot import logs
from bot.app import Bot
from bot.ports import Mail, Mailer
from bot.serve import serve
from bot.settings import read_settings
from integrations.gmail import GmailMailer
from integrations.google_calendar import GoogleCalendar
from integrations.slack import SlackMessenger
from integrations.smtp import SmtpMailer
from storage import audit, drafts
from storage.database import Database, Tx

Reached = Callable[[str], None]

POINTS = (
    "draft kept",  # a keystroke is committed; the window has no answer yet
    "scorecard unkept",  # everything is written, nothing is committed
    "scorecard kept",  # committed; the person has no answer yet
    "reply claimed",  # a thread post: claimed in a commit, Slack not called yet
    "reply posted",  # Slack did it; not settled yet
    "event claimed",
    "event inserted",
    "letter claimed",
    "letter drafted",  # Gmail has the draft; its id is not kept yet
    "letter begun",  # "DATA begun" is committed; the text has not left yet
    "letter handed over",
)


class Fate:
    def __init__(self, point: str, count: int, note: Path) -> None:
        self._point, self._left, self._note = point, count, note
        self._lock = threading.Lock()

    def reached(self, point: str) -> None:
        if point != self._point:
            return
        with self._lock:
            self._left -= 1
            if self._left == 0:
                self._note.write_text(point, encoding="utf-8")
                os.kill(os.getpid(), signal.SIGKILL)


def run(point: str, count: int, environ: Mapping[str, str], note: Path, said: Path | None = None) -> None:
    """Work until the fate comes."""
    if point not in POINTS:
        raise SystemExit(f"{point!r} is no point; there are {', '.join(POINTS)}")
    fate = Fate(point, count, note)
    wrap_commits(fate.reached)
    wrap_posts(fate.reached)
    wrap_inserts(fate.reached)
    wrap_letters(fate.reached)
    wrap_drafts(fate.reached)
    work(environ, said)


def work(environ: Mapping[str, str], said: Path | None = None) -> None:
    """Until it is killed. What it logs goes to the end of *said*."""
    if said is not None:
        log = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(log, sys.stderr.fileno())
        logs.set_up()
    threading.Thread(target=_end_with_the_test, name="end with the test", daemon=True).start()
    bot = Bot(read_settings(environ, env_file=Path("no-such-file")))
    bot.enter_channels()
    bot.start()
    serve(bot)
    threading.Event().wait()


def _end_with_the_test() -> None:
    """Should that be killed itself, nobody is left to end the bots."""
    test = multiprocessing.parent_process()
    if test is not None:
        test.join()
        os._exit(1)


def wrap_commits(reached: Reached) -> None:
    """Told by the audit rows they keep; a draft has none."""
    add, begin, keep = audit.add, Database.begin, drafts.keep

    def add_and_note(tx: Tx, **entry: Any) -> None:
        add(tx, **entry)
        tx.info.setdefault("actions", []).append(entry["action"])

    def keep_and_note(tx: Tx, *args: Any, **how: Any) -> Any:
        tx.info.setdefault("actions", []).append("draft")
        return keep(tx, *args, **how)

    @contextmanager
    def begin_and_tell(db: Database, once: str | None = None) -> Iterator[Tx]:
        with begin(db, once) as tx:
            yield tx
            if "scorecard.handed_in" in tx.info.get("actions", ()):
                reached("scorecard unkept")
        if "scorecard.handed_in" in tx.info.get("actions", ()):
            reached("scorecard kept")
        if tx.info.get("actions") == ["draft"]:
            reached("draft kept")

    audit.add = add_and_note  # type: ignore[assignment]
    drafts.keep = keep_and_note  # type: ignore[assignment]
    Database.begin = begin_and_tell  # type: ignore[method-assign,assignment]


def wrap_posts(reached: Reached) -> None:
    post = SlackMessenger.post

    def post_and_tell(slack: SlackMessenger, *args: Any, **how: Any) -> Any:
        reached("reply claimed" if how.get("thread") else "post claimed")
        posted = post(slack, *args, **how)
        reached("reply posted" if how.get("thread") else "post posted")
        return posted

    SlackMessenger.post = post_and_tell  # type: ignore[method-assign]


def wrap_inserts(reached: Reached) -> None:
    insert = GoogleCalendar.insert

    def insert_and_tell(calendar: GoogleCalendar, *args: Any, **how: Any) -> Any:
        reached("event claimed")
        live = insert(calendar, *args, **how)
        reached("event inserted")
        return live

    GoogleCalendar.insert = insert_and_tell  # type: ignore[method-assign]


def wrap_letters(reached: Reached) -> None:
    for mailer in (SmtpMailer, GmailMailer):
        mailer.send = _told(mailer.send, reached)  # type: ignore[method-assign,assignment]


def _told(send: Callable[..., None], reached: Reached) -> Callable[..., None]:
    def send_and_tell(mailer: Mailer, mail: Mail, *, begun: Callable[[str | None], None], **how: Any) -> None:
        def begin_and_tell(draft: str | None) -> None:
            begun(draft)
            reached("letter begun")

        reached("letter claimed")
        send(mailer, mail, begun=begin_and_tell, **how)
        reached("letter handed over")

    return send_and_tell


def wrap_drafts(reached: Reached) -> None:
    write = GmailMailer._write

    def write_and_tell(mailer: GmailMailer, mail: Mail) -> str:
        draft = write(mailer, mail)
        reached("letter drafted")
        return draft

    GmailMailer._write = write_and_tell  # type: ignore[method-assign]
