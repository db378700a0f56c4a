"""What the bot writes to stderr: one JSON object per line, and nothing that a person typed.

An exception is told by its kind and place, not its words: they may quote a scorecard. E-mail addresses and tokens are
blotted out wherever they turn up.
"""

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType

from slack_sdk.errors import SlackApiError

from bot.ports import CallFailed

OURS = ("bot", "handlers", "storage", "integrations")
QUIET = {  # at INFO Bolt logs the whole body of a request with a wrong signature, slack_sdk the texts at DEBUG
    "slack_bolt": logging.WARNING,
    "slack_sdk": logging.WARNING,
    "alembic": logging.WARNING,
    "apscheduler": logging.ERROR,
    "google": logging.ERROR,
    "googleapiclient": logging.ERROR,
    "google_auth_httplib2": logging.ERROR,
    "sqlalchemy": logging.ERROR,
    "waitress": logging.ERROR,
}
SECRETS = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|xwfp-[\w-]+|[\w.+%-]+@[\w-]+(?:\.[\w-]+)+|(?<=://)[^/\s]+@")


def set_up(level: int = logging.INFO) -> None:
    """Call before Bolt's App is made: it copies its loggers' levels."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(True)
    logging.getLogger("slack_bolt").addFilter(lambda record: "`token` will be unused" not in record.getMessage())
    for name, quiet in QUIET.items():
        logging.getLogger(name).setLevel(quiet)
    threading.excepthook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.excepthook = _uncaught


@contextmanager
def quiet() -> Iterator[None]:
    """For a command that says itself what it finds."""
    before = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(before)


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage()
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": blot(said if record.name.split(".")[0] in OURS else _first_line(said)),
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"] = _named(record.exc_info[1])
            line["where"] = _places(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def blot(text: str) -> str:
    """*text* without tokens, passwords in URLs and e-mail addresses."""
    return SECRETS.sub("…", text)


def _named(error: BaseException) -> str:
    """Its kind; a service's own error name is safe to tell, other words are not."""
    if isinstance(error, SlackApiError):
        return f"SlackApiError: {error.response.get('error')}"
    return f"{type(error).__name__}: {blot(error.reason)}" if isinstance(error, CallFailed) else type(error).__name__


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]]


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0][:300]


def _uncaught(kind: type[BaseException], error: BaseException | None, where: TracebackType | None) -> None:
    logging.getLogger("bot").critical("stopped by an error", exc_info=(kind, error or kind(), where))
