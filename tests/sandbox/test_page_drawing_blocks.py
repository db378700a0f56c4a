"""Every block there is: drawn, or a box that says it is not. Nothing is lost."""

import pytest

from sandbox.page.drawing import Surface, drawn
from sandbox.page.drawing.samples import samples
from sandbox.slack.block_kit import blocks as known_blocks
from sandbox.slack.block_kit import charts as known_charts
from sandbox.slack.block_kit import elements as known_elements
from sandbox.slack.block_kit import rich_text as known_rich_text
from sandbox.slack.elements import PRESSABLE, STATE
from tests.sandbox import block_kit_samples as well_formed
from tests.sandbox.page_drawing import around, read, seen

SAMPLES = {name: (kind, blocks) for name, kind, blocks in samples()}
DOCUMENTED = {  # what Slack's documentation lists today
    *("actions", "alert", "card", "carousel", "container", "context", "context_actions", "data_table"),
    *("data_visualization", "divider", "file", "header", "image", "input", "markdown", "plan", "rich_text", "section"),
    *("table", "task_card", "video"),
}
NOT_DRAWN = {"rich_text_input", "file_input", "workflow_button", "hologram"}
WORDS_OF = {"plain_text": "text", "raw_text": "text", "text": "text", "raw_number": "text", "image": "alt_text"}


def types_in(thing):
    if isinstance(thing, list):
        return {kind for one in thing for kind in types_in(one)}
    if isinstance(thing, dict):
        return (
            {thing["type"]} & {str(thing.get("type"))} | types_in([*thing.values()])
            if "type" in thing
            else types_in([*thing.values()])
        )
    return set()


def words_in(thing):
    """Every text in a block that somebody should be able to read somewhere."""
    if isinstance(thing, list):
        return [text for one in thing for text in words_in(one)]
    if not isinstance(thing, dict):
        return []
    own = [str(thing[WORDS_OF[thing["type"]]])] if thing.get("type") in WORDS_OF and "text" in thing else []
    return own + [text for one in thing.values() for text in words_in(one)]


def everything_said(page):
    return "\n".join([page.text, page.words, *(value for it in page for value in it.attrs.values())])


def test_there_is_a_sample_of_everything_slack_knows():
    known = {
        *DOCUMENTED, *known_blocks._KNOWN, *known_elements._KNOWN, *known_rich_text._PIECES, *known_rich_text._PARTS,
        *known_charts._CHARTS, *STATE, *PRESSABLE,
    }  # fmt: skip
    assert known - types_in([blocks for _, blocks in SAMPLES.values()]) == set()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_is_drawn_or_said_to_be_missing(name):
    kind, blocks = SAMPLES[name]
    page = seen(*blocks, kind=kind)
    missing = {it.words.removeprefix("Unsupported here: ") for it in page.all(class_="unsupported", role="note")}
    assert missing == types_in(blocks) & NOT_DRAWN
    if not missing:
        said = everything_said(page)
        assert [text for text in words_in(blocks) if text.strip() and " ".join(text.split()) not in said] == []


def test_all_samples_on_one_page_have_ids_of_their_own_that_lead_somewhere():
    page = read(
        drawn([block for _, blocks in SAMPLES.values() for block in blocks], Surface("modal", "V1", {}), around())
    )
    ids = [it.attrs["id"] for it in page if "id" in it.attrs]
    assert sorted(ids) == sorted(set(ids))
    for name in ("aria-describedby", "aria-labelledby", "list", "data-filters"):
        assert {it for node in page for it in node.attrs.get(name, "").split()} <= set(ids)
    labelled = {it.attrs["for"] for it in page.all("label")}
    assert labelled - set(ids) <= {"V1-rich_text_input-it", "V1-file_input-it"}


@pytest.mark.parametrize(
    "name", well_formed.IN_MESSAGES_AND_HOME | well_formed.IN_MESSAGES | well_formed.ON_EVERY_SURFACE
)
def test_blocks_without_ids_are_drawn_too(name):
    block = (well_formed.IN_MESSAGES_AND_HOME | well_formed.IN_MESSAGES | well_formed.ON_EVERY_SURFACE)[name]
    assert not seen(block, kind="message").all(class_="unsupported")


