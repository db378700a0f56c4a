"""Interviews of somebody who leaves: the panel is free at once, the candidate learns it from the letter."""

from bot.hiring import application as rules
from handlers.letter_start import start_rejection
from handlers.schedule_cancel import cancel_upcoming
from sandbox.company import INTERVIEWS
from sandbox.faults import Kind
from storage import applications, letters
from tests.handlers.lettering import sends
from tests.handlers.scheduling import ADA, books_screening, event, events, guests, starts, utc

ANA = "ana@example.org"


def rejected_before_it(company):
    """Ada is turned down although a conversation stands in everybody's calendar."""
    booked = books_screening(company)
    with company.db.begin() as tx:
        application = applications.lock(tx, 1)
        closed = rules.reject(application, now=tx.now)
        applications.save(tx, closed)
        cancel_upcoming(tx, closed, by=company["rita"].member.id)
        start_rejection(tx, closed)
    company.works()
    return booked


def told(company, kind, email):
    return [it for it in company.calendars.invitations_sent if (it[0], it[2]) == (kind, email)]


def busy(company):
    return company.calendars.busy_of(ANA, utc(1, 0), utc(9, 0))


def letter_leaves(company):
    sends(company, ask_interview_date="Tuesday, 2 March 2027")
    company.passes(hours=1)


def test_a_rejection_frees_the_panel_at_once_and_the_candidate_knows_nothing_yet(company):
    before = rejected_before_it(company)
    assert busy(company) == []
    assert "Cancelled:" in company["ana"].dms[0].all_text
    assert guests(event(company)) == {ADA}
    assert starts(event(company)) == starts(before)
    assert not told(company, "cancel", ADA)
    assert not told(company, "update", ADA)
    assert not told(company, "cancel", ANA)


def test_once_the_letter_has_left_the_event_goes_too(company):
    rejected_before_it(company)
    letter_leaves(company)
    assert not events(company)
    assert len(told(company, "cancel", ADA)) == 1
    company.works()
    assert len(told(company, "cancel", ADA)) == 1


def test_a_letter_called_back_holds_the_event_back_too(company):
    rejected_before_it(company)
    sends(company, ask_interview_date="Tuesday, 2 March 2027")
    company["rita"].presses("Undo")
    company.at_rest()
    company.passes(hours=1)
    assert guests(event(company)) == {ADA}
    assert not told(company, "cancel", ADA)


def test_while_nobody_knows_whether_the_letter_left_the_event_stays(company):
    rejected_before_it(company)
    sends(company, ask_interview_date="Tuesday, 2 March 2027")
    company.faults.plan("smtp.data", Kind.LOSE_AFTER)
    company.passes(minutes=15)
    assert guests(event(company)) == {ADA}
    company["rita"].presses("It arrived")
    company.at_rest()
    assert not events(company)
    assert len(told(company, "cancel", ADA)) == 1


def test_an_event_somebody_deleted_meanwhile_is_not_made_again(company):
    before = rejected_before_it(company)
    company.calendars.removes(INTERVIEWS, before["id"])
    company.works()
    letter_leaves(company)
    assert not events(company)
    assert len(events(company, gone=True)) == 1


def test_an_event_deleted_just_before_the_rejection_is_not_made_again(company):
    before = books_screening(company)
    company.calendars.removes(INTERVIEWS, before["id"])
    with company.db.begin() as tx:
        closed = rules.reject(applications.lock(tx, 1), now=tx.now)
        applications.save(tx, closed)
        cancel_upcoming(tx, closed, by=company["rita"].member.id)
        start_rejection(tx, closed)
    company.works()
    assert len(events(company, gone=True)) == 1
    assert not events(company)


def test_whoever_withdraws_gets_the_mail_and_then_the_event_goes(company):
    books_screening(company)
    company.faults.plan("smtp.connect", Kind.LOSE_BEFORE, times=2)
    company["rita"].presses("Withdraw", on=company["rita"].sees("hiring")[-1])
    assert company["rita"].hands_in().ok
    company.at_rest()
    with company.db.read() as tx:
        assert letters.of_application(tx, 1)[-1].state == "sent"
    assert busy(company) == []
    assert not events(company)
    assert len(told(company, "cancel", ADA)) == 1
