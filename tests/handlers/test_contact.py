"""Nobody is left in silence: a promised day, a holding note when it has passed, or a word why none is needed."""

from datetime import date, timedelta

import pytest

from bot import timetable
from handlers import contact, contact_view
from sandbox.faults import Kind
from storage import applications, audit, contacts, messages, standings
from tests.handlers.deciding import (
    a_candidate,
    a_conversation,
    debriefed,
    decides,
    hiring_headline,
    screened,
    thread_text,
)
from tests.handlers.lettering import ADA, REASON
from tests.handlers.scheduling import opens_candidate

LATE = "Ada Example should have heard from us"


def days_pass(company, number):
    """Looked at each morning, when the working day begins."""
    for _ in range(number):
        company.clock.advance(timedelta(days=1))
        company.works()


def told(company, who="rita"):
    return [it for it in company[who].dms if LATE in it.all_text and not it.ephemeral]


def promised(company, candidate):
    with company.db.read() as tx:
        return contact.of(tx, standings.of(tx, applications.get(tx, candidate)))


def home(company, who="rita"):
    company.at_rest()
    return company[who].home.text


def overdue(company):
    """Applied on Monday; by Thursday they should have heard from us, it is Friday."""
    candidate = a_candidate(company, "applied")
    days_pass(company, 4)
    return candidate


def test_who_applies_is_told_by_when_they_hear_from_us(company):
    opens_candidate(company)
    (received,) = company.mailbox.of(ADA)
    assert "You will hear from us by Thursday, 4 March 2027, whatever the answer is." in received.text
    assert company["rita"].types("/candidate", "Ada").ok
    assert "They hear from us by Thursday, 4 March 2027" in company["rita"].modal.text
    company["rita"].opens_home()
    assert "Thursday, 4 March 2027: Ada Example" in home(company)


def test_when_the_day_has_passed_the_coordinator_is_told_once_and_sees_it_on_home(company):
    overdue(company)
    (notice,) = told(company)
    assert notice.buttons == ["Send a holding note", "Not needed, because …"]
    company["rita"].opens_home()
    assert "*Ada Example* should have heard from us by Thursday, 4 March 2027" in home(company)
    days_pass(company, 3)
    assert len(told(company)) == 1
    assert company.mailbox.of(ADA) == []


def test_a_holding_note_is_read_sent_and_names_the_new_day(company):
    candidate = overdue(company)
    rita = company["rita"]
    assert rita.presses("Send a holding note", told(company)[0]).ok
    rita.fills_in({"They hear from us by": date(2027, 3, 11)})
    assert rita.hands_in().ok, rita.modal.errors
    assert "You're not forgotten" in rita.modal.text
    assert "by Thursday, 11 March 2027" in rita.modal.text
    assert rita.hands_in().ok
    company.at_rest()
    assert "A note is on its way to them." in told(company)[0].all_text
    assert promised(company, candidate).day == date(2027, 3, 4)
    company.passes(minutes=11)
    (mail,) = company.mailbox.of(ADA)
    assert "by Thursday, 11 March 2027, and you'll hear either way" in mail.text
    assert promised(company, candidate).day == date(2027, 3, 11)
    assert told(company)[0].buttons == []
    days_pass(company, 7)
    assert len(told(company)) == 2


def test_a_note_can_be_called_back_and_then_names_no_day(company):
    candidate = overdue(company)
    rita = company["rita"]
    assert rita.presses("Send a holding note", told(company)[0]).ok
    assert rita.hands_in().ok
    assert rita.hands_in().ok
    company.at_rest()
    assert rita.presses("Undo", rita.finds("Note to Ada Example", "bot DM")).ok
    company.passes(minutes=30)
    assert company.mailbox.of(ADA) == []
    assert promised(company, candidate).day == date(2027, 3, 4)
    assert rita.presses("Write letter", rita.finds("Note to Ada Example", "bot DM")).ok
    assert "You're not forgotten" in rita.modal.values["Text"]


