"""Over Gmail a bot that is killed with a letter in its hands looks for it when it is back, and nobody is asked."""

import pytest

from tests.company import a_living_company
from tests.handlers.lettering import ADA, letter_of, rejected
from tests.handlers.scoring import told
from tests.killed.test_killed import leaves


@pytest.fixture
def company(database_url):
    with a_living_company(database_url, over_gmail=True) as living:
        yield living


@pytest.mark.parametrize("point", ["letter drafted", "letter begun", "letter handed over"])
def test_a_letter_leaves_once_whenever_the_bot_is_killed(company, killed, point):
    candidate = rejected(company)
    killed(point, lambda: leaves(company))
    assert len(company.mailbox.of(ADA)) == 1
    assert letter_of(company, candidate).state == "sent"
    assert company.gmail.drafts == {}
    assert len([call for call in company.gmail.calls if call.method == "drafts.create"]) == 1
    assert not told(company, "rita", "We cannot tell")
