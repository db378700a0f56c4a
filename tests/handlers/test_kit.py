"""The kit: before the interview, while it runs, and afterwards."""

from dataclasses import replace
from datetime import timedelta

from bot.hiring.interview import Answer, InterviewState
from handlers import kit
from sandbox.company import INTERVIEWS
from sandbox.faults import Kind
from storage import interviews, messages
from tests.handlers.deciding import a_candidate, person_id
from tests.handlers.scheduling import HOUR, books_screening, event, looks, thread, utc
from tests.handlers.scoring import an_interview, told, writes

SOON = timedelta(minutes=30)


def test_a_quarter_of_an_hour_before_everybody_on_the_panel_gets_the_kit(company):
    an_interview(company, a_candidate(company), "ana", "bo", starts_in=SOON, focus=("problem_solving", "motivation"))
    company.passes(minutes=14)
    assert not told(company, "ana", "Plan")
    company.passes(minutes=1)
    [sent] = told(company, "ana", "Plan")
    for words in (
        "10 min · Background conversation",
        "Task: Peak finding",
        "1. Which neighbours do the two ends have?",
        "Empty list, one element",
        "Algorithmic optimisation: Walking along works.",
        "Problem-solving process, not just a correct answer",
        "Problem-solving ability",
        "Sees the core quickly, weighs trade-offs",
        "Which hard problem did you choose",
        "Offer five quiet minutes",
    ):
        assert words in sent.all_text
    assert "Scalability" not in sent.all_text  # not asked for this role
    assert sent.buttons == []
    assert len(told(company, "bo", "Plan")) == 1
    assert not told(company, "cy", "Plan")


def test_from_the_start_notes_can_be_taken_and_afterwards_it_says_handed_in(company):
    an_interview(company, a_candidate(company), "ana", starts_in=SOON)
    company.passes(minutes=15)
    company.passes(minutes=15)
    [sent] = told(company, "ana", "Plan")
    assert sent.buttons == ["Take notes"]
    company["ana"].presses("Take notes", sent)
    assert company["ana"].modal.title == "Notes"
    company["ana"].closes()
    company.passes(minutes=45)
    writes(company, "ana")
    [sent] = told(company, "ana", "Plan")
    assert sent.buttons == []
    assert "Handed in" in sent.all_text


def test_the_start_is_noticed_once(company):
    interview = an_interview(company, a_candidate(company), "ana", starts_in=SOON)
    company.passes(minutes=45)
    with company.db.read() as tx:
        wanted = messages.get(tx, f"kit:{interview}:{person_id(company, 'ana')}").wanted
    company.passes(minutes=20)
    with company.db.read() as tx:
        assert messages.get(tx, f"kit:{interview}:{person_id(company, 'ana')}").wanted == wanted == 2


def test_the_repo_setup_shows_the_repository_and_its_snags(company):
    candidate = a_candidate(company, "onsite")
    an_interview(company, candidate, "ana", session="repo_setup", starts_in=timedelta(minutes=10))
    company.works()
    [sent] = told(company, "ana", "Plan")
    with company.db.read() as tx:
        repository = tx.book.current.repositories[0]
    assert repository.url in sent.all_text
    assert f"{repository.expected_minutes} min expected" in sent.all_text


def test_a_kit_is_never_sent_after_the_interview(company):
    an_interview(company, a_candidate(company), "ana", starts_in=SOON)
    company.clock.advance(timedelta(hours=2))  # nobody was awake meanwhile
    company.works()
    assert not told(company, "ana", "Plan")
    assert len(told(company, "ana", "is over")) == 1


def test_a_kit_that_slack_would_not_take_in_time_is_not_sent_late(company):
    an_interview(company, a_candidate(company), "ana", starts_in=SOON)
    company.faults.plan("chat.postMessage", Kind.RATE_LIMITED, seconds=1)
    company.clock.advance(timedelta(minutes=15))
    kit.send_kits(company.db)
    company.faults.waits_until_met()
    company.clock.advance(timedelta(hours=2))
    company.at_rest()
    assert not told(company, "ana", "Plan")


