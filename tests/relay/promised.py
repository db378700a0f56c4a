"""What was promised and what people see of it, in short words."""

import threading
import time

from bot.relay import patience
from handlers import headline
from sandbox.faults import Kind
from storage import applications, messages, outbox
from tests.handlers.scheduling import ADA

BREAKS = (Kind.LOSE_BEFORE, Kind.LOSE_AFTER, Kind.SERVER_ERROR, Kind.SERVER_ERROR_AFTER, Kind.RATE_LIMITED)
NOTE = "candidate.headline"  # any renderer draws a message; this one needs nothing but a candidate


def ada(company):
    with company.db.read() as tx:
        return applications.of_email(tx, ADA)[0]


def promises_note(company, key="note:1", **how):
    """A message of its own about Ada, in the hiring channel unless *how* says otherwise."""
    application = ada(company)
    with company.db.begin() as tx:
        messages.post(tx, key, NOTE, application.id, **{"to": application.channel, **how})


def refreshes(company, key="", times=1):
    with company.db.begin() as tx:
        for _ in range(times):
            messages.refresh(tx, key or headline.key(ada(company).id))


def states(company, group):
    with company.db.read() as tx:
        return [promise.state for promise in outbox.of_group(tx, group)]


def all_states(company):
    """Every promise ever made, by how it stands; for the words of a failed expectation."""
    with company.db.read() as tx:
        return [(it.key, it.state, it.error) for it in outbox.stuck(tx)]


def posts(company, channel="hiring"):
    return company["hana"].sees(channel)


def calls(company, method):
    return [call for call in company.workspace.calls if call.method == method]


def soon_accepted(monkeypatch, seconds):
    """How long a service that refused us is left alone, in real time."""
    monkeypatch.setattr(patience, "PAUSE", seconds)


def waits_until(predicate, timeout=10):
    """For what changes without anybody being told. *predicate* is asked every hundredth of a second."""
    deadline, never = time.monotonic() + timeout, threading.Event()
    while not predicate():
        assert time.monotonic() < deadline, "waited in vain"
        never.wait(0.01)
