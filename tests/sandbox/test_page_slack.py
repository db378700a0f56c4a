"""The workspace's pages, without a browser and without a bot: who sees what, and what becomes of what they do."""

from collections.abc import Iterator

import pytest

from sandbox.page.drawing.sample_elements import FEEDBACK
from sandbox.page.links import message_id
from sandbox.slack import api_chat
from sandbox.slack.channels import Post
from sandbox.slack.shapes import JSON
from tests.sandbox.page_visitor import Visitor, a_visitor

HIRING = "/as/rita/c/hiring"
OPEN = {"type": "button", "action_id": "open", "text": {"type": "plain_text", "text": "Open"}}
FRAMED = [
    {"type": "container", "title": OPEN["text"], "child_blocks": [{"type": "actions", "elements": [OPEN]}]},
    {"type": "container", "title": OPEN["text"], "child_blocks": [{"type": "section", "text": OPEN["text"], "accessory": OPEN}]},
    {"type": "carousel", "elements": [{"type": "card", "title": OPEN["text"], "actions": [OPEN]}]},
    {"type": "card", "title": OPEN["text"], "actions": [OPEN]},
]  # fmt: skip
NOT_REACHED, CHANGED = "The app could not be reached. Try again.", "This has changed meanwhile. Look again."


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    with a_visitor() as found:
        yield found


def says(visitor: Visitor, who: str, text: str, channel: str = "hiring", **more: object) -> Post:
    workspace = visitor.company.workspace
    author = workspace.bot if who == "bot" else workspace.member(who)
    return workspace.post(workspace.channel(channel), author, text, **more)


def dm(visitor: Visitor, who: str, text: str) -> Post:
    workspace = visitor.company.workspace
    return workspace.post(workspace.dm(workspace.member(who).id), workspace.bot, text)


def sends(visitor: Visitor, text: str, thread: str = "") -> str:
    """Rita types something in the hiring channel, or in a thread of it; the page she sees then."""
    channel = visitor.company.workspace.channel("hiring").id
    return visitor.posts("/as/rita/say", surface=channel, text=text, thread=thread, back=HIRING).read()


def test_what_is_said_stands_there_with_who_said_it_and_when(visitor: Visitor) -> None:
    sends(visitor, "Who can take *Tuesday*? <script>")
    [post] = visitor.company.workspace.channel("hiring").posts
    said = visitor.page.read(message_id(post.channel, post.ts))
    assert "Rita Okafor 9:00 AM" in said  # nine in Berlin, where she is
    assert "Who can take Tuesday? <script>" in said
    visitor.opens("/as/ana/c/hiring")
    assert "8:00 AM" in visitor.page.read(message_id(post.channel, post.ts))  # eight in Lisbon


def test_whoever_is_not_in_a_channel_neither_sees_nor_opens_it(visitor: Visitor) -> None:
    assert "hiring" not in visitor.opens("/as/gus/c/general").read("places")
    assert visitor.opens("/as/gus/c/hiring").status == 404
    assert "Gus Visitor is not in #hiring" in visitor.page.read()
    assert visitor.opens("/as/nobody/c/general").status == 404


def test_an_ephemeral_message_is_seen_by_its_reader_only(visitor: Visitor) -> None:
    rita = visitor.company.workspace.member("rita")
    says(visitor, "bot", "For your eyes only", reader=rita.id)
    assert "Only visible to you For your eyes only" in visitor.opens(HIRING).read()
    assert "For your eyes only" not in visitor.opens("/as/remy/c/hiring").read()


def test_a_reply_stands_in_the_thread_and_is_counted_under_its_message(visitor: Visitor) -> None:
    root = says(visitor, "rita", "About Ada")
    sends(visitor, "I was there", thread=root.ts)
    assert "1 reply" in visitor.page.read("stream")
    assert "I was there" not in visitor.page.read("stream")
    assert "I was there" in visitor.opens(f"{HIRING}?thread={root.ts}").read("replies")


def test_a_message_with_buttons_stands_in_its_channel_and_in_its_thread_under_ids_of_its_own(visitor: Visitor) -> None:
    post = says(visitor, "bot", "Ada", blocks=[{"type": "actions", "block_id": "b", "elements": [OPEN]}])
    visitor.opens(f"{HIRING}?thread={post.ts}")  # which refuses an id that is there twice
    number = message_id(post.channel, post.ts)
    assert visitor.page.read(f"{number}-b-open") == visitor.page.read(f"t-{number}-b-open") == "Open"


def test_a_thread_that_is_gone_says_so(visitor: Visitor) -> None:
    assert visitor.opens(f"{HIRING}?thread=1.2").status == 404
    assert "That message is gone." in visitor.page.read()


