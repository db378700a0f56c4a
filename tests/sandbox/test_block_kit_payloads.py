import pytest

from sandbox.slack.block_kit import problems_of_message, problems_of_view
from tests.sandbox.block_kit_samples import (
    CARD,
    HEADING,
    IMAGE,
    PIE,
    PLOT,
    ROW,
    SERIES,
    actions,
    button,
    chart,
    data_table,
    field,
    home,
    long,
    message,
    modal,
    mrkdwn,
    only,
    plain,
    rich,
    rich_section,
    section,
    text_input,
)


def picture(**more):
    return {"type": "image", "alt_text": "A chart"} | more


WRONG_BLOCKS = [
    # block, where below it
    ({"type": "paragraph", "text": plain()}, "type"),
    ("words", ""),
    (section(block_id="x" * 256), "block_id"),
    (section("x" * 3001), "text.text"),
    (section(""), "text.text"),
    (section(None), "text.text"),
    (section(colour="red"), "colour"),
    ({"type": "section"}, "text"),
    ({"type": "section", "text": {"type": "mrkdwn", "text": "x", "emoji": True}}, "text.emoji"),
    ({"type": "section", "text": {"type": "markdown", "text": "x"}}, "text.type"),
    ({"type": "section", "fields": [mrkdwn()] * 11}, "fields"),
    ({"type": "section", "fields": [mrkdwn(), long(2001)]}, "fields[1].text"),
    ({"type": "section", "fields": []}, "fields"),
    ({"type": "header", "text": long(151)}, "text.text"),
    ({"type": "header", "text": mrkdwn()}, "text.type"),
    ({"type": "divider", "text": plain()}, "text"),
    ({"type": "context", "elements": [plain()] * 11}, "elements"),
    ({"type": "context", "elements": []}, "elements"),
    ({"type": "context", "elements": [button()]}, "elements[0].type"),
    (actions(), "elements"),
    (actions(*[button(action_id=f"b{n}") for n in range(26)]), "elements"),
    (actions(text_input()), "elements[0].type"),
    (actions(button(), button()), "elements[1].action_id"),
    (section(accessory=text_input()), "accessory.type"),
    (field(button()), "element.type"),
    (field(text_input(), label=mrkdwn()), "label.type"),
    (field(text_input(), label=long(2001)), "label.text"),
    (field(text_input(), hint=long(2001)), "hint.text"),
    ({"type": "input", "element": text_input()}, "label"),
    ({"type": "input", "label": plain()}, "element"),
    (field({"type": "file_input"}, dispatch_action=True), "element.type"),
    (picture(), "image_url"),
    (picture(image_url="ftp://example.com"), "image_url"),
    (picture(image_url="https://example.com", slack_file={"id": "F0CHART"}), "image_url"),
    (picture(slack_file={}), "slack_file"),
    ({**IMAGE, "alt_text": "x" * 2001}, "alt_text"),
    ({**IMAGE, "title": mrkdwn()}, "title.type"),
    (rich(), "elements"),
    (rich(rich_section({"type": "text", "text": ""})), "elements[0].elements[0].text"),
    (rich(rich_section({"type": "broadcast", "range": "all"})), "elements[0].elements[0].range"),
    (rich({"type": "text", "text": "x"}), "elements[0].type"),
    (rich({"type": "rich_text_list", "style": "dash", "elements": [rich_section()]}), "elements[0].style"),
    ({"type": "markdown", "text": ""}, "text"),
    (data_table(HEADING), "rows"),
    (data_table(HEADING, ROW[:1]), "rows[1]"),
    (data_table(*[HEADING] * 202), "rows"),
    (data_table([rich(rich_section())], ROW[:1]), "rows[0][0].type"),
    (data_table(HEADING, ROW, row_header_column_index=2), "row_header_column_index"),
    (data_table(HEADING, ROW, page_size=101), "page_size"),
    ({"type": "table", "rows": [ROW * 11]}, "rows[0]"),
    ({"type": "table", "rows": [[{"type": "raw_text", "text": "x" * 10_001}] * 2]}, "rows"),
    (chart({"type": "donut", "segments": []}), "chart.type"),
    (chart({**PIE, "segments": [{"label": "None", "value": 0}]}), "chart.segments[0].value"),
    (chart({"type": "bar", **PLOT, "series": [SERIES, SERIES]}), "chart.series[1].name"),
    (chart({"type": "line", **PLOT, "axis_config": {"categories": ["May", "July"]}}), "chart.series[0].data"),
    (chart({"type": "area", **PLOT, "series": [SERIES] * 13}), "chart.series"),
    ({"type": "card", "subtitle": plain()}, ""),
    ({**CARD, "body": long(201)}, "body.text"),
    ({"type": "carousel", "elements": []}, "elements"),
    ({"type": "container", "child_blocks": [section()]}, "title"),
    ({"type": "video", "title": plain(), "alt_text": "x", "video_url": "https://example.com"}, "thumbnail_url"),
]  # fmt: skip
WRONG_MESSAGES = [
    # message, Slack's error, where
    ({}, "no_text", "text"),
    ({"text": " "}, "no_text", "text"),
    ({"text": "", "blocks": [section()]}, "no_text", "text"),
    ({"text": "x" * 40_001}, "msg_too_long", "text"),
    ({"text": ["Hello"]}, "invalid_arguments", "text"),
    ({"text": "x", "markdown_text": "x"}, "markdown_text_conflict", "markdown_text"),
    ({"markdown_text": "x" * 12_001}, "msg_too_long", "markdown_text"),
    ({"text": "x", "blocks": '[{"type": "divider"}]'}, "invalid_blocks_format", "blocks"),
    (message(*[section()] * 51), "invalid_blocks", "blocks"),
    (message(*[{"type": "markdown", "text": "x" * 6001}] * 2), "msg_blocks_too_long", "blocks"),
    (message(*[section("x" * 3000)] * 4, section("x" * 701)), "msg_blocks_too_long", "blocks"),
    (message(*[section("x" * 165)] * 50), "msg_blocks_too_long", "blocks"),
    (message(section(block_id="a"), section(block_id="a")), "invalid_blocks", "blocks[1].block_id"),
    (message(*[chart(PIE)] * 3), "invalid_blocks", "blocks[2]"),
    ({"text": "x", "attachments": [{"fallback": "x"}] * 101}, "too_many_attachments", "attachments"),
    ({"text": "x", "attachments": [{"blocks": [{"type": "a"}]}]}, "invalid_attachments", "attachments[0].blocks[0].type"),
    ({"text": "x", "attachments": {"fallback": "x"}}, "invalid_attachments", "attachments"),
    (message(metadata={"event_type": "nudge"}), "invalid_metadata_format", "metadata.event_payload"),
    (message(metadata={"event_type": "nudge", "event_payload": []}), "invalid_metadata_format", "metadata.event_payload"),
    (message(metadata={"event_type": "a", "event_payload": {"a": "x" * 17_000}}), "metadata_too_large", "metadata.event_payload"),
]  # fmt: skip
FOCUSED = field(text_input(focus_on_load=True))
WRONG_VIEWS = [
    # view, Slack's error, where
    (modal(section(), title=long(25)), "invalid_arguments", "title.text"),
    (modal(section(), title=mrkdwn()), "invalid_arguments", "title.type"),
    (modal(section(), submit=long(25)), "invalid_arguments", "submit.text"),
    (modal(section(), close=long(25)), "invalid_arguments", "close.text"),
    (modal(section(), private_metadata="x" * 3001), "invalid_arguments", "private_metadata"),
    (modal(section(), private_metadata={"id": "I1"}), "invalid_arguments", "private_metadata"),
    (modal(section(), callback_id="x" * 256), "invalid_arguments", "callback_id"),
    (modal(section(), text="x"), "invalid_arguments", "text"),
    (modal(), "invalid_arguments", "blocks"),
    (modal(*[section()] * 101), "invalid_arguments", "blocks"),
    (home(*[section()] * 101), "invalid_arguments", "blocks"),
    (home(section(), title=plain()), "invalid_arguments", "title"),
    (home(section(), submit=plain()), "invalid_arguments", "submit"),
    ({"type": "modal", "blocks": [section()]}, "invalid_arguments", "title"),
    ({"type": "modal", "title": plain(), "blocks": [field(text_input())]}, "invalid_arguments", "submit"),
    ({"type": "dialog", "blocks": [section()]}, "invalid_arguments", "type"),
    ({"type": "home"}, "invalid_arguments", "blocks"),
    (modal(section(block_id="a"), section(block_id="a")), "invalid_arguments", "blocks[1].block_id"),
    (modal(FOCUSED, FOCUSED), "invalid_arguments", "blocks[1].element.focus_on_load"),
    (modal(*[section("é" * 3000)] * 50), "view_too_large", "view"),
]


