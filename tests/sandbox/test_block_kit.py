import pytest

from sandbox.slack.block_kit import Problem, mentions, problems_of_message, problems_of_view, readable_text
from tests.sandbox import block_kit_samples as samples
from tests.sandbox.block_kit_samples import (
    actions,
    button,
    field,
    home,
    message,
    modal,
    mrkdwn,
    plain,
    rich,
    rich_section,
    section,
    select,
    text_input,
)

MESSAGE_BLOCKS = samples.ON_EVERY_SURFACE | samples.IN_MESSAGES_AND_HOME | samples.IN_MESSAGES
HOME_BLOCKS = samples.ON_EVERY_SURFACE | samples.IN_MESSAGES_AND_HOME
MODAL_BLOCKS = samples.ON_EVERY_SURFACE | samples.IN_MODALS
EVERY_BLOCK = MESSAGE_BLOCKS | MODAL_BLOCKS
ACTION_ELEMENTS = samples.IN_ALL_THREE | samples.IN_ACTIONS_AND_SECTIONS | samples.MOMENT
SECTION_ELEMENTS = samples.IN_ALL_THREE | samples.IN_ACTIONS_AND_SECTIONS | samples.IN_SECTIONS_AND_INPUTS
INPUT_ELEMENTS = samples.IN_ALL_THREE | samples.IN_SECTIONS_AND_INPUTS | samples.IN_INPUTS | samples.MOMENT
EVERY_ELEMENT = ACTION_ELEMENTS | SECTION_ELEMENTS | INPUT_ELEMENTS


@pytest.mark.parametrize("name", EVERY_BLOCK)
def test_every_block_stands_on_its_surfaces_and_on_no_other(name):
    block = EVERY_BLOCK[name]
    refused = f"{block['type']} is not allowed here"
    in_message = [] if name in MESSAGE_BLOCKS else [Problem("invalid_blocks", "blocks[0].type", refused)]
    in_modal = [] if name in MODAL_BLOCKS else [Problem("invalid_arguments", "blocks[0].type", refused)]
    at_home = [] if name in HOME_BLOCKS else [Problem("invalid_arguments", "blocks[0].type", refused)]
    assert problems_of_message(message(block)) == in_message
    assert problems_of_view(modal(block)) == in_modal
    assert problems_of_view(home(block)) == at_home


@pytest.mark.parametrize("name", EVERY_ELEMENT)
def test_every_element_stands_in_its_blocks_and_in_no_other(name):
    element = EVERY_ELEMENT[name]
    refused = f"{element['type']} is not allowed here"

    def expected(allowed, where):
        return [] if name in allowed else [Problem("invalid_blocks", f"blocks[0].{where}.type", refused)]

    assert problems_of_message(message(actions(element))) == expected(ACTION_ELEMENTS, "elements[0]")
    assert problems_of_message(message(section(accessory=element))) == expected(SECTION_ELEMENTS, "accessory")
    assert problems_of_message(message(field(element))) == expected(INPUT_ELEMENTS, "element")


def test_messages_of_every_kind_are_taken():
    assert problems_of_message({"text": "Hello"}) == []
    assert problems_of_message({"text": "Hello", "blocks": []}) == []
    assert problems_of_message({"markdown_text": "# Hello"}) == []
    assert problems_of_message({"delete_original": True}) == []
    assert problems_of_message({"attachments": [{"fallback": "Hello", "blocks": [section()]}]}) == []
    assert problems_of_message(message(metadata={"event_type": "nudge", "event_payload": {"id": "I1"}})) == []


def test_what_fits_exactly_is_taken():
    assert problems_of_message({"text": "x" * 40_000}) == []
    assert problems_of_message({"text": "x" * 4_000}, longest_text=4_000) == []
    assert problems_of_message(message(*[section("x" * 3000)] * 4, section("x" * 700))) == []
    assert problems_of_message(message(*[section("x" * 164)] * 50)) == []
    assert problems_of_view(home(*[{"type": "header", "text": plain("x" * 150)}] * 100)) == []
    full = modal(
        *[field(text_input())] * 100, title=plain("x" * 24), private_metadata="x" * 3000, callback_id="x" * 255
    )
    assert problems_of_view(full) == []
    assert (
        problems_of_message(message(actions(*[button(action_id=f"b{n}", value="x" * 2000) for n in range(25)]))) == []
    )


