"""In Socket Mode nobody can ask how the bot is: the log says when promises are late, and when they are not any more."""

import logging
from datetime import timedelta

from bot import health
from tests.handlers.scheduling import opens_candidate
from tests.relay.promised import promises_note, soon_accepted, waits_until


def test_the_log_says_that_promises_are_late_and_why_and_when_it_is_over(company, caplog, monkeypatch):
    soon_accepted(monkeypatch, timedelta(seconds=0.2))
    caplog.set_level(logging.WARNING, "bot.health")
    watch = health.watched(company.db, company.bot.relay)
    opens_candidate(company)
    watch()
    company.workspace.revoked = True
    promises_note(company)
    waits_until(lambda: company.bot.relay.paused_by)
    watch()
    assert lines(caplog) == []
    company.clock.advance(timedelta(minutes=2))
    watch()
    [line] = lines(caplog)
    assert "the oldest for 120 s (Slack: token_revoked)" in line
    company.workspace.revoked = False
    company.at_rest()
    watch()
    watch()
    assert lines(caplog)[1:] == ["health: nothing is late any more"]


def lines(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "bot.health"]