def test_who_needs_no_note_has_a_reason_and_a_new_day(company):
    candidate = overdue(company)
    rita = company["rita"]
    assert rita.presses("Not needed, because …", told(company)[0]).ok
    rita.fills_in({"Because …": "We spoke on the phone.", "They hear from us by": date(2027, 3, 5)})
    assert not rita.hands_in().ok
    assert "after today" in rita.modal.errors["They hear from us by"]
    rita.fills_in({"They hear from us by": date(2027, 3, 10)})
    assert rita.hands_in().ok
    company.at_rest()
    assert promised(company, candidate).day == date(2027, 3, 10)
    assert "They hear from us by Wednesday, 10 March 2027." in told(company)[0].all_text
    with company.db.read() as tx:
        entries = [it for it in audit.of_application(tx, candidate) if it.action == "contact.waived"]
        assert "phone" not in str(entries[0].detail)
    assert "phone" not in thread_text(company)


def test_what_was_settled_meanwhile_is_not_settled_again(company):
    candidate = overdue(company)
    rita = company["rita"]
    assert rita.presses("Not needed, because …", told(company)[0]).ok
    rita.fills_in({"Because …": "We spoke on the phone."})
    with company.db.begin() as tx:
        contacts.promise(tx, candidate, date(2027, 3, 9), by=company["remy"].member.id)
    assert not rita.hands_in().ok
    assert "not waiting in silence any more" in str(rita.modal.errors)
    assert promised(company, candidate).day == date(2027, 3, 9)


def test_a_mail_that_leaves_late_settles_it(company):
    company.faults.outage("smtp.*", on=True, kind=Kind.LOSE_BEFORE)
    rita = company["rita"]
    rita.types("/candidate")
    rita.fills_in({"Name": "Ada Example", "E-mail": ADA, "Hiring manager": "Hana Sato"})
    assert rita.hands_in().ok
    company.clock.advance(timedelta(days=4))
    timetable.do_due(company.db, company.bot.calendar)
    rita.waits_for(lambda: [dm for dm in rita.dms if LATE in dm.all_text], why="to be told")
    company.faults.outage("smtp.*", on=False)
    company.at_rest()
    assert "They hear from us by" in told(company)[-1].all_text


def test_what_was_settled_before_anybody_heard_of_it_is_not_told(company):
    candidate, late = a_candidate(company, "applied"), date(2027, 3, 4)
    with company.db.begin() as tx:
        contacts.promise(tx, candidate, date(2027, 3, 9), by=company["remy"].member.id)
        to = company["rita"].member.id
        messages.post(tx, contact_view.key(candidate, late), contact_view.OVERDUE, candidate, late.isoformat(), to=to)
    company.at_rest()
    assert not company["rita"].dms


def test_nobody_is_told_outside_their_working_hours(company):
    a_candidate(company, "applied")
    company.clock.advance(timedelta(days=4, hours=14))  # ten at night on Friday
    company.works()
    assert told(company) == []


def _applied(company):
    return a_candidate(company, "applied")


def _in_screening(company):
    return a_candidate(company, "screening")


def _after_screening(company):
    candidate = a_candidate(company)
    a_conversation(company, candidate, "screening", "ana")
    return candidate


def _turned_down(company):
    candidate = screened(company)
    assert decides(company, "rita", "Reject", REASON).ok
    return candidate


def _offered(company):
    candidate = debriefed(company)
    assert decides(company, "hana", "Make an offer", REASON, hiring_headline(company, "hana")).ok
    return candidate


STAGES = (_applied, _in_screening, _after_screening, screened, _turned_down, debriefed, _offered)


@pytest.mark.parametrize("where", STAGES, ids=lambda it: it.__name__.strip("_"))
def test_over_weeks_everybody_is_either_written_to_or_shown_as_overdue(company, where):
    candidate = where(company)
    for _ in range(4):
        days_pass(company, 7)
        due = promised(company, candidate)
        assert due is not None
        company["rita"].opens_home()
        late = due.is_overdue(company.clock.now())
        assert late == ("*Ada Example* should have heard from us" in home(company))
        assert late == bool(told(company))
    assert told(company)


def test_a_note_that_left_is_the_word_in_force(company):
    candidate = overdue(company)
    with company.db.begin() as tx:
        contacts.promise(tx, candidate, date(2027, 3, 9), by=company["rita"].member.id)
    assert promised(company, candidate).day == date(2027, 3, 9)
