"""Slack may be away for a moment while the machine starts: that is no reason to give up."""

import logging
from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from bot.app import slack_client
from bot.ports import Doubtful, Gone, Never, Revoked, SurelyNot, TryLater
from bot.settings import Settings
from bot.stopping import AskedToStop
from integrations.slack_answers import answered

log = logging.getLogger(__name__)

PATIENCE = 60.0  # seconds of real time; whoever started us starts us again
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0


def await_slack(settings: Settings, stop: AskedToStop) -> None:
    """Return once Slack answers, refusals included, or *stop* is set. Raises CallFailed when it is away too long."""
    client = slack_client(settings)
    with suppress(Never, Gone, Revoked):  # it answered: what it refuses is told by whoever needs it
        patiently(lambda: answered(client.auth_test), stop)


def patiently(work: Callable[[], object], stop: AskedToStop) -> None:
    """Do *work*, again while it fails for what passes, until *stop* is set. Raises CallFailed when that lasts."""
    pause, until = FIRST_PAUSE, monotonic() + PATIENCE
    while not stop.is_set():
        try:
            work()
        except (SurelyNot, Doubtful, TryLater) as failure:
            if monotonic() + pause > until:
                raise
            log.warning("Slack does not answer (%s), I try again", failure.reason)
        else:
            return
        stop.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE)
