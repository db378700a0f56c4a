"""Names of controls and buttons in a posted form, and ids on the page."""

import re
from urllib.parse import unquote

_PART_ENDS = re.compile(r"[%/\x00-\x1f]")
_UNSAFE = re.compile(r"[^A-Za-z0-9_.]")


def name_of(*parts: str) -> str:
    """`block_id/action_id`, and `/value` for a button that says one.

    Percent-encoded is what would end a part, and what a form does not send as it is: line breaks and the like.
    """
    return "/".join(_PART_ENDS.sub(lambda sign: f"%{ord(sign[0]):02X}", part) for part in parts)


def pressed(name: str) -> tuple[str, str, str | None]:
    """(block_id, action_id, the value or None) of the `press` of a form, or of a control's name.

    Raises ValueError for what is no such name.
    """
    block, action, *value = (unquote(part, errors="strict") for part in name.split("/"))
    if len(value) > 1:
        raise ValueError(f"not the name of a control: {name!r}")
    return block, action, value[0] if value else None


def html_id(surface: str, *parts: str) -> str:
    """`surface-block_id-action_id`. No part has a dash of its own: what belongs to a control is called `…--label`."""
    return "-".join([surface, *(_UNSAFE.sub(lambda sign: f":{ord(sign[0]):x}:", part) for part in parts)])
