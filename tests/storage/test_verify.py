"""`verify` finds what does not fit together, names it by ids, and finds nothing in a company at work."""

import pytest
from sqlalchemy import text

from storage import letters, seals, verify
from tests.databases import on_both
from tests.handlers.deciding import debriefed
from tests.handlers.lettering import rejected, sends
from tests.handlers.scheduling import books_screening

SPOILT = {
    "UPDATE application SET closed_at = '2027-02-01 08:00:00+00'": r"application 1 was closed, and no audit entry",
    "UPDATE decision SET at = '2027-02-01 08:00:00+00'": r"decision 1 on application 1 has no audit entry",
    "UPDATE scorecard SET submitted_at = '2027-02-01 08:00:00+00'": r"the scorecard of \w+ on interview 1 has no",
    "UPDATE letter SET sent_at = '2027-02-01 08:00:00+00'": r"letter 1 to application 1 was sent, and no audit entry",
    "UPDATE stay SET left_at = NULL, outcome = NULL": r"application 1 is rejected, and by its stays in 1 stages",
    "UPDATE application SET state = 'withdrawn'": r"letter 1 rejects application 1, which is withdrawn",
    "UPDATE application SET rejection_sent = NOT rejection_sent": r"application 1 does not agree with its letters",
    "UPDATE letter SET state = 'approved'": r"letter 1 to application 1 is approved, and nothing is promised",
    "UPDATE outbox SET state = 'held', args = '{\"letter\": 99}' WHERE kind = 'mail'": r"about letter 99, which is not",
    "UPDATE message SET wanted = wanted + 1 WHERE key = 'headline:1'": r"the message headline:1 is not current",
    "UPDATE message SET shown = shown + 1 WHERE key = 'headline:1'": r"headline:1 shows more than was ever wanted",
}


def found(company):
    with company.db.read() as tx:
        return "\n".join(str(finding) for finding in verify.look(tx))


def a_sent_letter(company):
    """Ada's whole way, with whatever a test's shortcuts leave unsaid put right."""
    rejected(company)
    sends(company)
    company.passes(minutes=15)
    by_hand(company, "INSERT INTO audit (at, actor, action, application_id, interview_id, detail)"
        " SELECT submitted_at, person, 'scorecard.handed_in', 1, interview_id, '{}' FROM scorecard")  # fmt: skip
    by_hand(company, "INSERT INTO audit (at, actor, action, application_id, detail)"
        " SELECT opened_at, coordinator, 'application.opened', id, '{}' FROM application")  # fmt: skip
    seals.seal(company.db)


def by_hand(company, statement):
    with company.db.begin() as tx:
        tx.execute(text(statement.replace(":", r"\:")))


@on_both
def test_a_company_at_work_is_whole_and_each_thing_that_does_not_fit_is_named(company):
    a_sent_letter(company)
    assert found(company) == ""
    for statement, words in SPOILT.items():
        with company.db.begin() as tx:
            tx.execute(text(statement.replace(": ", r"\: ").replace("e:1", r"e\:1")))
            told = "\n".join(str(finding) for finding in _look(tx))
            tx.rollback()
        with pytest.raises(AssertionError, match=words):
            assert told == "", statement


def _look(tx):
    """Without the wish to read only: the spoilt rows are never kept."""
    return [verify.Finding(words, cure) for check, cure in verify.CHECKS.items() for words in check(tx)]


def test_who_sits_on_two_interviews_at_once_is_named_unless_a_person_dragged_one_there(company):
    books_screening(company)
    by_hand(company, "INSERT INTO interview (application_id, session, stage, starts_at, ends_at, zone, state, version)"
        " SELECT application_id, session, stage, starts_at, ends_at, zone, state, 1 FROM interview")  # fmt: skip
    by_hand(company, "INSERT INTO seat SELECT 2, person, position, focus, answer FROM seat WHERE interview_id = 1")
    assert "sits on interviews 1 and 2, which overlap" in found(company)
    by_hand(company, "INSERT INTO audit (at, actor, action, application_id, interview_id, detail)"
        """ VALUES ('2027-03-01 08:00:00', 'bot', 'interview.moved', 1, 2, '{"where": "calendar"}')""")  # fmt: skip
    assert "overlap" not in found(company)


def test_an_offer_that_nobody_decided_is_named(company):
    candidate = debriefed(company)
    with company.db.begin() as tx:
        drafted = letters.draft(
            tx, f"offer:{candidate}", application=candidate, kind="offer", to="a@b.c", subject="", body=""
        )
        letters.approve(tx, drafted.id, send_at=tx.now)
    assert f"letter {drafted.id} offers application {candidate} a job, and nobody decided that" in found(company)