def test_the_same_action_id_may_stand_in_two_blocks():
    assert problems_of_message(message(actions(button()), actions(button()))) == []


def test_a_reader_sees_words_and_choices_but_labels_and_buttons_are_not_counted():
    view = modal(
        {"type": "header", "text": plain("Debrief &amp; decision")},
        section("Ada &amp; Grace", fields=[mrkdwn("a field")], accessory=button(confirm=samples.CONFIRM)),
        {"type": "context", "elements": [samples.IMAGE, plain("small print")]},
        field(text_input(initial_value="typed before", placeholder=plain("What did you see?")), hint=plain("a hint")),
        field(select(options=[{"text": plain("Strong yes"), "value": "hidden"}])),
        actions(samples.IN_ACTIONS_AND_SECTIONS["overflow"]),
        samples.RICH,
        close=plain("Cancel"),
        private_metadata="I1",
    )
    words = readable_text(view).splitlines()
    assert words[:9] == [
        "Scorecard", "Debrief &amp; decision", "Ada & Grace", "a field", "Sure?", "It cannot be undone.", "A chart",
        "small print", "typed before",
    ]  # fmt: skip
    assert words[9:12] == ["What did you see?", "a hint", "Strong yes"]
    assert words[12:] == ["Bold", "notes", "a day", "a", "Said so.", "print()"]


def test_a_reader_sees_tables_charts_and_the_text_of_a_message():
    blocks = [samples.data_table(samples.HEADING, samples.ROW), samples.IN_MESSAGES_AND_HOME["line"], samples.CARD]
    words = readable_text(message(*blocks, metadata={"event_type": "title", "event_payload": {"title": "no"}}))
    assert words.splitlines() == [
        "Words", "Marks", "Trait", "Marks", "Clarity", "3", "Pipeline", "Applied", "May", "June", "May", "June",
        "Month", "Ada Example", "On-site",
    ]  # fmt: skip
    attachment = {"pretext": "before", "fields": [{"title": "Stage", "value": "On-site"}]}
    assert readable_text({"attachments": [attachment]}).splitlines() == ["before", "Stage", "On-site"]


@pytest.mark.parametrize(
    "called", ["<!channel>", "<!here>", "<!everyone>", "<!subteam^S0PANEL>", "<@U0ADA>", "<#C0HIRING>"]
)
def test_a_mention_calls_where_slack_parses_it(called):
    assert mentions({"text": f"Hello {called}!"}) == [called]
    assert mentions(message(section(f"Hello {called}"))) == [called]
    assert mentions(home({"type": "context", "elements": [mrkdwn(called.replace(">", "|name>"))]})) == [called]
    assert mentions([{"type": "markdown", "text": called}]) == [called]
    assert mentions({"text": "x", "attachments": [{"text": called, "blocks": [section(called)]}]}) == [called, called]


def test_a_mention_calls_nobody_where_slack_does_not_parse_it():
    assert mentions(message({"type": "header", "text": plain("<!channel>")}, text="&lt;!channel&gt; @here")) == []
    assert mentions(modal(field(text_input(initial_value="<@U0ADA>")), private_metadata="<!here>")) == []
    assert mentions({"text": "x", "metadata": {"event_type": "a", "event_payload": mrkdwn("<!here>")}}) == []
    assert mentions(message(section("<!date^1720710212^{date}|today> <https://example.com|@here> <@not an id>"))) == []


def test_rich_text_calls_by_its_own_elements_and_a_bare_mention_calls_when_names_are_linked():
    pieces = [{"type": "broadcast", "range": "here"}, {"type": "user", "user_id": "U0ADA"}]
    words = {"type": "text", "text": "<!channel>"}
    assert mentions(message(rich(rich_section(*pieces, words)))) == ["<!here>", "<@U0ADA>"]
    assert mentions({"text": "@here now", "link_names": True}) == ["<!here>"]
    assert mentions({"text": "@channel now", "parse": "full"}) == ["<!channel>"]
