"""One element where it stands: its name, its id, what is in it now, whether the bot is told of it at once."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sandbox.page.drawing.mrkdwn import mrkdwn_drawn
from sandbox.page.drawing.names import html_id, name_of
from sandbox.page.drawing.surface import Around, Surface
from sandbox.page.drawing.texts import plain_drawn, words_of
from sandbox.slack.elements import STATE, start_state
from sandbox.slack.filling import TYPED
from sandbox.slack.shapes import JSON


def text_drawn(text: JSON, around: Around) -> Markup:
    """A text object of either type."""
    if text.get("type") == "mrkdwn":
        return mrkdwn_drawn(str(text.get("text", "")), around, verbatim=bool(text.get("verbatim")))
    return plain_drawn(words_of(text))


@dataclass(frozen=True)
class Spot:
    """An interactive *element* of a *block*, and who looks at it."""

    element: JSON
    block: JSON
    surface: Surface
    around: Around

    @property
    def name(self) -> str:
        return name_of(self._block_id, self._action_id)

    def named(self, value: str) -> str:
        """With what pressing it says."""
        return name_of(self._block_id, self._action_id, value)

    @property
    def id(self) -> str:
        return html_id(self.surface.id, self._block_id, self._action_id)

    @property
    def block_html_id(self) -> str:
        return html_id(self.surface.id, self._block_id)

    @property
    def value(self) -> Any:
        """What stands in it now."""
        state = self.surface.values.get(self._block_id, {}).get(self._action_id) or start_state(self.element)
        return state.get(STATE[self.element["type"]][0])

    @property
    def placeholder(self) -> str:
        return words_of(self.element.get("placeholder"))

    @property
    def tells(self) -> str:
        """On which event the bot is told at once, "change" or "input"; "" where it hears on submit."""
        if self.block["type"] != "input":
            return "change"
        if not self.block.get("dispatch_action"):
            return ""
        if self.element["type"] not in TYPED:
            return "change"
        told_on = (self.element.get("dispatch_action_config") or {}).get("trigger_actions_on") or ()
        return "input" if "on_character_entered" in told_on else ""

    @property
    def optional(self) -> bool:
        """Whether it may be emptied again."""
        return self.block["type"] == "input" and bool(self.block.get("optional"))

    @property
    def focused(self) -> bool:
        return bool(self.element.get("focus_on_load"))

    @property
    def in_field(self) -> bool:
        return bool(self.block["type"] == "input")

    @property
    def labelled_by(self) -> str:
        """The id of the words that name it; a label of its own names it in an input block."""
        if self.in_field:
            return f"{self.block_html_id}--label"
        return f"{self.block_html_id}--text" if self.block.get("text") else ""

    @property
    def label(self) -> str:
        """For an element that nothing beside it names."""
        return "" if self.labelled_by else self.placeholder or self.element["type"].replace("_", " ")

    @property
    def error(self) -> str:
        return self.surface.errors.get(self._block_id, "") if self.in_field else ""

    @property
    def described_by(self) -> str:
        ids = [f"{self.block_html_id}--error"] * bool(self.error)
        ids += [f"{self.block_html_id}--hint"] * bool(self.in_field and self.block.get("hint"))
        return " ".join(ids)

    @property
    def confirm(self) -> dict[str, str]:
        """What the page asks first, as attributes."""
        asked = self.element.get("confirm")
        if not asked:
            return {}
        words = {part: words_of(asked.get(key)) for part, key in _CONFIRM.items()}
        return {
            f"data-confirm-{part}": said for part, said in (words | {"style": asked.get("style", "primary")}).items()
        }

    def drawn(self, text: JSON) -> Markup:
        return text_drawn(text, self.around)

    @property
    def _block_id(self) -> str:
        return str(self.block.get("block_id") or "")

    @property
    def _action_id(self) -> str:
        return str(self.element.get("action_id") or "")


_CONFIRM = {"title": "title", "text": "text", "yes": "confirm", "no": "deny"}