def test_unread_marks_are_ones_own_and_go_by_looking(visitor: Visitor) -> None:
    visitor.opens(HIRING)
    says(visitor, "remy", "News")
    dm(visitor, "ana", "You owe a scorecard")
    visitor.opens("/as/rita/home")
    assert "1 new" in visitor.page.read("places")
    assert "1 new" in visitor.page.read("face-ana")
    visitor.opens(HIRING)
    assert "new" not in visitor.page.read("places")
    visitor.opens("/as/ana/messages")
    assert "You owe a scorecard" in visitor.page.read("stream")
    assert "new" not in visitor.opens("/as/ana/home").read("face-ana")


def test_what_stood_there_before_the_page_was_opened_is_not_new(visitor: Visitor) -> None:
    assert "new" not in visitor.opens("/as/rita/home").read("places")


def test_an_edited_message_says_so_and_a_deleted_one_is_gone(visitor: Visitor) -> None:
    post, other = says(visitor, "bot", "Before"), says(visitor, "bot", "Mistake")
    assert "(edited)" not in visitor.opens(HIRING).read()
    with visitor.company.workspace.change():
        post.text, post.edited_ts, other.deleted = "After", post.ts, True
    said = visitor.opens(HIRING).read("stream")
    assert "After(edited)" in said
    assert "Before" not in said
    assert "Mistake" not in said


def test_a_permalink_of_the_workspace_leads_to_its_message_here(visitor: Visitor) -> None:
    root = says(visitor, "rita", "About Ada")
    reply = says(visitor, "rita", "The summary", thread_ts=root.ts)
    number = reply.ts.replace(".", "")
    address = f"https://sandbox.slack.com/archives/{root.channel}/p{number}?thread_ts={root.ts}&cid={root.channel}"
    says(visitor, "bot", f"See <{address}|the summary>")
    assert visitor.opens(HIRING).links["the summary"] == (
        f"/as/rita/c/{root.channel}?thread={root.ts}#{message_id(root.channel, reply.ts)}"
    )


def test_a_command_that_slack_does_not_know_is_refused_at_the_composer(visitor: Visitor) -> None:
    assert "/lunch is not a valid command." in sends(visitor, "/lunch")
    assert not visitor.company.workspace.channel("hiring").posts


def test_commands_are_not_for_threads(visitor: Visitor) -> None:
    root = says(visitor, "rita", "About Ada")
    assert "/candidate is not supported in threads. Sorry!" in sends(visitor, "/candidate", thread=root.ts)


def test_while_nobody_answers_a_command_fails_as_in_slack_until_something_else_is_done(visitor: Visitor) -> None:
    assert "/candidate failed with the error “dispatch_failed”" in sends(visitor, "/candidate")
    assert "failed" not in sends(visitor, "Never mind")


def test_a_button_that_nobody_answers_shows_a_warning_beside_it(visitor: Visitor) -> None:
    post = says(visitor, "bot", "Ada", blocks=[{"type": "actions", "block_id": "b", "elements": [OPEN]}])
    number = message_id(post.channel, post.ts)
    visitor.opens(HIRING)
    visitor.presses(f"{number}-b-open")
    assert NOT_REACHED in visitor.page.read(number)
    visitor.posts("/as/rita/press", surface=number, press="b/gone", back=HIRING)
    assert CHANGED in visitor.page.read(number)


def buttons(*values: str) -> JSON:
    return {"type": "actions", "elements": [{**OPEN, "action_id": f"open.{it}", "value": it} for it in values]}


def press_on(visitor: Visitor, post: Post, value: str, edited: list[JSON]) -> str:
    """The button with this *value* as it stood there before the bot edited the message; what the page says then."""
    number, workspace = message_id(post.channel, post.ts), visitor.company.workspace
    visitor.opens(HIRING)
    (button,) = (it for it in visitor.page.like(number) if it.endswith(f"-open.{value}"))
    with workspace.change():
        api_chat.update(workspace, {"channel": post.channel, "ts": post.ts, "text": "Ada", "blocks": edited})
    return visitor.presses(button).read(number)


def test_a_press_that_met_an_edit_counts_while_the_same_button_is_there(visitor: Visitor) -> None:
    words = {"type": "section", "text": {"type": "plain_text", "text": "Somebody answered."}}
    post = says(visitor, "bot", "Ada", blocks=[buttons("1", "2")])
    assert NOT_REACHED in press_on(visitor, post, "2", [words, buttons("1", "2")])
    assert CHANGED in press_on(visitor, post, "2", [buttons("1", "3")])
    assert CHANGED in press_on(visitor, post, "1", [buttons("1"), buttons("1")])  # which of them?


def test_a_button_that_says_something_else_now_is_not_pressed(visitor: Visitor) -> None:
    at_nine, at_ten = ({"type": "actions", "block_id": "b", "elements": [{**OPEN, "value": it}]} for it in ("9", "10"))
    post = says(visitor, "bot", "Ada", blocks=[at_nine])
    number = message_id(post.channel, post.ts)
    visitor.opens(HIRING)
    with visitor.company.workspace.change():
        post.blocks = [at_ten]
    assert CHANGED in visitor.presses(f"{number}-b-open").read(number)


