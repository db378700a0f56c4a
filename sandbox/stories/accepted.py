"""One candidate from application to an accepted offer."""

from sandbox.stories import cards, scenes
from sandbox.stories import scenes_debrief as debrief
from sandbox.stories import scenes_decision as decision
from sandbox.stories import scenes_interview as interview
from sandbox.stories import scenes_offer as offer
from sandbox.stories.telling import Candidate, Story

ADA = Candidate("Ada Vance", "ada.vance@example.com", "Software engineer", "Europe/Lisbon")
LOOP = {"repo_setup": ["bo"], "project_deep_dive": ["cy", "dee"]}

STORY = Story(
    "accepted",
    "Ada: from application to an accepted offer",
    ADA,
    (
        scenes.opens_application(ADA),
        scenes.books(ADA, "Initial interview", {"screening": ["ana", "bo"]}),
        scenes.panel_accepts(ADA),
        interview.interview_runs(ADA, "Asked what an empty list should give."),
        interview.hands_in_card(ADA, "ana", cards.CLEAR_YES, most_taps=15, of="1 of 2"),
        interview.still_blind(ADA, "bo", cards.CLEAR_YES),
        interview.hands_in_card(ADA, "bo", cards.GOOD_TOO, most_taps=15, of="2 of 2"),
        decision.cards_are_read(ADA, "rita", cards.CLEAR_YES.note, cards.GOOD_TOO.note),
        decision.advances(ADA, "Plans before typing, checks at the end."),
        scenes.books(ADA, "Your on-site with", LOOP, days_ahead=7),
        scenes.panel_accepts(ADA),
        interview.interview_runs(ADA),
        interview.hands_in_card(ADA, "bo", cards.SETS_UP_ALONE, most_taps=15, of="1 of 3"),
        interview.interview_runs(ADA),
        interview.hands_in_card(ADA, "cy", cards.DROVE_IT, most_taps=15, of="2 of 3"),
        interview.hands_in_card(ADA, "dee", cards.DROVE_IN_PART, most_taps=15, of="3 of 3"),
        debrief.debrief_opens(ADA, ["ana", "bo", "cy", "dee"]),
        debrief.everybody_votes(
            ADA,
            keep={"ana": "Yes", "bo": "Strong yes", "cy": "Yes"},
            change={"dee": ("Strong yes", "Cy heard the reasons for the queue that I had missed.")},
        ),
        debrief.manager_reads(ADA, cards.SETS_UP_ALONE.note, cards.DROVE_IT.note),
        offer.offer_is_decided(ADA, "Strong on their own; honest about the limits of their project."),
        offer.offer_is_written(ADA),
        decision.letter_leaves(ADA, "An offer from"),
        offer.offer_is_accepted(ADA),
    ),
)
