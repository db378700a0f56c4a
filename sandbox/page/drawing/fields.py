"""What people type into: texts, numbers, dates and times."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from markupsafe import Markup

from sandbox.page.drawing.spot import Spot
from sandbox.page.drawing.templates import html, unsupported

_TYPES = {
    "plain_text_input": "text",
    "email_text_input": "email",
    "url_text_input": "url",
    "number_input": "number",
    "datepicker": "date",
    "timepicker": "time",
    "datetimepicker": "datetime-local",
}


def typed(spot: Spot) -> Markup:
    it = spot.element
    limits = {"maxlength": it.get("max_length"), "minlength": it.get("min_length") or None}
    if it["type"] == "number_input":
        step = "any" if it.get("is_decimal_allowed") else "1"
        limits = {"min": it.get("min_value"), "max": it.get("max_value"), "step": step}
    if it.get("multiline"):
        return html("controls.textarea", spot=spot, value=spot.value or "", limits=limits)
    return _input(spot, spot.value or "", limits)


def picked(spot: Spot) -> Markup:
    """A date or a time. *datetime-local* is in the reader's zone, which is said beside it."""
    it, value = spot.element, spot.value
    if it["type"] == "datetimepicker":
        at = datetime.fromtimestamp(value, UTC).astimezone(_zone(spot.around.reader.zone)) if value else None
        return _input(spot, f"{at:%Y-%m-%dT%H:%M}" if at else "", {}, beside=spot.around.reader.zone)
    return _input(spot, value or "", {}, beside=str(it.get("timezone", "")))


def rich_text_input(spot: Spot) -> Markup:
    return unsupported(spot.element["type"])


def _input(spot: Spot, value: str, limits: dict[str, str | None], beside: str = "") -> Markup:
    kind = _TYPES[spot.element["type"]]
    return html("controls.input", spot=spot, kind=kind, value=value, limits=limits, beside=beside)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return ZoneInfo("UTC")
