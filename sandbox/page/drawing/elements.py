"""Which element is drawn how."""

from collections.abc import Callable

from markupsafe import Markup

from sandbox.page.drawing import buttons, choices, fields
from sandbox.page.drawing.spot import Spot
from sandbox.page.drawing.surface import Around, Surface
from sandbox.page.drawing.templates import html, unsupported
from sandbox.slack.shapes import JSON

_DRAWN: dict[str, Callable[[Spot], Markup]] = {
    "button": buttons.button,
    "overflow": buttons.overflow,
    "feedback_buttons": buttons.feedback_buttons,
    "icon_button": buttons.icon_button,
    **dict.fromkeys(("plain_text_input", "email_text_input", "url_text_input", "number_input"), fields.typed),
    **dict.fromkeys(("datepicker", "timepicker", "datetimepicker"), fields.picked),
    "rich_text_input": fields.rich_text_input,
    **dict.fromkeys(("static_select", "users_select", "channels_select", "conversations_select"), choices.menu),
    "external_select": choices.external_menu,
    **dict.fromkeys(
        (
            *("multi_static_select", "multi_users_select", "multi_channels_select"),
            *("multi_conversations_select", "multi_external_select"),
        ),
        choices.multi_menu,
    ),
    "radio_buttons": choices.listed,
    "checkboxes": choices.listed,
}
GROUPS = ("radio_buttons", "checkboxes")  # a fieldset, whose legend names it
SUMMARIES = tuple(kind for kind in _DRAWN if kind.startswith("multi_"))  # named by aria-labelledby


def element_drawn(element: JSON, block: JSON, surface: Surface, around: Around) -> Markup:
    kind = element.get("type")
    if kind == "image":
        return image_drawn(element, small=True)
    if kind not in _DRAWN:
        return unsupported(kind)
    return _DRAWN[str(kind)](Spot(element, block, surface, around))


def image_drawn(image: JSON, *, small: bool = False) -> Markup:
    """Nothing is loaded from outside: a picture is its words."""
    return html("layout.picture", alt=str(image.get("alt_text", "")), small=small)