def test_nothing_is_loaded_from_outside():
    page = read(
        drawn([block for _, blocks in SAMPLES.values() for block in blocks], Surface("message", "m", {}), around())
    )
    assert not page.all("img") + page.all("iframe") + page.all("video") + page.all("script")
    assert not [it for it in page if {"src", "style", "onclick"} & it.attrs.keys()]


def test_an_unknown_piece_inside_a_known_block_is_said_to_be_missing():
    hologram = {"type": "hologram", "action_id": "it"}
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "A"}], [hologram]]}
    for block in ({"type": "actions", "elements": [hologram]}, {"type": "context", "elements": [hologram]}, table,
                  {"type": "carousel", "elements": [hologram]}, well_formed.chart({"type": "hologram"})):  # fmt: skip
        assert "Unsupported here: hologram" in seen(block).words


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("pie chart", [["Offers", "2", "29%"], ["Letters", "5", "71%"]]),
        *((f"{kind} chart", [["May", "13", "2"], ["June", "8", "-1"]]) for kind in ("bar", "line", "area")),
    ],
)
def test_a_chart_says_in_words_what_it_shows(name, rows):
    page = seen(*SAMPLES[name][1])
    table = page.one("table", class_="only-heard")
    assert table.one("caption").text == page.one("figcaption").text == "Applications in two months"
    assert [[cell.text for cell in row if cell.tag in ("th", "td")] for row in table.one("tbody").all("tr")] == rows
    assert page.one("svg").attrs["aria-hidden"] == "true"


def test_a_chart_names_its_axes_and_its_series():
    page = seen(*SAMPLES["bar chart"][1])
    assert {"Month", "People", "May", "June", "0"} <= {it.text for it in page.one("svg").all("text")}
    assert [it.words for it in page.all("li")] == ["Applied", "Hired"]
    assert len(page.one("svg").all("path")) == 4


@pytest.mark.parametrize("values", [[0, 0], [5, 0], [1e12, 1], [0.001, -7]])
def test_a_chart_of_any_numbers_stays_in_its_frame(values):
    series = [{"name": "n", "data": [{"label": "A", "value": values[0]}, {"label": "B", "value": values[1]}]}]
    for kind in ("bar", "line", "area"):
        page = seen(well_formed.chart({"type": kind, "series": series, "axis_config": {"categories": ["A", "B"]}}))
        heights = [float(it.attrs["y1"]) for it in page.all("line")]
        assert len(heights) >= 2
        assert all(0 <= it <= 280 for it in heights)
    whole = [{"label": "A", "value": max(values[0], 1)}]
    assert len(seen(well_formed.chart({"type": "pie", "segments": whole})).all("path")) == 1


def test_a_table_has_a_heading_and_its_columns_are_set_as_told():
    page = seen(*SAMPLES["table"][1])
    assert [it.text for it in page.all("th", scope="col")] == ["Trait", "Mark"]
    assert "wrapped" in page.all("th")[0].attrs["class"]
    assert "align-right" in page.all("td")[1].attrs["class"]
    assert page.all("td")[2].one("strong").text == "Depth"
    assert page.one(role="region").attrs["tabindex"] == "0"  # it scrolls, also without a mouse


def test_a_data_table_has_a_caption_and_a_column_that_names_its_rows():
    page = seen(*SAMPLES["data_table"][1])
    assert page.one("caption").text == "Marks"
    assert [it.words for it in page.all("th", scope="row")] == ["Clarity", "Depth"]


def test_a_container_that_is_folded_can_be_opened():
    folded = well_formed.ON_EVERY_SURFACE["section"]
    block = {"type": "container", "title": well_formed.plain("More"), "is_collapsible": True, "child_blocks": [folded]}
    assert "open" in seen(block).one("details").attrs
    assert "open" not in seen({**block, "default_collapsed": True}).one("details").attrs


def test_an_alert_says_how_serious_it_is_in_words():
    assert seen(*SAMPLES["alert"][1]).one(role="note").words == "Warning: Somebody was faster."


def test_a_task_says_how_far_it_is():
    assert [it.words for it in seen(*SAMPLES["plan"][1]).all(class_="status")] == ["In progress", "Done"]


def test_a_heading_is_a_heading():
    assert seen(well_formed.ON_EVERY_SURFACE["header"], kind="home").one("h2").words == "Words"
    assert seen(well_formed.ON_EVERY_SURFACE["header"], kind="message").one("h3").words == "Words"
