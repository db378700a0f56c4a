"""`python -m sandbox.page`: opens the company where it was left, serves its page until Ctrl-C, and saves it."""

import argparse
import errno
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Sequence
from pathlib import Path

from sandbox.bot_process import ROOT, BotDied
from sandbox.history import unpack
from sandbox.page.house import open_house
from sandbox.page.house_folder import ADDRESS, ANOTHER, InUse
from sandbox.page.server import PageServer
from sandbox.saved import CannotOpen

PORT = 8642
FOLDER = ROOT / ".try"


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parser().parse_args(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)  # all the same: close and save
    try:
        _serves(asked)
    except (BotDied, CannotOpen, InUse) as wrong:
        return _told(str(wrong))
    except OSError as wrong:
        if wrong.errno != errno.EADDRINUSE:
            return _told(f"The company cannot be opened: {wrong}.")
        return _told(f"Port {asked.port} is taken, perhaps by this page in another folder. Use another one: {ANOTHER}")
    except KeyboardInterrupt:
        print(f"\nClosed. It goes on where it was: {asked.folder} keeps it, --reset begins anew.")
    return 0


def _serves(asked: argparse.Namespace) -> None:
    """Until somebody interrupts. Raises KeyboardInterrupt, once everything is saved."""
    print("The company opens …", flush=True)
    with open_house(asked.folder, past=None if asked.fresh else unpack, reset=asked.reset) as house:
        server = PageServer(house, port=asked.port)
        address = server.start()
        (asked.folder / ADDRESS).write_text(address, encoding="ascii")
        print(f"The company is open: {address}   (Ctrl-C closes it)", flush=True)
        try:
            if asked.browser and _has_a_display():
                webbrowser.open(address)
            threading.Event().wait()
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C would leave the bot behind
            server.stop()
            (asked.folder / ADDRESS).unlink(missing_ok=True)


def _has_a_display() -> bool:
    return sys.platform == "darwin" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _told(words: str) -> int:
    print(words, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox.page", description="The company in your browser.")
    parser.add_argument(
        "--port", type=int, default=PORT, help="of the page, on this machine only (default: %(default)s)"
    )
    parser.add_argument(
        "--folder", type=Path, default=FOLDER, help="where the company is kept between two runs (default: %(default)s)"
    )
    parser.add_argument("--reset", action="store_true", help="throw away what is kept there and begin anew")
    parser.add_argument("--fresh", action="store_true", help="where it begins: on its first day, without a past")
    parser.add_argument("--no-browser", dest="browser", action="store_false", help="only print the address")
    return parser


if __name__ == "__main__":
    sys.exit(main())
