"""Candidates' ways through the company, played by its people through Slack, calendars and mail alone."""

from sandbox.stories import accepted, withdraws

STORIES = (accepted.STORY, withdraws.STORY)
