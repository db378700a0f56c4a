"""A candidate is turned down after the screening, and gets a letter that was read twice before it left."""

from sandbox.stories import cards, scenes
from sandbox.stories import scenes_decision as decision
from sandbox.stories import scenes_interview as interview
from sandbox.stories.telling import Candidate, Story

TOMAS = Candidate("Tomas Brandt", "tomas.brandt@example.com", "Infrastructure engineer", "Europe/Berlin")
SUBJECT = "Your application for Infrastructure engineer"
LEAK = "Dee Ivanova marked you 1 out of 5 for problem-solving."

STORY = Story(
    "after-screening",
    "Tomas: turned down after the screening, with a letter",
    TOMAS,
    (
        scenes.opens_application(TOMAS),
        scenes.books(TOMAS, "Initial interview", {"screening": ["cy", "dee"]}),
        scenes.panel_accepts(TOMAS),
        interview.interview_runs(TOMAS),
        interview.hands_in_card(TOMAS, "dee", cards.CLEAR_NO, most_taps=9, of="1 of 2"),
        interview.hands_in_card(TOMAS, "cy", cards.WITH_HINTS, most_taps=15, of="2 of 2"),
        interview.was_quiet(TOMAS, ["cy", "dee"], most=4),
        decision.cards_are_read(TOMAS, "rita", cards.CLEAR_NO.note, cards.WITH_HINTS.note),
        decision.turns_down(TOMAS, "rita", "The task stayed open, with every hint given."),
        decision.a_leak_is_kept_back(TOMAS, "rita", LEAK, "mark"),
        decision.letter_is_called_back(TOMAS, "rita"),
        decision.letter_is_written(TOMAS, "rita", evening=True),
        decision.letter_leaves(TOMAS, SUBJECT, "What you did well", "I wish you well"),
    ),
)
