"""Names of controls and buttons in a posted form, and ids on the page."""

import re
from urllib.parse import unquote

from sandbox.slack.shapes import JSON

_UNSAFE = re.compile(r"[^A-Za-z0-9_.]")


def name_of(*parts: str) -> str:
    """`block_id/action_id`, and `/value` for one of several buttons. A slash or % inside a part is percent-encoded."""
    return "/".join(part.replace("%", "%25").replace("/", "%2F") for part in parts)


def pressed(name: str) -> tuple[str, str, str | None]:
    """(block_id, action_id, the option's value or None) of the `press` of a form, or of a control's name.

    Raises ValueError for what is no such name.
    """
    block, action, *value = (unquote(part, errors="strict") for part in name.split("/"))
    if len(value) > 1:
        raise ValueError(f"not the name of a control: {name!r}")
    return block, action, value[0] if value else None


def with_own_ids(things: list[JSON], key: str, prefix: str) -> list[JSON]:
    """Slack names only what stands at the top; what is inside gets an id by its place where the sender gave none."""
    return [{key: f"{prefix}.{at}", **it} for at, it in enumerate(things)]


def html_id(surface: str, *parts: str) -> str:
    """`surface-block_id-action_id`. No part has a dash of its own: what belongs to a control is called `…--label`."""
    return "-".join([surface, *(_UNSAFE.sub(lambda sign: f":{ord(sign[0]):x}:", part) for part in parts)])
