"""A bot that is killed at the worst moments loses nothing and doubles nothing once it is started again."""

from datetime import timedelta

import pytest

from tests.handlers.deciding import a_candidate, thread_text
from tests.handlers.lettering import ADA, letter_of, rejected, writes
from tests.handlers.scheduling import events, looks, mails, opens_candidate, opens_form, thread
from tests.handlers.scoring import SAID, STEP_ONE, STEP_TWO, card, draft, held, told

three_times = pytest.mark.parametrize(
    ("engine", "run"), [("sqlite", 1), ("sqlite", 2), ("sqlite", 3), ("postgresql", 4)], indirect=["engine"]
)


@three_times
def test_a_scorecard_kept_before_the_answer_is_kept_once_and_pressing_again_says_so(company, killed, run):
    interview = held(company, a_candidate(company), "ana")
    ana = company["ana"]
    answers = []
    killed("scorecard kept", lambda: answers.append(hands_in_whole_card(ana)))
    assert not answers[0].ok
    assert card(company, interview, "ana").answers.strength == STEP_TWO["strength"]
    assert ana.hands_in().ok  # the window still stands there, text and all
    assert "Already done by you at 8:00" in ana.modal.text.replace("08", "8")
    company.at_rest()
    assert thread_text(company).count("1 of 1 scorecard is in") == 1
    ana.loses_the_window()
    ana.types("/scorecard")
    assert ana.modal.buttons == ["Correct"]  # nothing is owed any more


@three_times
def test_a_scorecard_that_was_not_kept_yet_is_as_if_never_pressed_and_its_text_is_there(company, killed, run):
    interview = held(company, a_candidate(company), "ana")
    ana = company["ana"]
    answers = []
    killed("scorecard unkept", lambda: answers.append(hands_in_whole_card(ana)))
    assert not answers[0].ok
    assert card(company, interview, "ana") is None
    assert "scorecard is in" not in thread_text(company)
    assert draft(company, interview, "ana")["strength"] == STEP_TWO["strength"]
    assert ana.hands_in().ok  # the window still stands there
    company.at_rest()
    assert card(company, interview, "ana").answers.strength == STEP_TWO["strength"]
    assert thread_text(company).count("1 of 1 scorecard is in") == 1


@three_times
@pytest.mark.parametrize("point", ["reply claimed", "reply posted"])
def test_a_post_in_a_thread_stands_there_once(company, killed, point, run):
    held(company, a_candidate(company), "ana")
    killed(point, lambda: hands_in_whole_card(company["ana"]))
    assert thread_text(company).count("1 of 1 scorecard is in") == 1
    assert len(told(company, "ana", "handed in")) <= 1


@three_times
@pytest.mark.parametrize("point", ["event claimed", "event inserted"])
def test_an_interview_stands_in_the_calendar_once(company, killed, point, run):
    opens_candidate(company)
    opens_form(company)
    looks(company, people_screening=[company["ana"]])
    assert company["rita"].modal.submit == "Book"
    killed(point, company["rita"].hands_in)
    (event,) = events(company)
    assert events(company, gone=True) == [event]
    assert len(mails(company, "interview")) == 1
    assert sum("Initial interview" in reply.all_text for reply in thread(company)) == 1


@three_times
def test_a_letter_killed_before_its_text_began_to_leave_is_sent_once_on_restart(company, killed, run):
    candidate = rejected(company)
    killed("letter claimed", lambda: leaves(company))
    assert len(company.mailbox.of(ADA)) == 1
    assert letter_of(company, candidate).state == "sent"
    assert not told(company, "rita", "We cannot tell")


@three_times
def test_a_letter_killed_while_its_text_was_leaving_is_held_and_shown_to_its_writer(company, killed, run):
    candidate = rejected(company)
    killed("letter begun", lambda: leaves(company))
    assert company.mailbox.of(ADA) == []
    assert letter_of(company, candidate).state == "held"
    (asked,) = told(company, "rita", "We cannot tell whether this letter left.")
    assert company["rita"].presses("Send again", asked).ok
    company.at_rest()
    assert len(company.mailbox.of(ADA)) == 1
    assert letter_of(company, candidate).state == "sent"


@three_times
def test_a_letter_killed_after_it_was_handed_over_is_never_sent_again_by_itself(company, killed, run):
    candidate = rejected(company)
    killed("letter handed over", lambda: leaves(company))
    assert letter_of(company, candidate).state == "held"
    (asked,) = told(company, "rita", "We cannot tell whether this letter left.")
    assert company["rita"].presses("It arrived", asked).ok
    company.at_rest()
    assert len(company.mailbox.of(ADA)) == 1
    assert letter_of(company, candidate).state == "sent"


def hands_in_whole_card(person):
    assert person.types("/scorecard").ok
    person.fills_in(STEP_ONE)
    assert person.hands_in().ok
    person.fills_in(STEP_TWO)
    return person.hands_in()


def leaves(company):
    """Rita previews and sends it; the undo window passes while the bot works."""
    assert writes(company).ok
    assert company["rita"].hands_in().ok
    company.clock.advance(timedelta(minutes=11))


@three_times
@pytest.mark.parametrize("keystroke", [1, 3])
def test_whoever_types_while_it_dies_finds_every_character_again(company, killed, keystroke, run):
    interview = held(company, a_candidate(company), "ana")
    ana = company["ana"]
    texts = [SAID[:10], SAID[:20], SAID]

    def types():
        assert ana.types("/scorecard").ok
        for text in texts[:keystroke]:
            ana.fills_in({"note.problem_solving": text})

    killed("draft kept", types, count=keystroke)
    assert draft(company, interview, "ana")["note.problem_solving"] == texts[keystroke - 1]
    ana.loses_the_window()
    ana.types("/scorecard")
    assert "Kept as a draft. Only you can see it." in ana.modal.text
    assert texts[keystroke - 1] in ana.modal.text
    ana.fills_in(STEP_ONE)
    assert ana.hands_in().ok
    ana.fills_in(STEP_TWO)
    assert ana.hands_in().ok
    assert card(company, interview, "ana")
