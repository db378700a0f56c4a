"""Every documented number twice: what fits exactly is taken, one more is refused."""

import pytest

from sandbox.slack.block_kit import problems_of_message, problems_of_view
from tests.sandbox.block_kit_samples import (
    CARD,
    CONFIRM,
    HEADING,
    IMAGE,
    IN_MESSAGES,
    IN_MODALS,
    ON_EVERY_SURFACE,
    PIE,
    PLOT,
    RICH,
    actions,
    button,
    chart,
    field,
    home,
    long,
    message,
    modal,
    only,
    option,
    plain,
    rich_section,
    section,
    text_input,
)

VIDEO, CONTAINER, CONTEXT_ACTIONS = ON_EVERY_SURFACE["video"], IN_MESSAGES["container"], IN_MESSAGES["context_actions"]
TRASH = CONTEXT_ACTIONS["elements"][1]
POINTS = [f"Week {number}" for number in range(30)]


def radio(**more):
    return actions({"type": "radio_buttons", "options": [option() | more]})


def overflow(**more):
    return actions({"type": "overflow", "options": [option() | more]})


def votes(**more):
    vote = {"text": plain(), "value": "good"}
    return {"type": "feedback_buttons", "positive_button": vote | more, "negative_button": vote}


def context_actions(*elements):
    return {"type": "context_actions", "elements": list(elements)}


def segments(count):
    return chart({**PIE, "segments": [{"label": str(number), "value": 1} for number in range(count)]})


def plot(count, **axis):
    points = [{"label": label, "value": 1} for label in POINTS[:count]]
    series = [{"name": "Applied", "data": points}]
    return chart({"type": "line", "series": series, "axis_config": {"categories": POINTS[:count], **axis}})


def table(rows, columns):
    return {"type": "table", "rows": [HEADING[:1] * columns] * rows}


def container(**more):
    return {**CONTAINER, **more}


def card(**more):
    return {**CARD, **more}


EDGES_OF_MESSAGES = [
    # a block as long as n, the largest n
    (lambda n: radio(text=long(n)), 75),
    (lambda n: radio(value="x" * n), 150),
    (lambda n: radio(description=long(n)), 75),
    (lambda n: overflow(text=long(n)), 75),
    (lambda n: overflow(value="x" * n), 150),
    (lambda n: overflow(description=long(n)), 75),
    (lambda n: overflow(url="https:" + "x" * (n - 6)), 3000),
    (lambda n: actions(button(confirm={**CONFIRM, "confirm": long(n)})), 30),
    (lambda n: actions(button(agent_prompt="x" * n)), 4000),
    (lambda n: actions(button(visible_to_user_ids=["U0ADA"] * n)), 10),
    (lambda n: {"type": "context", "elements": [long(n)]}, 3000),
    (lambda n: {**IMAGE, "title": long(n)}, 2000),
    (lambda n: {**IMAGE, "image_url": "https://" + "x" * (n - 8)}, 3000),
    (lambda n: section(accessory={**IMAGE, "alt_text": "x" * n}), 2000),
    (lambda n: field(text_input(placeholder=long(n))), 150),
    (lambda n: field({"type": "datetimepicker", "initial_date_time": n}), 9_999_999_999),
    (lambda n: context_actions(*[{**TRASH, "action_id": str(number)} for number in range(n)]), 5),
    (lambda n: context_actions(votes(text=long(n))), 75),
    (lambda n: context_actions(votes(value="x" * n)), 2000),
    (lambda n: context_actions({**TRASH, "text": long(n)}), 75),
    (lambda n: context_actions({**TRASH, "value": "x" * n}), 2000),
    (lambda n: context_actions({**TRASH, "visible_to_user_ids": ["U0ADA"] * n}), 10),
    (lambda n: card(title=long(n)), 150),
    (lambda n: card(subtitle=long(n)), 150),
    (lambda n: card(subtext=long(n)), 200),
    (lambda n: card(actions=[button(action_id=str(number)) for number in range(n)]), 3),
    (lambda n: {"type": "carousel", "elements": [CARD] * n}, 10),
    (lambda n: container(title=long(n)), 150),
    (lambda n: container(subtitle=long(n)), 150),
    (lambda n: container(child_blocks=[section()] * n), 10),
    (lambda n: {**VIDEO, "alt_text": "x" * n}, 200),
    (lambda n: {**VIDEO, "title": long(n)}, 200),
    (lambda n: {**VIDEO, "author_name": "x" * n}, 50),
    (lambda n: {**VIDEO, "provider_name": "x" * n}, 50),
    (lambda n: {**VIDEO, "description": long(n)}, 200),
    (segments, 12),
    (plot, 20),
    (lambda n: plot(2, x_label="x" * n), 50),
    (lambda n: plot(2, y_label="x" * n), 50),
    (lambda n: {**chart(PIE), "title": "x" * n}, 50),
    (lambda n: chart({**PIE, "segments": [{"label": "x" * n, "value": 1}]}), 20),
    (lambda n: table(n, 1), 100),
    (lambda n: table(1, n), 20),
    (lambda n: {"type": "table", "rows": [[{"type": "raw_text", "text": "x" * n}]]}, 20_000),
    (lambda n: {"type": "rich_text", "elements": [{**RICH["elements"][1], "indent": n}]}, 8),
]


