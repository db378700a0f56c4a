"""Slack's Block Kit as HTML: what the bot sends, drawn as its reader sees it, with real controls that a form carries.

A block or element that is not drawn shows a box that says so; nothing is left out.
"""

from sandbox.page.drawing.blocks import drawn
from sandbox.page.drawing.mrkdwn import mrkdwn_drawn
from sandbox.page.drawing.names import pressed
from sandbox.page.drawing.surface import Around, Surface
from sandbox.page.drawing.texts import plain_drawn

__all__ = ["Around", "Surface", "drawn", "mrkdwn_drawn", "plain_drawn", "pressed"]
