"""Whatever people do to an interview, and in whichever order: at rest, calendar, Slack and database say the same.

A few run always; SEQUENCES=200 says how many instead, FIRST_SEED=40 where to begin. A failure tells both, and the steps.
"""

import logging
import os
from collections import Counter

import pytest

from bot.relay.messages import Pace
from sandbox.company import INTERVIEWS
from tests.handlers.scheduling import INTERVIEWERS, change_person
from tests.handlers.sequences import Sequence

EACH = 5  # sequences that one company lives through
NUMBER = int(os.environ.get("SEQUENCES", "10"))
FIRST = int(os.environ.get("FIRST_SEED", "0"))

log = logging.getLogger(__name__)


@pytest.mark.parametrize("first", range(FIRST, FIRST + NUMBER, EACH))
def test_at_rest_calendar_slack_and_database_say_the_same_and_nobody_is_told_twice(company, first):
    _without_waiting(company)
    runs = [Sequence(company, seed, first) for seed in range(first, min(first + EACH, FIRST + NUMBER))]
    for run in runs:
        run.plays()
        run.leaves()
    untold = [run for run in runs if run.held_back]
    for run in untold:
        run.gets_the_letter()
    company.passes(hours=1)
    for run in untold:
        run.has_the_letter()
    assert not company.calendars.events_of(INTERVIEWS)
    log.info("%s sequences: %s", len(runs), dict(sum((run.done for run in runs), Counter())))


def _without_waiting(company):
    """Neither real time nor anybody's load is what this is about."""
    company.bot.relay._deliveries["message"]._pace = Pace(seconds=0)
    for name in INTERVIEWERS:
        change_person(company, name, max_per_day=9, max_per_week=45)
