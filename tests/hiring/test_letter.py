"""What may and may not stand in a letter."""

from pathlib import Path

import pytest

from bot.hiring.letter import check, labels_of, write
from bot.process_file import load_process

PROCESS = load_process(Path(__file__).parents[2] / "process.yaml")
RULES = PROCESS.letter_rules
SCREENING = PROCESS.letters["rejection_after_screening"]
VALUES = {
    "candidate_first_name": "Noor",
    "role": "Software engineer",
    "company": "Example Works",
    "sender_name": "Tomasz Rabe",
    "interview_date": "3 March",
    "interviewer_first_names": "Ida and Ben",
}
LETTER = write(SCREENING, VALUES).body


def complaints(text, template=SCREENING):
    found = check(text, template, RULES, forbidden_names=["Ida", "Ben"], labels=labels_of(PROCESS))
    return [str(complaint) for complaint in found]


def letter_with(sentence):
    return LETTER.replace("I wish you well", f"{sentence}\n\nI wish you well")


BAD = {
    "Your mark for problem solving was 2.": "reads like a mark",
    "You got 3/5 in problem solving.": "reads like a mark",
    "You got 3 out of 5 for the task.": "reads like a mark",
    "The panel gave a mark of two.": "reads like a mark",
    "You were rated 2 for reasoning.": "reads like a mark",
    "Your scorecards were mixed.": "reads like a mark",
    "Your reasoning was below the bar.": "recommendation from a scorecard",
    "We noted a clear concern about testing.": "a label from the scorecard",
    "Both were a strong no.": "recommendation from a scorecard",
    "The panel voted against you.": "recommendation from a scorecard",
    "For us this is a no-hire.": "recommendation from a scorecard",
    "It was a split decision.": "recommendation from a scorecard",
    "Ida thought the tests were thin.": "what one person thought",
    "Ida and Ben were not convinced by the plan.": "what one person thought",
    "According to Ben the loop was slow.": "what one person thought",
    "Ben's opinion was different.": "what one person thought",
    "We had stronger candidates this time.": "compares with other people",
    "Other applicants solved it faster.": "compares with other people",
    "We chose someone better suited.": "compares with other people",
    "Compared with others, the plan was short.": "compares with other people",
    "There was strong competition.": "compares with other people",
    "We will keep you in mind.": "raises a hope",
    "We will keep your CV on file.": "raises a hope",
    "There may be future opportunities for you.": "raises a hope",
    "It is a no at this time.": "raises a hope",
    "We hope to see you again.": "raises a hope",
    "Let us stay in touch.": "raises a hope",
    "Feel free to apply again.": "after how many months",
    "You would be the oldest: too old for this team.": "protected or private",
    "Your accent made it hard to follow.": "protected or private",
    "We need a native English speaker.": "protected or private",
    "With your family this would be hard.": "protected or private",
    "Ida did not like the second version.": "what one person thought",
    "We went with somebody more experienced.": "compares with other people",
    "You are not ready yet.": "raises a hope",
    "The role may open up in autumn.": "raises a hope",
    "You lack grit.": "judges character",
    "You did not seem reliable: you are not very reliable.": "judges character",
    "You are no culture  fit.": "a phrase we do not use",
    "Unfortunately the bugs stayed.": "a phrase we do not use",
    "You are OVERQUALIFIED for this.": "a phrase we do not use",
    "What you did well: {observed_strengths}": "still to be filled in",
    "[[A part that stayed.]]": "still to be filled in",
    "TODO: one nice thing": "still to be filled in",
    "word " * 80: "words; at most 170",
}


@pytest.mark.parametrize(("sentence", "why"), BAD.items())
def test_a_letter_does_not_leave_with(sentence, why):
    found = complaints(letter_with(sentence))
    assert [complaint for complaint in found if why in complaint], found


GOOD = [
    "No problem was too small for you to test.",
    "You split the decision table into three functions and named each one well.",
    "You found the race condition in the second version without a hint.",
    "You asked whether upper case and accents count before you wrote a line.",
    "You wrote a strong, clear test for the empty list.",
    "You walked the parent node before its children, and said why.",
    "You fixed 3 of the 5 cases before we mentioned them.",
    "Your loop was correct for 24/7 schedules and for the last 10 % of the file.",
    "You noticed that the score function was called twice.",
    "You named a better data structure and gave the reason.",
    "You checked other inputs than the ones we gave.",
    "One thing to practise: say your plan aloud before you type.",
    "You set up the health check endpoint in good faith that the README was right.",
    "You marked two lines as risky, and both were.",
    "You are welcome to apply again for the Software engineer role after 6 months.",
    "You wrote it so that someone else could change it.",
    "You handled a case that was not yet covered.",
    "You said that the requirements could change and left room for it.",
    "You chose the best candidate pivot in each round.",
    "Your condition in the loop was right on the first try.",
    "You compared two approaches and chose the simpler one.",
    "The questions that Ida asked about caching were answered with real examples.",
    "You kept track of the open brackets in a stack and explained it well.",
]


@pytest.mark.parametrize("sentence", GOOD)
def test_a_letter_may_say(sentence):
    assert complaints(letter_with(sentence)) == []


@pytest.mark.parametrize(
    "words",
    [
        "We will not be moving forward with your application.",
        "We won't take your application further.",
        "We have decided not to offer you the role.",
        "Your application ends here.",
        "We are unable to offer you the position.",
        "We have decided not to continue with your application.",
    ],
)
def test_many_clear_ways_to_say_that_it_does_not_go_on(words):
    assert complaints(LETTER.replace("We have decided not to take your application further.", words)) == []


@pytest.mark.parametrize("words", ["", "It was a hard choice.", "We enjoyed your solution very much."])
def test_a_letter_that_leaves_it_open_is_held(words):
    found = complaints(LETTER.replace("We have decided not to take your application further.", words))
    assert found == ["The first or second sentence has to say clearly that the application does not go on."]


def test_the_news_may_not_wait_until_the_third_sentence():
    no = "We have decided not to take your application further."
    found = complaints(LETTER.replace(no, "We liked the morning. It was sunny. " + no))
    assert found == ["The first or second sentence has to say clearly that the application does not go on."]


def test_an_empty_letter_is_held():
    assert complaints("  \n ") == ["The letter is empty."]


def test_a_letter_thanks_for_something():
    assert "The letter does not say thank you. Name something they did or gave." in complaints(
        LETTER.replace("Thank you for", "This is about")
    )


def test_the_names_of_the_panel_may_stand_in_the_thanks():
    assert "with Ida and Ben about" in LETTER
    assert complaints(LETTER) == []


def test_other_mails_are_not_held_to_the_rules_of_a_rejection():
    offer = PROCESS.letters["offer"]
    text = write(offer, {**VALUES, "answer_by": "Friday, 13 March"}).body
    assert complaints(text, offer) == []


@pytest.mark.parametrize("key", PROCESS.letters)
def test_our_own_templates_pass_with_every_variable_filled(key):
    template = PROCESS.letters[key]
    some = dict.fromkeys(template.variables, "Example") | {"reapply_after_months": "6"}
    draft = write(template, some | dict(template.defaults))
    assert complaints(draft.body, template) == []
    assert "{" not in draft.subject + draft.body
