"""What people choose from: menus, radio buttons, checkboxes. Every choice carries the value that a form posts."""

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from sandbox.page.drawing.spot import Spot
from sandbox.page.drawing.templates import html
from sandbox.page.drawing.texts import words_of
from sandbox.slack.elements import least_typed
from sandbox.slack.filling import is_offered
from sandbox.slack.shapes import JSON

FILTERED_FROM = 9  # choices: fewer are seen at a glance


@dataclass(frozen=True)
class Choice:
    value: str
    words: str
    chosen: bool
    group: str = ""
    drawn: Markup | str = ""
    description: Markup | str = ""
    described: str = ""  # the same for an option of the browser's own menu


def menu(spot: Spot) -> Markup:
    """One of several, as a native select."""
    chosen = _chosen_values(spot)
    choices = _choices(spot, chosen)
    groups = [(label, list(inside)) for label, inside in groupby(choices, lambda it: it.group)]
    return html("choices.menu", spot=spot, groups=groups, chosen=bool(chosen))


def multi_menu(spot: Spot) -> Markup:
    """Several, as checkboxes behind what is chosen already."""
    choices = _choices(spot, _chosen_values(spot))
    groups = [(label, list(inside)) for label, inside in groupby(choices, lambda it: it.group)]
    chosen = [it.words for it in choices if it.chosen]
    asks = spot.element["type"] == "multi_external_select"
    return html(
        "choices.multi_menu", spot=spot, groups=groups, chosen=chosen, asks=asks, least=least_typed(spot.element),
        filtered=len(choices) >= FILTERED_FROM, most=spot.element.get("max_selected_items"),
    )  # fmt: skip


def external_menu(spot: Spot) -> Markup:
    """What the bot suggests while one types; suggest.js asks it."""
    chosen = spot.value or {}
    return html(
        "choices.external_menu", spot=spot, least=least_typed(spot.element),
        value=chosen.get("value", ""), words=words_of(chosen.get("text")),
    )  # fmt: skip


def listed(spot: Spot) -> Markup:
    """Radio buttons and checkboxes."""
    kind = "radio" if spot.element["type"] == "radio_buttons" else "checkbox"
    return html("choices.listed", spot=spot, kind=kind, choices=_choices(spot, _chosen_values(spot)))


def _chosen_values(spot: Spot) -> list[str]:
    value = spot.value
    held = value if isinstance(value, list) else [value] if value else []
    return [str(it["value"]) if isinstance(it, dict) else str(it) for it in held]


def _choices(spot: Spot, chosen: list[str]) -> list[Choice]:
    """Those on offer, and before them what is chosen though nobody offers it (any more)."""
    offered = _offered(spot, chosen)
    known = {it.value for it in offered}
    reader = spot.around.reader
    others = [
        Choice(value, _chosen_words(spot, value) or reader.name_of(value), chosen=True)
        for value in chosen
        if value not in known
    ]
    return [*others, *offered]


def _chosen_words(spot: Spot, value: str) -> str:
    held = spot.value if isinstance(spot.value, list) else [spot.value]
    return next((words_of(it["text"]) for it in held if isinstance(it, dict) and it["value"] == value), "")


def _offered(spot: Spot, chosen: list[str]) -> list[Choice]:
    kind = spot.element["type"]
    if "users" in kind:
        people = sorted(spot.around.members, key=lambda it: it.real_name.casefold())
        return [Choice(it.id, it.real_name, it.id in chosen) for it in people]
    if "channels" in kind or "conversations" in kind:
        private_too = "conversations" in kind
        rooms = [it for it in spot.around.channels if private_too or it.kind == "public_channel"]
        return [
            Choice(it.id, f"#{it.name}", it.id in chosen) for it in rooms if it.name and is_offered(spot.element, it)
        ]
    grouped = [
        (words_of(it["label"]), option) for it in spot.element.get("option_groups") or () for option in it["options"]
    ]
    loose = [("", option) for option in spot.element.get("options") or ()]
    return [_choice(spot, option, chosen, label) for label, option in [*loose, *grouped]]


def _choice(spot: Spot, option: JSON, chosen: list[str], group: str) -> Choice:
    value, description = str(option["value"]), option.get("description")
    return Choice(
        value, words_of(option["text"]), value in chosen, group,
        described=words_of(description),
        drawn=spot.drawn(option["text"]), description=spot.drawn(description) if description else "",
    )  # fmt: skip
