"""One candidate from application to an accepted offer."""

from sandbox.stories import scenes
from sandbox.stories.telling import Candidate, Story

ADA = Candidate("Ada Vance", "ada.vance@example.com", "Software engineer", "Europe/Lisbon")

STORY = Story(
    "accepted",
    "Ada: from application to an accepted offer",
    ADA,
    (
        scenes.opens_application(ADA),
        scenes.books(ADA, "Initial interview"),
        scenes.panel_accepts(ADA),
    ),
)
