"""A person fills in every kind of field, and Slack's own client refuses what it refuses."""

import re
from datetime import UTC, date, datetime

import pytest

from tests.sandbox.slack_company import a_company, button, form, option, text_field, words

MARKS = [option("Strong yes", "4"), option("Yes", "3"), option("No", "2")]


def field(label, block_id, kind, *, told=False, **element):
    return {
        "type": "input",
        "block_id": block_id,
        "label": words(label),
        "optional": True,
        "dispatch_action": told,
        "element": {"type": kind, "action_id": "it", **element},
    }


class Desk:
    """A company whose bot shows one form and remembers what it hears."""

    def __init__(self, company):
        self.company, self.heard, self.submitted = company, [], []
        self.ada = company.person("ada")

    def teach(self, app):
        @app.action({"type": "block_actions", "action_id": "it"})
        def pressed(ack, body):
            self.heard.append(body)
            ack()

        @app.action(re.compile("press|menu"))
        def button_pressed(ack, body):
            self.heard.append(body)
            ack()

        @app.options("it")
        def offer(ack, body):
            ack(options=[option(f"{body['value']} exercise", "x1")])

        @app.view("form")
        def submit(ack, view):
            self.submitted.append(view)
            ack()

        @app.view_closed("form")
        def closed(ack, body):
            self.heard.append(body)
            ack()

    def shows(self, *blocks, **more):
        trigger = self.company.workspace.triggers.issue(self.ada.member.id)
        self.company.client().views_open(trigger_id=trigger, view=form(*blocks, **more))

    def values(self):
        return {block: held["it"] for block, held in self.submitted[-1]["state"]["values"].items()}


@pytest.fixture(scope="module")
def bot():
    with a_company() as company:
        desk = Desk(company)
        with company.bot(desk.teach):
            yield desk


@pytest.fixture
def desk(bot):
    bot.heard.clear()
    bot.submitted.clear()
    bot.ada.loses_the_window()
    bot.ada.reset_taps()
    return bot


def test_every_kind_of_field_arrives_as_slack_sends_it(desk):
    desk.shows(
        field("Note", "note", "plain_text_input", multiline=True),
        field("Mark", "mark", "radio_buttons", options=MARKS),
        field("Seen", "seen", "checkboxes", options=[option("Tests"), option("Names"), option("Plan")]),
        field("Role", "role", "static_select", options=[option("Backend")]),
        field("Roles", "roles", "multi_static_select", options=[option("Backend"), option("Mobile")]),
        field("Interviewer", "who", "users_select"),
        field("Panel", "panel", "multi_users_select"),
        field("Day", "day", "datepicker"),
        field("From", "from", "timepicker"),
        field("Deadline", "deadline", "datetimepicker"),
        field("Channel", "channel", "conversations_select"),
        field("Exercise", "exercise", "external_select", min_query_length=1),
    )
    ada, bo = desk.ada.member.id, desk.company.workspace.member("bo").id
    desk.ada.fills_in(
        {
            "Note": "clear & <calm>",
            "Mark": "Yes",
            "Seen": ["Tests", "Plan"],
            "Role": "Backend",
            "Roles": ["Backend", "Mobile"],
            "Interviewer": "Bo Lindqvist",
            "panel": ["ada", desk.company.person("bo")],
            "Day": date(2027, 3, 4),
            "From": "09:30",
            "Deadline": datetime(2027, 3, 4, 12, tzinfo=UTC),
            "Channel": "hiring",
            "Exercise": "x1",
        }
    )
    assert desk.ada.hands_in().ok
    values = desk.values()
    assert values["note"] == {"type": "plain_text_input", "value": "clear & <calm>"}
    assert values["mark"]["selected_option"]["value"] == "3"
    assert [it["value"] for it in values["seen"]["selected_options"]] == ["tests", "plan"]
    assert values["roles"]["selected_options"][1]["value"] == "mobile"
    assert values["who"]["selected_user"] == bo
    assert values["panel"]["selected_users"] == [ada, bo]
    assert (values["day"]["selected_date"], values["from"]["selected_time"]) == ("2027-03-04", "09:30")
    assert values["deadline"]["selected_date_time"] == 1804161600
    assert values["channel"]["selected_conversation"] == desk.company.workspace.channel("hiring").id
    assert values["exercise"]["selected_option"]["value"] == "x1"
    assert desk.ada.taps == 1 + 2 + 1 + 2 + 1 + 2 + 1 + 1 + 1 + 1 + 1 + 1


def test_a_required_field_left_empty_never_reaches_the_bot(desk):
    desk.shows(text_field("Name", "name"), text_field("Note", "note", optional=True, max_length=5))
    desk.ada.fills_in({"Note": "too long"})
    refused = desk.ada.hands_in()
    assert refused.errors == {"Name": "Please complete this required field.", "Note": "Must be at most 5 characters."}
    assert desk.submitted == []
    desk.ada.fills_in({"Name": "Lin", "Note": ""})
    assert desk.ada.hands_in().ok
    assert desk.values()["note"]["value"] is None


def test_typing_is_told_where_the_form_asks_for_every_character(desk):
    desk.shows(
        text_field("Told", "told", told=True),
        text_field("Silent", "silent"),
        field("On enter", "enter", "plain_text_input", told=True),
        field("Quiet", "quiet", "radio_buttons", options=MARKS),
        field("Mark", "mark", "radio_buttons", options=MARKS, told=True),
        private_metadata="i1",
    )
    desk.ada.fills_in({"Told": "draft", "Silent": "x", "On enter": "y", "Quiet": "Yes", "Mark": "No"})
    assert [it["actions"][0]["block_id"] for it in desk.heard] == ["told", "mark"]
    draft, mark = desk.heard
    assert draft["actions"][0]["value"] == "draft"
    assert mark["actions"][0]["selected_option"]["value"] == "2"
    assert mark["view"]["state"]["values"]["silent"]["it"]["value"] == "x"
    assert mark["view"]["private_metadata"] == "i1"
    assert draft["actions"][0]["action_ts"] < mark["actions"][0]["action_ts"]


