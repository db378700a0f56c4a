"""[I'll be there] and [I can't], and who takes the seat."""

from bot.hiring import access
from handlers import headline
from storage import applications, people
from tests.handlers.scheduling import (
    ADA,
    INTERVIEWERS,
    asked,
    books_screening,
    event,
    guests,
    is_busy,
    mails,
    sees_answer,
    starts,
    thread,
    utc,
)


def said(company, label, who="ana"):
    outcome = company[who].presses(label, on=asked(company, who))
    assert outcome.ok
    company.at_rest()


def told(company, words="can't come"):
    return company["rita"].waits_for(lambda: next((dm for dm in company["rita"].dms if words in dm.all_text), None))


def suggestion(company):
    return company["rita"].waits_for(
        lambda: next((dm for dm in company["rita"].dms if "At the same time:" in dm.all_text), None)
    )


def test_whoever_will_be_there_sees_it_noted_and_so_does_the_thread(company):
    books_screening(company)
    said(company, "I'll be there")
    message = asked(company, "ana")
    assert message.buttons == []
    assert "You'll be there" in message.all_text
    assert "Ana Duarte (comes)" in thread(company)[0].all_text


def test_a_no_reaches_the_coordinator_with_the_best_replacement_and_the_time_kept(company):
    books_screening(company)
    said(company, "I can't")
    message = suggestion(company)
    assert "Ana Duarte can't come" in message.all_text
    assert "is free then and has the fewest recent interviews (0)" in message.all_text
    assert message.buttons == ["Replace", "Reschedule"]
    assert asked(company, "ana").buttons == []


def test_replacing_takes_one_tap_and_a_submit_and_keeps_event_and_time(company):
    before = books_screening(company)
    said(company, "I can't")
    company["rita"].presses("Replace", on=suggestion(company))
    form = sees_answer(company["rita"])
    joins = form.values["Who takes the seat?"]
    assert company["rita"].hands_in().ok
    company.at_rest()
    after = event(company)
    assert (after["id"], starts(after)) == (before["id"], starts(before))
    assert "ana@example.org" not in guests(after)
    assert len(guests(after)) == 2
    newcomer = next(name for name in INTERVIEWERS if company[name].member.real_name == joins)
    assert asked(company, newcomer).buttons == ["I'll be there", "I can't"]
    assert "Somebody else takes your seat" in company["ana"].dms[0].all_text
    assert f"{joins} (asked)" in thread(company)[0].all_text
    assert "Settled" in told(company).all_text
    assert len(mails(company, "Initial interview")) == 1


def test_whoever_said_no_is_not_asked_again_for_the_same_seat(company):
    books_screening(company)
    is_busy(company, "cy", "dee")
    said(company, "I can't")
    company["rita"].presses("Replace", on=suggestion(company))
    sees_answer(company["rita"])
    company["rita"].hands_in()
    company.at_rest()
    said(company, "I can't", "bo")
    message = told(company, "Nobody else who can lead it is free")
    assert "Bo Lindqvist can't come" in message.all_text


def test_when_nobody_else_is_free_replace_says_so_and_offers_a_new_time(company):
    books_screening(company)
    is_busy(company, "bo", "cy", "dee", start=utc(2, 10), end=utc(2, 11))
    company["rita"].presses("Replace", on=thread(company)[0])
    window = sees_answer(company["rita"])
    assert "Nobody else who can lead" in window.text
    assert window.buttons == ["Reschedule"]


def test_somebody_who_is_not_on_the_panel_cannot_answer_for_it(company):
    books_screening(company)
    with company.db.read() as tx:
        about = headline.about(tx, applications.of_email(tx, ADA)[0])
        bo, ana = (people.get(tx, company[name].member.id) for name in ("bo", "ana"))
    assert not access.may(bo, "interview.accept", about)
    assert access.may(ana, "interview.accept", about)


def test_an_interviewer_cannot_move_cancel_or_replace(company):
    books_screening(company)
    (note,) = thread(company)
    for label in ("Reschedule", "Cancel interview", "Replace"):
        company["bo"].presses(label, on=note)
        assert company["bo"].modal is None
    assert company["bo"].finds("This takes a recruiter or the coordinator")
