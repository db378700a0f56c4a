"""Candidates' ways through the company, played by its people through Slack, calendars and mail alone."""

from sandbox.stories import accepted, after_onsite, after_screening, withdraws

STORIES = (accepted.STORY, after_screening.STORY, after_onsite.STORY, withdraws.STORY)
