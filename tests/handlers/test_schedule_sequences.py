"""Whatever people do to an interview, and in whichever order: at rest, calendar, Slack and database say the same.

They run when asked for: SEQUENCES=200 says how many, FIRST_SEED=40 where to begin.
"""

import os

import pytest

from bot.relay.messages import Pace
from tests.handlers.scheduling import INTERVIEWERS, change_person
from tests.handlers.sequences import Sequence, violations

EACH = 20  # sequences that one company lives through
NUMBER = int(os.environ.get("SEQUENCES", "0"))
FIRST = int(os.environ.get("FIRST_SEED", "0"))


@pytest.mark.parametrize("first", range(FIRST, FIRST + NUMBER, EACH))
def test_at_rest_calendar_slack_and_database_say_the_same_and_nobody_is_told_twice(company, first):
    company.bot.relay._deliveries["message"]._pace = Pace(seconds=0)  # real time is not what this is about
    for name in INTERVIEWERS:
        change_person(company, name, max_per_day=9, max_per_week=45)
    for seed in range(first, first + EACH):
        run = Sequence(company, seed)
        run.plays()
        found = violations(run)
        assert not found, _told(run, found)
        run.leaves()
        found = violations(run)
        assert not found, _told(run, found)


def _told(run, found):
    return "\n".join([f"seed {run.seed}:", *run.steps, "", "violations:", *found])
