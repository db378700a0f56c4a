"""Everything that is pressed: buttons, overflow menus, feedback and icons.

A press is posted as `press`: `block_id/action_id`, followed by the `/value` that it says, where it says one.
"""

from markupsafe import Markup

from sandbox.page.drawing.links import followed, outside
from sandbox.page.drawing.spot import Spot
from sandbox.page.drawing.templates import html
from sandbox.page.drawing.texts import plain_drawn, words_of
from sandbox.slack.shapes import JSON

_ICONS = {"trash": "Delete"}


def button(spot: Spot) -> Markup:
    it = spot.element
    words = plain_drawn(words_of(it.get("text")))
    return _pressed(spot, _says(spot), words, spot.id, url=str(it.get("url", "")), style=str(it.get("style", "")))


def overflow(spot: Spot) -> Markup:
    options = [_option(spot, at, option) for at, option in enumerate(spot.element["options"])]
    return html("buttons.overflow", spot=spot, options=options)


def feedback_buttons(spot: Spot) -> Markup:
    votes = [spot.element[key] for key in ("positive_button", "negative_button")]
    buttons = [_option(spot, at, vote) for at, vote in enumerate(votes)]
    return html("buttons.feedback", spot=spot, buttons=buttons)


def icon_button(spot: Spot) -> Markup:
    it = spot.element
    label = words_of(it.get("text")) or _ICONS.get(it.get("icon", ""), str(it.get("icon", "")))
    return _pressed(spot, _says(spot), plain_drawn(label), spot.id, style="icon")


def _says(spot: Spot) -> str:
    value = spot.element.get("value")
    return spot.name if value is None else spot.named(str(value))


def _option(spot: Spot, at: int, option: JSON) -> Markup:
    words = plain_drawn(words_of(option.get("text")))
    description = plain_drawn(words_of(option.get("description")))
    return _pressed(
        spot, spot.named(str(option["value"])), words, f"{spot.id}--{at}",
        url=str(option.get("url", "")), label=str(option.get("accessibility_label", "")), description=description,
    )  # fmt: skip


def _pressed(
    spot: Spot, press: str, words: Markup, number: str, *,
    url: str = "", style: str = "", label: str = "", description: Markup | str = "",
) -> Markup:  # fmt: skip
    """A button, or a link that is pressed on the way."""
    label = label or str(spot.element.get("accessibility_label", ""))
    address = followed(url, spot.around) if url else ""
    given = {"spot": spot, "press": press, "words": words, "id": number, "style": style, "label": label}
    if address:
        return html("buttons.link", **given, description=description, address=address, outside=outside(address))
    return html("buttons.button", **given, description=description)
