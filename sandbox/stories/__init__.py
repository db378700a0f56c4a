"""Candidates' ways through the company, played by its people through Slack, calendars and mail alone."""

from sandbox.stories import accepted

STORIES = (accepted.STORY,)
