"""Filling in: what a person types or picks, as the value Slack keeps for that kind of element."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from sandbox.slack.channels import Channel
from sandbox.slack.elements import STATE, options_of
from sandbox.slack.shapes import JSON
from sandbox.slack.workspace import Workspace

Suggest = Callable[[str], list[JSON]]
TYPED = {"plain_text_input", "email_text_input", "url_text_input", "number_input"}
_MANY = {"checkboxes", "multi_static_select", "multi_external_select"}
_ONE = {"static_select", "external_select", "radio_buttons"}


def filled(workspace: Workspace, element: JSON, wanted: Any, before: JSON, suggest: Suggest) -> tuple[JSON, int]:
    """(the element's new state, the taps it took). *wanted*: text, date, time, aware datetime, label(s), name(s).

    Raises LookupError naming what is offered when a wanted option is not.
    """
    kind = element["type"]
    if kind not in STATE or kind == "rich_text_input":
        raise LookupError(f"nobody can fill in a {kind} here")
    name = STATE[kind][0]
    value = _value(workspace, element, wanted, suggest)
    return {"type": kind, name: value}, 0 if kind in TYPED else _taps(kind, value, before.get(name))


def _value(workspace: Workspace, element: JSON, wanted: Any, suggest: Suggest) -> Any:
    kind = element["type"]
    if kind in TYPED:
        return None if wanted in (None, "") else str(wanted)
    if kind in _MANY or kind.startswith("multi_"):
        return _several(workspace, element, wanted, suggest)
    if wanted is None:
        return None
    if kind in _ONE:
        return _option(element, wanted, suggest)
    if kind in ("datepicker", "timepicker", "datetimepicker"):
        return _moment(kind, wanted)
    return _who_or_where(workspace, element, wanted)


def _several(workspace: Workspace, element: JSON, wanted: Any, suggest: Suggest) -> list[Any]:
    kind = element["type"]
    each = [] if wanted is None else list(wanted) if isinstance(wanted, list | tuple | set) else [wanted]
    most = element.get("max_selected_items")
    if most and len(each) > most:
        raise LookupError(f"at most {most} can be chosen, not {len(each)}")
    if kind in _MANY:
        return [_option(element, one, suggest) for one in each]
    return [_who_or_where(workspace, element, one) for one in each]


def _option(element: JSON, wanted: Any, suggest: Suggest) -> JSON:
    offered = suggest(str(wanted)) if "external" in element["type"] else options_of(element)
    for option in offered:
        if wanted in (option["text"]["text"], option["value"]):
            return option
    raise LookupError(f"no option {wanted!r}; there are {[option['text']['text'] for option in offered]}")


def _moment(kind: str, wanted: Any) -> str | int:
    if kind == "datetimepicker":
        if not isinstance(wanted, datetime) or wanted.tzinfo is None:
            raise LookupError(f"a datetimepicker takes an aware datetime, not {wanted!r}")
        return int(wanted.timestamp())
    if kind == "timepicker":
        return wanted.strftime("%H:%M") if isinstance(wanted, time | datetime) else _checked_time(str(wanted))
    day = wanted.date() if isinstance(wanted, datetime) else wanted
    return (day if isinstance(day, date) else date.fromisoformat(str(day))).isoformat()


def _checked_time(typed: str) -> str:
    return time.fromisoformat(typed).strftime("%H:%M")


def _who_or_where(workspace: Workspace, element: JSON, wanted: Any) -> str:
    if "users" in element["type"]:
        return workspace.member(getattr(wanted, "member", wanted)).id
    channel = workspace.channel(wanted)
    if not is_offered(element, channel):
        raise LookupError(f"#{channel.name} is not offered: it is shared with another company")
    return channel.id


def is_offered(element: JSON, channel: Channel) -> bool:
    """Whether the menu's filter lets *channel* through. It does not know of those that are only about to be shared."""
    outside = (element.get("filter") or {}).get("exclude_external_shared_channels")
    return not (outside and channel.shared == "ext")


def _taps(kind: str, value: Any, before: Any) -> int:
    """One for each pick; ticks that were there already cost nothing, and each tick taken away costs one."""
    if isinstance(value, list):
        old, new = _keys(before or []), _keys(value)
        return len(old ^ new)
    return 0 if value == before else 1


def _keys(chosen: list[Any]) -> set[str]:
    return {str(one["value"]) if isinstance(one, dict) else str(one) for one in chosen}