@pytest.mark.parametrize(("block", "where"), WRONG_BLOCKS)
def test_a_wrong_block_is_refused_for_exactly_what_is_wrong(block, where):
    place = f"blocks[1].{where}".rstrip(".")
    assert only(problems_of_message(message(section(), block))) == ("invalid_blocks", place)


@pytest.mark.parametrize(("wrong", "error", "where"), WRONG_MESSAGES)
def test_a_wrong_message_is_refused_with_slacks_error(wrong, error, where):
    assert only(problems_of_message(wrong)) == (error, where)


@pytest.mark.parametrize(("wrong", "error", "where"), WRONG_VIEWS)
def test_a_wrong_view_is_refused_with_slacks_error(wrong, error, where):
    assert only(problems_of_view(wrong)) == (error, where)


def test_every_problem_of_a_payload_is_told_at_once():
    wrong = message(section(""), actions(button(style="loud"), button(text=mrkdwn())), text="")
    assert [problem.where for problem in problems_of_message(wrong)] == [
        "text",
        "blocks[0].text.text",
        "blocks[1].elements[0].style",
        "blocks[1].elements[1].text.type",
        "blocks[1].elements[1].action_id",
    ]


def test_the_length_of_an_update_is_its_own():
    assert only(problems_of_message({"text": "x" * 4001}, longest_text=4000)) == ("msg_too_long", "text")


def test_an_answer_to_the_channel_may_be_asked_for_in_a_modals_input():
    menu = {"type": "conversations_select", "response_url_enabled": True}
    assert problems_of_view(modal(field(menu))) == []
    assert only(problems_of_view(home(field(menu))))[1] == "blocks[0].element.response_url_enabled"
