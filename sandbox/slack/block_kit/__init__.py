"""Slack's rules for what a bot may show: blocks, messages and views, checked before the sandbox takes them.

The numbers are those of Slack's documentation. Where Slack is lenient and a person would see something broken,
the sandbox is strict.
"""

from sandbox.slack.block_kit.calls import mentions
from sandbox.slack.block_kit.message import problems_of_message
from sandbox.slack.block_kit.problem import Problem
from sandbox.slack.block_kit.reading import readable_text
from sandbox.slack.block_kit.view import problems_of_view

__all__ = ["Problem", "mentions", "problems_of_message", "problems_of_view", "readable_text"]
