"""A candidate is turned down after the on-site, and gets a letter from the hiring manager."""

from sandbox.stories import cards, scenes
from sandbox.stories import scenes_debrief as debrief
from sandbox.stories import scenes_decision as decision
from sandbox.stories import scenes_interview as interview
from sandbox.stories.telling import Candidate, Story

NOOR = Candidate("Noor Haddad", "noor.haddad@example.com", "Software engineer", "Europe/London")
LOOP = {"repo_setup": ["dee"], "project_deep_dive": ["ana", "cy"]}

STORY = Story(
    "after-onsite",
    "Noor: turned down after the on-site, with a letter",
    NOOR,
    (
        scenes.opens_application(NOOR),
        scenes.books(NOOR, "Initial interview", {"screening": ["bo"]}),
        scenes.panel_accepts(NOOR),
        interview.interview_runs(NOOR),
        interview.is_late(NOOR, "bo"),
        interview.hands_in_card(NOOR, "bo", cards.CLEAR_YES, most_taps=15, of="1 of 1"),
        interview.was_quiet(NOOR, ["bo"], most=4),
        decision.advances(NOOR, "Solved the task alone."),
        scenes.books(NOOR, "Your on-site with", LOOP, days_ahead=7),
        scenes.panel_accepts(NOOR),
        interview.interview_runs(NOOR),
        interview.interview_runs(NOOR),
        interview.hands_in_card(NOOR, "dee", cards.SETS_UP_WITH_NUDGES, most_taps=15, of="1 of 3"),
        interview.hands_in_card(NOOR, "ana", cards.DROVE_IN_PART, most_taps=15, of="2 of 3"),
        interview.hands_in_card(NOOR, "cy", cards.KNEW_THE_GOAL, most_taps=15, of="3 of 3"),
        debrief.debrief_opens(NOOR, ["ana", "bo", "cy", "dee"]),
        debrief.everybody_votes(
            NOOR,
            keep={"bo": "Yes", "dee": "No"},
            change={"ana": ("No", "The setup worries me more now."), "cy": ("No", "I had not seen the setup.")},
        ),
        debrief.manager_reads(NOOR, cards.SETS_UP_WITH_NUDGES.note, cards.DROVE_IN_PART.note),
        decision.turns_down(NOOR, "hana", "We cannot give the support that the first months would need."),
        decision.letter_is_written(NOOR, "hana", reader="rita"),
        decision.letter_leaves(NOOR, "Your application for Software engineer", "I wish you well"),
    ),
)