@pytest.mark.parametrize("value", ["100%/a", "two\nlines\r\n", "ü \N{SNOWMAN}", ""])
def test_a_button_may_say_anything(visitor: Visitor, value: str) -> None:
    block = {"type": "actions", "block_id": "b", "elements": [{**OPEN, "value": value}]}
    post = says(visitor, "bot", "Ada", blocks=[block])
    number = message_id(post.channel, post.ts)
    visitor.opens(HIRING)
    assert NOT_REACHED in visitor.presses(f"{number}-b-open").read(number)


@pytest.mark.parametrize("frame", FRAMED)
def test_a_button_inside_a_frame_is_pressed_like_any_other(visitor: Visitor, frame: JSON) -> None:
    post = says(visitor, "bot", "Ada", blocks=[frame])
    number = message_id(post.channel, post.ts)
    visitor.opens(HIRING)
    (button,) = (it for it in visitor.page.like(number) if it.endswith("-open"))
    assert NOT_REACHED in visitor.presses(button).read(number)


@pytest.mark.parametrize("vote", ["good", "bad"])
def test_a_vote_is_pressed_like_any_other_button(visitor: Visitor, vote: str) -> None:
    post = says(visitor, "bot", "Ada", blocks=[{"type": "context_actions", "block_id": "b", "elements": [FEEDBACK]}])
    number = message_id(post.channel, post.ts)
    visitor.opens(HIRING)
    assert NOT_REACHED in visitor.presses(f"{number}-b-votes--{int(vote == 'bad')}").read(number)


def test_the_composer_knows_the_commands_with_their_hints(visitor: Visitor) -> None:
    hints = visitor.opens(HIRING).read("commands")
    assert "/scorecard [name] Write down what you saw in an interview" in hints


def test_a_long_channel_is_drawn_by_pieces(visitor: Visitor) -> None:
    for number in range(503):
        says(visitor, "rita", f"Number {number}.")
    visitor.opens(HIRING)
    assert "Number 3." in visitor.page.read("stream")
    assert "Number 2." not in visitor.page.read("stream")
    visitor.opens(visitor.page.links["Older messages"])
    assert "Number 2." in visitor.page.read("stream")
    assert "Older messages" not in visitor.page.links


def test_another_site_cannot_act_in_here(visitor: Visitor) -> None:
    visitor.origin = "https://evil.example"
    visitor.posts("/as/rita/say", surface="hiring", text="Hello", back=HIRING)
    assert visitor.page.status == 403
    visitor.origin = ""
    assert "Hello" not in visitor.opens(HIRING).read()


def test_a_form_leads_to_no_other_site(visitor: Visitor) -> None:
    channel = visitor.company.workspace.channel("hiring").id
    visitor.posts("/as/rita/say", surface=channel, text="Hello", back="//evil.example/")
    assert "evil" not in visitor.page.url


def test_no_other_site_shows_it_in_a_frame_and_nothing_written_here_runs(visitor: Visitor) -> None:
    for address in (HIRING, "/static/page.js", "/as/nobody/home"):
        policy = visitor.opens(address).headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy


def test_where_a_form_leads_is_one_line(visitor: Visitor) -> None:
    channel = visitor.company.workspace.channel("hiring").id
    visitor.posts("/as/rita/say", surface=channel, text="Hello", back="/as/rita/home\r\nSet-Cookie: a=b")
    assert (visitor.page.status, visitor.page.url) == (200, visitor.opens(HIRING).url + "?begin")


def test_a_date_that_slack_does_not_know_is_refused_where_it_was_typed(visitor: Visitor) -> None:
    picker = {"type": "datepicker", "action_id": "day"}
    post = says(visitor, "bot", "When?", blocks=[{"type": "actions", "block_id": "b", "elements": [picker]}])
    number = message_id(post.channel, post.ts)
    visitor.posts("/as/rita/fill", **{"surface": number, "name": "b/day", "b/day": "20270-01-01", "back": HIRING})
    assert "Slack takes no such date or time." in visitor.page.read(number)


def test_an_address_that_nobody_wrote_for_somebody_is_not_here(visitor: Visitor) -> None:
    for address in ("home", "mail", "calendar/rita", "c/hiring", "messages"):
        assert visitor.opens(f"/as/nobody/{address}").status == 404
    assert visitor.posts("/as/nobody/world/clock", how="tomorrow", back=HIRING).status == 404


def test_who_asks_for_a_channel_that_is_not_there_reads_which_ones_are(visitor: Visitor) -> None:
    assert visitor.opens("/as/rita/c/nonsense").status == 404
    assert "No channel is called nonsense; there are general, hiring." in visitor.page.read()


def test_the_clock_goes_only_where_the_page_offered(visitor: Visitor) -> None:
    for to in ("soon", "2027-03-02T09:00:00", "9999-12-31T00:00:00+00:00"):
        assert visitor.posts("/as/rita/world/clock", how="next", to=to, back=HIRING).status == 200
        assert "On the way" not in visitor.page.read("strip")
