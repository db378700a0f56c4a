"""Words on the page: mrkdwn, Markdown and rich text as Slack shows them, and nothing that people typed as markup."""

import random

import pytest

from sandbox.page.drawing import mrkdwn_drawn, plain_drawn
from tests.sandbox.page_drawing import around, read, seen

NOON = 1803988800  # 2 March 2027, 12:00 in London


def words(text, **more):
    return read(mrkdwn_drawn(text, around(**more)))


def markdown(text):
    return seen({"type": "markdown", "block_id": "m", "text": text}, kind="message")


def rich(*pieces):
    section = {"type": "rich_text_section", "elements": list(pieces)}
    return seen({"type": "rich_text", "block_id": "r", "elements": [section]}, kind="message")


@pytest.mark.parametrize(
    ("text", "tag", "inside"),
    [
        ("a *bold* word", "strong", "bold"),
        ("an _italic_ word", "em", "italic"),
        ("a ~struck~ word", "s", "struck"),
        ("a `piece of *code*` here", "code", "piece of *code*"),
        ("```\nlines\n  of _code_\n```", "pre", "lines\n  of _code_"),
        ("> said\n> so", "blockquote", "said\nso"),
        ("&gt; said", "blockquote", "said"),
        ("before\n>>> all\n\nof it", "blockquote", "all\n\nof it"),
        ("*_both_*", "strong", "both"),
        ("(*in brackets*)", "strong", "in brackets"),
        ("*with <@U0ADA>*", "strong", "with @Ada Example"),
    ],
)
def test_a_style_goes_around_its_words(text, tag, inside):
    assert words(text).one(tag).text == inside


@pytest.mark.parametrize(
    "text",
    [
        "snake_case_name",
        "2 * 3 * 4",
        "*open",
        "a*b*c",
        "a*b c* d",
        "* a* b",
        "* spaced *",
        "**",
        "~ ~",
        "`",
        "```never closed",
        "a\n*b\nc*",
    ],
)
def test_a_sign_without_a_partner_stays_a_sign(text):
    page = words(text)
    assert page.text == text
    assert {it.tag for it in page} <= {"br"}


def test_people_channels_and_calls_are_shown_by_name():
    page = words("<@U0ADA> in <#C0HIRING|hiring>: <!here> <!subteam^S1|@panel>")
    assert page.text == "@Ada Example in #hiring: @here @panel"
    assert [it.text for it in page.all(class_="loud")] == ["@here", "@panel"]
    assert len(page.all(class_="mention")) == 4


@pytest.mark.parametrize(
    ("zone", "shown"), [("Europe/London", "Mar 2, 2027 at 12:00 PM"), ("Asia/Kolkata", "Mar 2, 2027 at 5:30 PM")]
)
def test_a_date_is_shown_in_the_readers_zone(zone, shown):
    page = words(f"on <!date^{NOON}^{{date_short_pretty}} at {{time}}|2 March, 12:00 UTC>", zone=zone)
    assert page.one("time").text == shown
    assert page.one("time").attrs["title"] == "2 March, 12:00 UTC"


@pytest.mark.parametrize("date", ["!date^999999999999999999999^{date}|one day", "!date^soon^{date}|one day"])
def test_a_date_that_no_calendar_has_shows_what_is_said_instead(date):
    assert words(f"<{date}>").text == "one day"


def test_a_link_shows_its_words_and_leads_where_it_says():
    link = words("see <https://example.com/?a=1&amp;b=2|the *notes*>").one("a")
    assert link.attrs["href"] == "https://example.com/?a=1&b=2"
    assert link.text == "the *notes*"


def test_a_mail_address_is_a_link_without_its_scheme():
    link = words("<mailto:lin@example.com>").one("a")
    assert (link.attrs["href"], link.text) == ("mailto:lin@example.com", "lin@example.com")


def test_a_bare_address_is_a_link_unless_the_sender_said_verbatim():
    text = "at https://example.com/a_b_c."
    assert words(text).one("a").attrs["href"] == "https://example.com/a_b_c"
    verbatim = read(mrkdwn_drawn(text, around(), verbatim=True))
    assert (verbatim.text, verbatim.all("a")) == (text, [])


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x", "file:///etc/passwd", "//x", "/as/gus/home"]
)
def test_only_addresses_that_may_be_followed_are_links(address):
    page = words(f"<{address}|click> <{address}>")
    assert page.all("a") == []
    assert page.text == f"<{address}|click> <{address}>"


def test_what_slack_escaped_is_shown_and_only_once():
    assert words("&lt;b&gt; &amp;lt; &quot;").text == "<b> &lt; &quot;"


def test_line_breaks_stay():
    assert words("one\ntwo\n\nthree").text == "one\ntwo\n\nthree"


def test_what_no_page_can_carry_is_shown_as_a_sign_for_it():
    for drawn in (mrkdwn_drawn("a\x00b\ud83dc", around()), plain_drawn("a\x00b\ud83dc")):
        assert drawn.encode() == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c".encode()
    assert "\N{REPLACEMENT CHARACTER}" in markdown("\ud83d").text


def test_a_well_known_emoji_is_its_sign_and_others_stay_words():
    page = words(":warning: Late :party_parrot: 10:30:00")
    assert page.one(class_="emoji").attrs["aria-label"] == "warning"
    assert page.text == "\N{WARNING SIGN} Late :party_parrot: 10:30:00"
    assert read(plain_drawn(":warning: *no bold* <b>")).text == "\N{WARNING SIGN} *no bold* <b>"


