"""A sample of rich text: every part and every piece."""

from sandbox.slack.shapes import JSON


def line(*pieces: JSON) -> JSON:
    return {"type": "rich_text_section", "elements": list(pieces)}


def text(text: str, **style: bool) -> JSON:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


RICH = {
    "type": "rich_text",
    "elements": [
        line(
            text("Bold ", bold=True), text("italic ", italic=True), text("struck ", strike=True),
            text("code", code=True), text(" under ", underline=True), text("marked ", highlight=True),
            {"type": "link", "url": "https://example.com", "text": "a link"}, text(" "),
            {"type": "emoji", "name": "tada", "unicode": "1f389"}, {"type": "user", "user_id": "U0SANDBOT"},
            {"type": "usergroup", "usergroup_id": "S0PANEL"}, {"type": "channel", "channel_id": "C0HIRING"},
            {"type": "broadcast", "range": "here"}, {"type": "color", "value": "#336699"}, text(" "),
            {"type": "date", "timestamp": 1803974400, "format": "{date_long} at {time}", "fallback": "1 March 2027"},
        ),
        {"type": "rich_text_list", "style": "bullet", "elements": [line(text("One point"))]},
        {"type": "rich_text_list", "style": "ordered", "indent": 1, "elements": [line(text("A first"))]},
        {"type": "rich_text_quote", "elements": [text("Somebody said so.")]},
        {"type": "rich_text_preformatted", "elements": [text("print('hello')")]},
    ],
}  # fmt: skip
