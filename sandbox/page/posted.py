"""What a page's form holds, put into Slack's elements as if it had been typed and picked there."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from multidict import MultiMapping

from sandbox.page.drawing.names import name_of
from sandbox.slack.channels import Post
from sandbox.slack.desk import Desk, Surface
from sandbox.slack.elements import PRESSABLE, STATE, elements_of
from sandbox.slack.gestures import Outcome
from sandbox.slack.shapes import JSON

Form = MultiMapping[Any]
GONE = "This has changed meanwhile. Look again."  # said to whoever touches what is not there any more


def keep_all(desk: Desk, surface: Surface, form: Form) -> None:
    """Everything that stands in *form* is typed; the bot does not hear of it."""
    with desk.workspace.change():
        for block, element in _inputs(surface):
            desk.put(surface, block, element, _wanted(desk, element, form, name_of(*_ids(block, element))), tells=False)


def keep_one(desk: Desk, surface: Surface, form: Form, name: str) -> Outcome:
    """One control changed; the bot hears of it where Slack would tell. Raises LookupError when it is gone."""
    block, element = control(surface, name)
    return desk.put(surface, block, element, _wanted(desk, element, form, name))


def pressed(desk: Desk, surface: Surface, block_id: str, action_id: str, value: str | None) -> Outcome:
    """A button, or one of several that an element has. Raises LookupError when it is gone."""
    with desk.workspace.changed:
        block, element, chosen = _pressable(surface, block_id, action_id, value)
    return desk.press(surface, block, element, chosen)


def control(surface: Surface, name: str) -> tuple[JSON, JSON]:
    """The element of this name and its block. Raises LookupError when it is gone."""
    found = next((it for it in elements_of(surface.blocks) if name_of(*_ids(*it)) == name), None)
    if found is None:
        raise LookupError("that is not there any more")
    return found


def surface_of(desk: Desk, surface_id: str) -> Surface:
    """The message, modal or Home that the page calls so. Raises LookupError when it is not there any more."""
    workspace, user = desk.workspace, desk.actor.member.id
    for view in (workspace.windows.top(user), workspace.windows.home(user)):
        if view and view.id == surface_id:
            return view
    found = next((post for post in _posts(desk, surface_id)), None)
    if found is None:
        raise LookupError("that is not there any more")
    return found


def _posts(desk: Desk, surface_id: str) -> Iterator[Post]:
    channel, _, ts = surface_id.removeprefix("m-").partition("-")
    places = {place.id: place for place in desk.places()}
    if channel in places:
        yield from (post for post in desk.visible(places[channel]) if post.ts == ts.replace("-", "."))


def _inputs(surface: Surface) -> Iterator[tuple[JSON, JSON]]:
    known = {name for name in STATE if name != "rich_text_input"}
    return ((block, element) for block, element in elements_of(surface.blocks) if element["type"] in known)


def _ids(block: JSON, element: JSON) -> tuple[str, str]:
    return block["block_id"], element["action_id"]


def _pressable(surface: Surface, block_id: str, action_id: str, value: str | None) -> tuple[JSON, JSON, JSON]:
    """What was pressed, and what that says: the same action with the same value, in the block it stood in.

    Slack makes new ids for an edited message's blocks, so that failing it is the only such one anywhere.
    """
    alike = [
        (block, element, chosen)
        for block, element in elements_of(surface.blocks)
        if element["action_id"] == action_id and (chosen := _chosen(element, value)) is not None
    ]
    found = [it for it in alike if it[0]["block_id"] == block_id] or alike
    if len(found) != 1:
        raise LookupError("that is not there any more")
    return found[0]


def _chosen(element: JSON, value: str | None) -> JSON | None:
    """None where nothing in *element* says *value*."""
    match element["type"]:
        case "overflow":
            option = next((it for it in element["options"] if it["value"] == value), None)
            return {"selected_option": option} if option else None
        case "feedback_buttons":
            votes = (element["positive_button"], element["negative_button"])
            return next(({"text": it["text"], "value": value} for it in votes if it["value"] == value), None)
        case _:
            return {} if element["type"] in PRESSABLE and element.get("value") == value else None


def _wanted(desk: Desk, element: JSON, form: Form, name: str) -> Any:
    given = [str(value) for value in form.getall(name, [])]
    if element["type"] == "checkboxes" or element["type"].startswith("multi_"):
        return given
    value = given[0] if given else ""
    if not value:
        return None
    if element["type"] == "datetimepicker":
        return datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(desk.actor.member.tz))
    return value.replace("\r\n", "\n")