FRAGMENTS = [
    *("*", "_", "~", "`", "```", ">", ">>>", "<", ">", "|", "&", "&lt;", "&amp;", "&gt;", "\n", " ", "x", "word", "\\"),
    *("<@U0ADA>", "<!here>", "<script>alert(1)</script>", "<img src=x onerror=y>", "'\"", "<https://a.b|", "<javascript:x|y>"),
    *('https://a.b/"onmouseover=x', ":warning:", "[l](javascript:x)", "![", "](", "<!date^1^{x}^javascript:y|z>", "\u202e", "\x00"),
    *("# ", "- ", "1. ", "> ", "|a|b|\n|-|-|\n", "---", "<!--", "-->", "]]>", "&#60;", "\ud83d", "\ue000", "{{ x }}", "{% y %}"),
]  # fmt: skip
OF_WORDS = {
    *(
        "strong",
        "em",
        "s",
        "code",
        "pre",
        "blockquote",
        "a",
        "br",
        "span",
        "time",
        "div",
        "ul",
        "ol",
        "li",
        "hr",
        "input",
    ),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"),
}
OF_ATTRIBUTES = {
    *("class", "href", "target", "rel", "title", "role", "aria-label", "start", "data-language", "scope", "tabindex"),
    *("type", "disabled", "checked"),
}


def harmless(page):
    assert {it.tag for it in page} <= OF_WORDS
    assert {name for it in page for name in it.attrs} <= OF_ATTRIBUTES
    assert all(it.attrs["href"].startswith(("https://", "http://", "mailto:", "slack://")) for it in page.all("a"))


@pytest.mark.parametrize("seed", range(150))
def test_what_people_typed_never_becomes_markup(seed):
    chance = random.Random(seed)
    text = "".join(chance.choice(FRAGMENTS) for _ in range(chance.randrange(60)))
    harmless(words(text))
    harmless(read(plain_drawn(text)))
    harmless(markdown(text))


@pytest.mark.parametrize(
    "piece",
    [*"*_~`<[(#|>-\\ ", "*a ", "[a](", "<a|", "> ", "- ", "  - ", "```\n", "&lt;", ":a", "*_~", "a\n", "|-", "# "],
)
def test_very_much_of_one_sign_is_drawn_all_the_same(piece):
    text = piece * (12_000 // len(piece))
    harmless(words(text))
    harmless(markdown(text))
    harmless(markdown(f"# {text}x"))


def test_markdown_has_headings_lists_quotes_tables_and_code():
    page = markdown("## A *debrief*\npara **bold**\nnext ~~no~~\n\n- one\n  1. first\n  2. second\n- [x] done\n\n"
                    "> said\n\n| A | B |\n|---|--:|\n| 1 | `2` |\n\n```python\nx < *y*\n```\n\n---\n[link](https://example.com)")  # fmt: skip
    assert page.one("h4").words == "A debrief"
    assert page.one("strong").text == "bold"
    assert page.one("ol") in list(page.one("ul"))
    assert [it.words for it in page.one("ol").all("li")] == ["first", "second"]
    assert page.one("input", type="checkbox", checked="").attrs["aria-label"] == "done"
    assert page.one("blockquote").words == "said"
    assert [it.text for it in page.all("th", scope="col")] == ["A", "B"]
    assert [it.text for it in page.all("td")] == ["1", "2"]
    assert "align-right" in page.all("td")[1].attrs["class"]
    assert page.one("pre").text == "x < *y*"
    assert page.one("hr")
    assert page.one("a").attrs["href"] == "https://example.com"
    assert "para bold\nnext no" in page.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [("snake_case_name", "snake_case_name"), ("\\*not bold\\*", "*not bold*"), ("``a`b``", "a`b"), ("<b>html</b>", "<b>html</b>"),
     ("[bad](javascript:x)", "bad (javascript:x)"), ("1 < 2 &lt; 3", "1 < 2 < 3"), ("<@U0ADA>", "@Ada Example")],
)  # fmt: skip
def test_markdown_that_is_none_is_shown_as_it_stands(text, shown):
    assert markdown(text).words == shown


def test_rich_text_is_styled_as_its_pieces_say():
    page = rich({"type": "text", "text": "x", "style": {"bold": True, "strike": True, "underline": True}})
    assert page.one("u").one("s").one("strong").text == "x"


def test_every_piece_of_rich_text_is_shown():
    page = rich(
        {"type": "user", "user_id": "U0ADA"}, {"type": "channel", "channel_id": "C0HIRING"},
        {"type": "usergroup", "usergroup_id": "S1"}, {"type": "broadcast", "range": "channel"},
        {"type": "emoji", "name": "party", "unicode": "1f389"}, {"type": "color", "value": "#336699"},
        {"type": "date", "timestamp": NOON, "format": "{date_num}", "fallback": "a day"},
        {"type": "link", "url": "https://example.com"}, {"type": "hologram"},
    )  # fmt: skip
    assert page.words == (
        "@Ada Example#hiring@S1@channel:party:#3366992027-03-02https://example.comUnsupported here: hologram"
    )
    assert page.one("rect").attrs["fill"] == "#336699"


@pytest.mark.parametrize("value", ['red"/><script>', "url(x)", "#12"])
def test_a_colour_that_is_none_is_only_said(value):
    page = rich({"type": "color", "value": value})
    assert (page.all("rect"), page.words) == ([], value)


def test_a_list_of_rich_text_counts_on_where_it_is_told_to():
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "third"}]}
    part = {"type": "rich_text_list", "style": "ordered", "indent": 2, "offset": 2, "border": 1, "elements": [item]}
    listed = seen({"type": "rich_text", "block_id": "r", "elements": [part]}).one("ol")
    assert (listed.attrs["start"], listed.attrs["class"]) == ("3", "indent-2 bordered")