def test_nobody_who_cannot_come_and_nobody_of_a_cancelled_interview_gets_one(company):
    interview = an_interview(company, a_candidate(company), "ana", "bo", starts_in=SOON)
    with company.db.begin() as tx:
        interviews.answer(tx, interview, person_id(company, "bo"), Answer.DECLINED)
    company.passes(minutes=15)
    assert not told(company, "bo", "Plan")
    with company.db.begin() as tx:
        interviews.save(tx, replace(interviews.get(tx, interview), state=InterviewState.CANCELLED))
        messages.refresh_all(tx, f"kit:{interview}:")
    company.passes(minutes=30)
    assert not told(company, "ana", "Plan")
    assert len(told(company, "ana", "cancelled, nothing is left to do")) == 1


def until(company, moment):
    company.clock.move_to(moment)
    company.works()


def test_a_kit_sent_before_a_move_shows_the_new_time_and_is_not_sent_twice(company):
    books_screening(company)
    until(company, utc(2, 9, 45))
    [sent] = told(company, "ana", "Plan")
    company["rita"].presses("Reschedule", on=thread(company)[0])
    looks(company, first="2027-03-04", last="2027-03-04")
    assert company["rita"].hands_in().ok
    company.at_rest()
    [moved] = told(company, "ana", "Plan")
    assert moved.ts == sent.ts
    assert "Mar 4, 2027" in moved.all_text
    assert moved.buttons == []
    until(company, utc(2, 10, 5))
    assert told(company, "ana", "Plan")[0].buttons == []
    until(company, utc(4, 9, 50))
    until(company, utc(4, 10))
    [begun] = told(company, "ana", "Plan")
    assert begun.ts == sent.ts
    assert begun.buttons == ["Take notes"]


def test_kit_and_bell_come_at_the_new_time_only_when_the_event_was_dragged(company):
    books_screening(company)
    company.works()
    company.calendars.moves(INTERVIEWS, event(company)["id"], utc(3, 14), utc(3, 14) + HOUR)
    company.works()
    for moment in (utc(2, 9, 45), utc(2, 10), utc(2, 11)):
        until(company, moment)
    assert not told(company, "ana", "Plan")
    assert not told(company, "ana", "is over")
    until(company, utc(3, 13, 45))
    assert len(told(company, "ana", "Plan")) == 1
    until(company, utc(3, 15))
    assert len(told(company, "ana", "is over")) == 1
    until(company, utc(4, 12))
    assert len([dm for dm in company["ana"].dms if "Write scorecard" in dm.buttons]) == 2  # bell and nudge


def test_the_kit_of_an_interview_that_took_place_is_not_called_cancelled_when_its_candidate_leaves(company):
    candidate = a_candidate(company)
    interview = an_interview(company, candidate, "ana", starts_in=timedelta(minutes=15))
    company.passes(hours=2)
    rita = company["rita"]
    assert rita.presses("Withdraw", rita.finds("Ada Example", "hiring")).ok
    assert rita.hands_in().ok
    with company.db.begin() as tx:
        messages.refresh(tx, kit.key(interview, person_id(company, "ana")))
    company.at_rest()
    (shown,) = told(company, "ana", "Plan")
    assert "cancelled" not in shown.all_text


def test_whoever_was_asked_for_a_scorecard_reads_that_none_is_needed_once_the_candidate_has_left(company):
    an_interview(company, a_candidate(company), "ana", starts_in=timedelta(minutes=15))
    company.passes(minutes=75)
    (bell,) = told(company, "ana", "is over. Please write down")
    assert "Write scorecard" in bell.buttons
    rita = company["rita"]
    assert rita.presses("Withdraw", rita.finds("Ada Example", "hiring")).ok
    assert rita.hands_in().ok
    company.at_rest()
    assert told(company, "ana", "no scorecard is needed any more")
