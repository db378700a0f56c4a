"""A sample of every block."""

from sandbox.page.drawing.sample_elements import BUTTON, CONFIRM, FEEDBACK, OVERFLOW, TRASH
from sandbox.page.drawing.sample_rich import RICH, line, text
from sandbox.page.drawing.sample_words import field, mrkdwn, plain
from sandbox.slack.shapes import JSON

IMAGE = {"type": "image", "image_url": "https://example.com/chart.png", "alt_text": "A chart of the pipeline"}
ROWS = [
    [{"type": "raw_text", "text": "Trait"}, {"type": "raw_text", "text": "Mark"}],
    [{"type": "raw_text", "text": "Clarity"}, {"type": "raw_number", "value": 3, "text": "3"}],
    [{"type": "rich_text", "elements": [line(text("Depth", bold=True))]}, {"type": "raw_text", "text": "not seen"}],
]
CARD = {
    "type": "card", "title": mrkdwn("Lin Example"), "subtitle": plain("Engineer"),
    "body": mrkdwn("*On-site* on Monday"), "subtext": plain("Since May"), "icon": IMAGE,
    "actions": [BUTTON],
}  # fmt: skip
TASK = {
    "type": "task_card", "task_id": "cards", "title": "Read the scorecards", "status": "in_progress", "details": RICH,
    "sources": [{"type": "url", "url": "https://example.com", "text": "the notes"}],
}  # fmt: skip
MARKDOWN = """# A debrief
Some **bold**, *italic*, ~~struck~~ and `code`, and [a link](https://example.com).

- a point
  1. a first
  2. a second
- [x] done

> Somebody said so.

| Trait | Mark |
|:------|-----:|
| Depth |    3 |

```python
print("hello")
```"""
BLOCKS: dict[str, JSON] = {
    "header": {"type": "header", "text": plain("Lin Example")},
    "section": {
        "type": "section",
        "text": mrkdwn("*Bold* _italic_ ~struck~ `code` <https://example.com|link>\n> quoted"),
        "fields": [mrkdwn("*Stage*\nOn-site"), plain("Since\nMay")],
        "accessory": IMAGE,
    },
    "divider": {"type": "divider"},
    "context": {"type": "context", "elements": [IMAGE, mrkdwn("on <!date^1803974400^{date_long}|1 March 2027>")]},
    "actions": {
        "type": "actions",
        "elements": [
            {**BUTTON, "style": "primary"},
            {**BUTTON, "action_id": "reject", "text": plain("Reject"), "style": "danger", "confirm": CONFIRM},
            {**BUTTON, "action_id": "open", "text": plain("Open"), "url": "https://example.com"},
            *({**BUTTON, "action_id": f"again.{number}", "text": plain(f"Again {number}")} for number in range(4)),
            OVERFLOW,
        ],
    },
    "context_actions": {"type": "context_actions", "elements": [FEEDBACK, TRASH]},
    "input": field("input", {"type": "plain_text_input", "action_id": "it"}),
    "image": {**IMAGE, "title": plain("The pipeline")},
    "rich_text": RICH,
    "markdown": {"type": "markdown", "text": MARKDOWN},
    "table": {"type": "table", "rows": ROWS, "column_settings": [{"is_wrapped": True}, {"align": "right"}]},
    "data_table": {"type": "data_table", "caption": "Marks", "rows": ROWS, "row_header_column_index": 0},
    "card": CARD,
    "carousel": {"type": "carousel", "elements": [CARD, {**CARD, "title": plain("Max Example")}]},
    "container": {
        "type": "container", "title": plain("What was said"), "is_collapsible": True,
        "child_blocks": [{"type": "section", "text": plain("Much.")}, {"type": "divider"}],
    },
    "alert": {"type": "alert", "text": mrkdwn("Somebody was faster."), "level": "warning"},
    "video": {
        "type": "video", "alt_text": "How we interview", "title": plain("Interviews"), "author_name": "Ada",
        "description": plain("Three minutes"),
        "video_url": "https://example.com/v", "thumbnail_url": "https://example.com/t.png",
    },
    "file": {"type": "file", "external_id": "cv-of-lin", "source": "remote"},
    "plan": {"type": "plan", "title": "Before the debrief", "tasks": [TASK, {**TASK, "status": "complete"}]},
    "task_card": TASK,
    "call": {"type": "call", "call_id": "R1", "call": {"v1": {"name": "Debrief", "join_url": "https://example.com/j"}}},
}  # fmt: skip
_PLOT = {
    "series": [
        {"name": "Applied", "data": [{"label": "May", "value": 13}, {"label": "June", "value": 8}]},
        {"name": "Hired", "data": [{"label": "May", "value": 2}, {"label": "June", "value": -1}]},
    ],
    "axis_config": {"categories": ["May", "June"], "x_label": "Month", "y_label": "People"},
}
CHARTS: dict[str, JSON] = {
    "pie": {"type": "pie", "segments": [{"label": "Offers", "value": 2}, {"label": "Letters", "value": 5}]},
    **{kind: {"type": kind, **_PLOT} for kind in ("bar", "area", "line")},
}