@pytest.mark.parametrize(("block", "most"), EDGES_OF_MESSAGES)
def test_what_fits_exactly_is_taken_and_one_more_is_refused(block, most):
    assert problems_of_message(message(block(most))) == []
    assert {problem.error for problem in problems_of_message(message(block(most + 1)))} == {"invalid_blocks"}


def test_a_message_holds_one_table_and_two_charts():
    both = [table(1, 1), chart(PIE), chart(PIE)]
    assert problems_of_message(message(*both)) == []
    assert only(problems_of_message(message(*both, table(1, 1)))) == ("invalid_blocks", "blocks[3]")
    assert only(problems_of_message(message(*both, chart(PIE)))) == ("invalid_blocks", "blocks[3]")


def test_the_edges_of_a_modal():
    alert = IN_MODALS["alert"]
    assert problems_of_view(modal({**alert, "text": long(200)})) == []
    assert only(problems_of_view(modal({**alert, "text": long(201)})))[1] == "blocks[0].text.text"


def test_the_edge_of_a_view_is_counted_in_bytes():
    full = [section("x" * 3000)] * 83
    empty = len('{"type":"home","blocks":[]}') + len('{"type":"section","text":{"type":"mrkdwn","text":""}},') * 84 - 1
    rest = 250 * 1024 - empty - 83 * 3000
    assert problems_of_view(home(*full, section("x" * rest))) == []
    assert only(problems_of_view(home(*full, section("x" * (rest + 1))))) == ("view_too_large", "view")


def test_a_moment_before_ten_digits_and_a_form_of_impossible_height_are_refused():
    early = field({"type": "datetimepicker", "initial_date_time": 999_999_999})
    assert only(problems_of_message(message(early)))[1] == "blocks[0].element.initial_date_time"
    upside_down = field({"type": "rich_text_input", "min_lines": 4, "max_lines": 3})
    assert only(problems_of_message(message(upside_down)))[1] == "blocks[0].element.min_lines"


def test_categories_differ_and_a_shown_prompt_has_its_prompt():
    twice = chart({**PLOT, "type": "bar", "axis_config": {"categories": ["May", "May"]}})
    assert only(problems_of_message(message(twice)))[1] == "blocks[0].chart.axis_config.categories"
    shown = actions(button(agent_prompt_display="Ask"))
    assert only(problems_of_message(message(shown)))[1] == "blocks[0].elements[0].agent_prompt"


def test_ids_differ_inside_containers_too():
    twins = container(child_blocks=[section(block_id="a"), section(block_id="b")])
    assert problems_of_message(message(twins)) == []
    same = message(section(block_id="a"), twins)
    assert only(problems_of_message(same))[1] == "blocks[1].child_blocks[0].block_id"
    text = message({**CONTAINER, "child_blocks": [{"type": "rich_text", "elements": [rich_section()]}]})
    assert problems_of_message(text) == []