def test_what_is_not_there_is_refused_with_what_is(desk):
    desk.shows(field("Mark", "mark", "radio_buttons", options=MARKS), text_field("Note", "a"), text_field("Note", "b"))
    with pytest.raises(LookupError, match="Strong yes"):
        desk.ada.fills_in({"Mark": "Perhaps"})
    with pytest.raises(LookupError, match="mark"):
        desk.ada.fills_in({"Marks": "Yes"})
    with pytest.raises(LookupError, match="several"):
        desk.ada.fills_in({"Note": "which?"})
    with pytest.raises(LookupError, match="Strong yes"):
        desk.ada.presses("Book")
    assert desk.ada.fills_in({"b": "this one"}).ok


def test_closing_tells_the_bot_without_values_and_losing_the_window_tells_nobody(desk):
    desk.shows(text_field("Name", "name", typed="Lin"), notify_on_close=True)
    desk.ada.closes()
    assert [(it["type"], it["is_cleared"], it["view"]["state"]["values"]) for it in desk.heard] == [
        ("view_closed", False, {})
    ]
    desk.shows(text_field("Name", "name"), notify_on_close=True)
    desk.ada.loses_the_window()
    assert len(desk.heard) == 1


def test_a_button_is_found_by_its_words_and_by_what_stands_beside_it(desk):
    people = [
        {"type": "section", "text": words(name), "accessory": button("Open", "press", value=name)}
        for name in ("Lin", "Mo")
    ]
    menu = {"type": "overflow", "action_id": "menu", "options": [option("Withdraw"), option("Move")]}
    row = {"type": "actions", "elements": [menu, button("Reject", "press", confirm=sure())]}
    desk.company.client().chat_postMessage(channel=desk.ada.member.id, text="list", blocks=[*people, row])
    desk.ada.presses("Open", near="Mo")
    desk.ada.presses("Withdraw")
    desk.ada.presses("Reject", on=desk.ada.finds("list"))
    opened, withdrawn, rejected = desk.heard
    assert opened["actions"][0]["value"] == "Mo"
    assert withdrawn["actions"][0]["selected_option"]["value"] == "withdraw"
    assert rejected["message"]["text"] == "list"
    assert rejected["channel"]["name"] == "directmessage"
    assert desk.ada.confirmed == ["Sure?\nReally?"]
    assert desk.ada.taps == 3


def sure():
    return {"title": words("Sure?"), "text": words("Really?"), "confirm": words("Yes"), "deny": words("No")}


def test_an_ephemeral_message_reaches_the_bot_without_its_words(desk):
    hiring = desk.company.workspace.channel("hiring").id
    row = {"type": "actions", "elements": [button("Just me", "press")]}
    desk.company.client().chat_postEphemeral(channel=hiring, user=desk.ada.member.id, text="psst", blocks=[row])
    desk.ada.presses("Just me")
    assert desk.heard[0]["container"]["is_ephemeral"]
    assert "message" not in desk.heard[0]


def test_what_a_frame_holds_is_pressed_with_an_id_of_its_own(desk):
    inside = [{"type": "actions", "elements": [button("Open the plan", "press")]}]
    frame = {"type": "container", "title": words("Ada"), "child_blocks": inside}
    posted = desk.company.client().chat_postMessage(channel=desk.ada.member.id, text="Ada", blocks=[frame])
    assert "Open the plan" in desk.ada.dms[-1].buttons
    desk.ada.presses("Open the plan")
    (told,) = desk.heard[-1]["actions"]
    (child,) = posted["message"]["blocks"][0]["child_blocks"]
    assert told["block_id"] == child["block_id"]
    assert child["block_id"] not in (None, "", posted["message"]["blocks"][0]["block_id"])


def test_nobody_presses_what_they_cannot_see(desk):
    desk.company.client().chat_postMessage(channel=desk.company.workspace.channel("hiring").id, text="inside")
    guest = desk.company.person("gil")
    with pytest.raises(LookupError, match="not in #hiring"):
        guest.sees("hiring")
    with pytest.raises(LookupError):
        guest.presses("Open", on=desk.ada.finds("inside"))


def test_dates_are_shown_in_the_zone_of_whoever_reads(desk):
    text = "At <!date^1804161600^{date_short} {time}|noon UTC>"
    desk.company.client().chat_postMessage(channel=desk.company.workspace.channel("hiring").id, text=text)
    assert desk.ada.finds("At ", "hiring").text == "At Mar 4, 2027 1:00 PM"
    assert desk.company.person("bo").finds("At ", "hiring").text == "At Mar 4, 2027 7:00 AM"


@pytest.mark.parametrize("moment", ["9" * 20, "-" + "9" * 12, "9" * 5000, "\N{SUPERSCRIPT TWO}", "soon"])
def test_a_date_that_no_calendar_has_is_read_as_its_fallback(desk, moment):
    text = f"At <!date^{moment}^{{date_short}}|some day>"
    desk.company.client().chat_postMessage(channel=desk.company.workspace.channel("hiring").id, text=text)
    assert desk.ada.finds("At ", "hiring").text == "At some day"


def test_waiting_in_vain_tells_what_the_person_sees_instead(desk):
    desk.company.client().chat_postMessage(channel=desk.ada.member.id, text="only this")
    with pytest.raises(AssertionError, match=r"for the letter(.|\n)*only this"):
        desk.ada.waits_for(lambda: None, timeout=0.01, why="for the letter")
