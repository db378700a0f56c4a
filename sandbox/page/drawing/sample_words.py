"""The small things that samples are made of."""

from sandbox.slack.shapes import JSON


def plain(text: str) -> JSON:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> JSON:
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str, **more: JSON) -> JSON:
    return {"text": plain(text), "value": value, **more}


def field(name: str, element: JSON) -> JSON:
    label, hint = plain(name.replace("_", " ").capitalize()), plain("What stands here is only a sample.")
    return {"type": "input", "block_id": name, "label": label, "hint": hint, "optional": True, "element": element}
