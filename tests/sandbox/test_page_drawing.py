"""Fields, menus and buttons of the page: real controls, named so that a posted form says which is meant."""

import pytest

from sandbox.page.drawing import pressed
from tests.sandbox import block_kit_samples as samples
from tests.sandbox.block_kit_samples import actions, button, mrkdwn, option, plain, section
from tests.sandbox.page_drawing import seen

GRADES = [option("4", "Strong yes"), option("3", "Yes"), option("2", "No")]


def field(kind, *, name="mark", label="Your mark", **element):
    told = {key: element.pop(key) for key in ("dispatch_action", "optional", "hint") if key in element}
    inside = {"type": kind, "action_id": "it", **element}
    return {"type": "input", "block_id": name, "label": plain(label), "element": inside, **told}


def holding(state, *, name="mark"):
    return {name: {"it": state}}


def test_a_field_has_its_label_its_hint_and_says_when_it_may_stay_empty():
    page = seen(field("plain_text_input", optional=True, hint=plain("In your own words")))
    assert page.one("label", for_="V1-mark-it").words == "Your mark (optional)"
    control = page.one("input", name="mark/it", id="V1-mark-it")
    assert page.one(id=control.attrs["aria-describedby"]).words == "In your own words"
    assert "optional" not in seen(field("plain_text_input")).words


def test_what_was_wrong_stands_under_its_field_and_belongs_to_it():
    page = seen(field("plain_text_input", hint=plain("Hint")), errors={"mark": "Say <why>.", "other": "Elsewhere."})
    control = page.one("input", aria_invalid="true")
    error, hint = (page.one(id=it) for it in control.attrs["aria-describedby"].split())
    assert (error.words, hint.words) == ("Say <why>.", "Hint")
    assert "Elsewhere" not in page.words


def test_a_wrong_group_of_choices_says_so_too():
    page = seen(field("radio_buttons", options=GRADES), errors={"mark": "Choose one."})
    assert page.one(id=page.one("fieldset").attrs["aria-describedby"]).words == "Choose one."


def test_the_text_that_was_typed_is_still_there_to_the_letter():
    typed = '\n  "Lines"\n</textarea><b>bold</b>'
    page = seen(
        field("plain_text_input", multiline=True, max_length=300),
        values=holding({"type": "plain_text_input", "value": typed}),
    )
    area = page.one("textarea")
    assert area.text == "\n" + typed  # a browser leaves out the first line break
    assert area.attrs["maxlength"] == "300"
    assert not page.all("b")


def test_what_the_bot_filled_in_stands_there_until_somebody_changes_it():
    start = field("plain_text_input", initial_value="So far")
    assert seen(start).one("input").attrs["value"] == "So far"
    emptied = holding({"type": "plain_text_input", "value": None})
    assert seen(start, values=emptied).one("input").attrs["value"] == ""


@pytest.mark.parametrize(
    ("kind", "native"),
    [
        ("email_text_input", "email"),
        ("url_text_input", "url"),
        ("number_input", "number"),
        ("datepicker", "date"),
        ("timepicker", "time"),
    ],
)
def test_a_field_is_the_browsers_own_where_it_has_one(kind, native):
    assert seen(field(kind)).one("input").attrs["type"] == native


def test_a_number_keeps_to_its_bounds():
    page = seen(field("number_input", is_decimal_allowed=False, min_value="1", max_value="4"))
    assert {key: page.one("input").attrs[key] for key in ("min", "max", "step")} == {
        "min": "1",
        "max": "4",
        "step": "1",
    }


def test_a_moment_is_picked_in_the_readers_zone():
    moment = field("datetimepicker", initial_date_time=1803974400)  # 2 March 2027, 12:00 in London
    for zone, clock in (("Europe/London", "2027-03-02T08:00"), ("Asia/Kolkata", "2027-03-02T13:30")):
        page = seen(moment, zone=zone)
        assert page.one("input", type="datetime-local").attrs["value"] == clock
        assert zone in page.words


def test_a_menu_offers_its_options_in_their_groups_and_shows_what_is_chosen():
    groups = [{"label": plain("Hire"), "options": GRADES[:2]}, {"label": plain("No hire"), "options": GRADES[2:]}]
    page = seen(field("static_select", option_groups=groups, initial_option=GRADES[1]))
    assert [it.attrs["label"] for it in page.all("optgroup")] == ["Hire", "No hire"]
    assert page.one("option", selected="").attrs["value"] == "3"
    assert page.one("label").attrs["for"] == page.one("select").attrs["id"]


def test_a_menu_without_a_choice_shows_its_placeholder_and_only_an_optional_one_is_emptied():
    menu = {"options": GRADES, "placeholder": plain("Pick a mark")}
    for optional in (True, False):
        nothing = seen(field("static_select", optional=optional, **menu)).one("option", selected="")
        assert (nothing.words, nothing.attrs["value"]) == ("Pick a mark", "")
        assert ("disabled" in nothing.attrs) is not optional


def test_radio_buttons_are_a_named_group_that_posts_their_values():
    page = seen(field("radio_buttons", options=[{**GRADES[0], "description": plain("I would argue for it")}, *GRADES[1:]]),
                values=holding({"type": "radio_buttons", "selected_option": GRADES[2]}))  # fmt: skip
    assert page.one("fieldset").one("legend").words == "Your mark"
    assert [(it.attrs["name"], it.attrs["value"]) for it in page.all("input", type="radio")] == [
        ("mark/it", "4"), ("mark/it", "3"), ("mark/it", "2"),
    ]  # fmt: skip
    assert page.one("input", checked="").attrs["value"] == "2"
    assert page.all("label", class_="choice")[0].words == "Strong yes I would argue for it"


def test_checkboxes_may_be_ticked_side_by_side():
    ticked = holding({"type": "checkboxes", "selected_options": GRADES[:2]})
    page = seen(field("checkboxes", options=GRADES), values=ticked)
    assert [it.attrs["value"] for it in page.all("input", checked="")] == ["4", "3"]
    assert all(
        it.attrs["id"] == label.attrs["for"] for it, label in zip(page.all("input"), page.all("label"), strict=True)
    )


def test_people_are_chosen_by_name_and_stay_chosen_after_they_left():
    chosen = holding({"type": "multi_users_select", "selected_users": ["U0RITA", "U0GONE"]})
    page = seen(field("multi_users_select", max_selected_items=3), values=chosen)
    menu = page.one("details", id="V1-mark-it")
    assert [it.words for it in menu.one("summary").all(class_="token")] == ["U0GONE", "Rita Example"]
    assert [(it.attrs["value"], "checked" in it.attrs) for it in menu.all("input")] == [
        ("U0GONE", True), ("U0ADA", False), ("U0GUS", False), ("U0RITA", True),
    ]  # fmt: skip
    assert menu.attrs["data-most"] == "3"


def test_only_a_long_list_has_a_filter():
    short, long = ({f"U{number}": f"Person {number}" for number in range(many)} for many in (8, 9))
    assert not seen(field("multi_users_select"), people=short).all("input", type="search")
    assert (
        seen(field("multi_users_select"), people=long).one("input", type="search").attrs["data-filters"] == "V1-mark-it"
    )


def test_public_channels_only_where_only_those_are_asked_for():
    assert [it.words for it in seen(field("channels_select", optional=True)).all("option")][1:] == ["#hiring"]
    assert [it.words for it in seen(field("conversations_select")).all("option")][1:] == ["#hiring", "#secret"]


def test_a_channel_of_two_companies_is_not_offered_where_the_menu_leaves_those_out():
    ours = field("conversations_select", filter={"exclude_external_shared_channels": True})
    for how, offered in (
        ("ext", ["#hiring"]),
        ("pending_ext", ["#hiring", "#secret"]),
        ("org", ["#hiring", "#secret"]),
    ):
        assert [it.words for it in seen(ours, shared=how).all("option")][1:] == offered


def test_a_menu_whose_options_the_bot_suggests_says_whom_to_ask():
    page = seen(field("external_select", initial_option=option("lin", "Lin")))
    control = page.one("input", data_suggests="mark/it", role="combobox")
    assert (control.attrs["value"], control.attrs["data-least"]) == ("Lin", "3")
    assert page.one("input", name="mark/it").attrs["value"] == "lin"  # the choice is sent, not what is typed
    assert page.one(role="listbox").attrs["id"] == control.attrs["aria-controls"]
    assert "needs a browser that runs scripts" in page.words


@pytest.mark.parametrize(
    ("block", "tells"),
    [
        (field("static_select", options=GRADES), None),
        (field("static_select", options=GRADES, dispatch_action=True), "change"),
        (field("plain_text_input", dispatch_action=True), None),
        (field("plain_text_input", dispatch_action=True, dispatch_action_config={"trigger_actions_on": ["on_character_entered"]}), "input"),
        (actions({"type": "static_select", "action_id": "it", "options": GRADES}), "change"),
        (section(accessory={"type": "datepicker", "action_id": "it"}), "change"),
    ],
)  # fmt: skip
def test_the_bot_is_told_at_once_where_slack_tells_it(block, tells):
    controls = [it for it in seen(block) if it.tag in ("select", "input")]
    assert [it.attrs.get("data-tells") for it in controls] == [tells]


def test_a_button_says_what_it_presses_and_how_much_it_matters():
    page = seen({**actions(button(style="danger", action_id="application.reject")), "block_id": "decide"})
    pressing = page.one("button", type="submit", name="press")
    assert pressing.attrs["value"] == "decide/application.reject"
    assert {"button", "danger"} == set(pressing.attrs["class"].split())
    assert pressed(pressing.attrs["value"]) == ("decide", "application.reject", None)


def test_a_button_that_leads_somewhere_is_a_link_that_is_pressed_too():
    link = seen({**actions(button(url="https://example.com/a?b=1&c=2")), "block_id": "go"}).one("a")
    assert link.attrs["href"] == "https://example.com/a?b=1&c=2"
    assert (link.attrs["target"], link.attrs["rel"]) == ("_blank", "noopener")
    assert link.attrs["data-press"] == "go/candidate.advance"


def test_a_link_of_this_workspace_stays_on_the_page():
    link = seen(
        actions(button(url="https://sandbox.slack.com/archives/C1/p1")), link=lambda it: "/as/ada/c/hiring"
    ).one("a")
    assert (link.attrs["href"], "target" in link.attrs) == ("/as/ada/c/hiring", False)


def test_nobody_follows_an_address_that_is_none():
    page = seen(actions(button(url="javascript:alert(1)")))
    assert not page.all("a")
    assert page.one("button").words == "Advance"


def test_what_is_asked_first_stands_on_the_button():
    asked = seen(actions(button(confirm=samples.CONFIRM | {"style": "danger"}))).one("button").attrs
    assert {key.removeprefix("data-confirm-"): value for key, value in asked.items() if key.startswith("data-confirm")} == {
        "title": "Sure?", "text": "It cannot be undone.", "yes": "Yes", "no": "No", "style": "danger",
    }  # fmt: skip


def test_each_choice_of_an_overflow_menu_is_a_press_of_its_own():
    menu = {"type": "overflow", "action_id": "more", "options": [option("a/b%", "Edit"), option("stop", "Stop")]}
    page = seen({**section(accessory=menu), "block_id": "row"})
    opened = page.one("details", class_="overflow")
    assert opened.one("summary").attrs["aria-label"] == "More actions"
    assert [pressed(it.attrs["value"]) for it in opened.all("button")] == [
        ("row", "more", "a/b%"),
        ("row", "more", "stop"),
    ]


@pytest.mark.parametrize("parts", [("a", "b", None), ("a/b", "c%2F", "d/"), ("", "x", ""), ("ü ", "<&>", '"')])
def test_the_name_of_a_press_reads_back_as_what_was_meant(parts):
    block, action, value = parts
    menu = {"type": "overflow", "action_id": action, "options": [option(value or "", "It")]}
    element = menu if value is not None else button(action_id=action)
    page = seen({**actions(element), "block_id": block})
    assert pressed(page.one("button").attrs["value"]) == parts


def test_no_two_controls_have_one_id():
    names = [("a-b", "c"), ("a", "b-c"), ("a_2d_b", "c"), ("a b", "c"), ("a", "label"), ("a", "text")]
    page = seen(*({**section(accessory=button(action_id=action)), "block_id": block} for block, action in names))
    ids = [it.attrs["id"] for it in page.all("button")] + [it.attrs["id"] for it in page.all("div", class_="words")]
    assert len(set(ids)) == len(names) + len({block for block, _ in names})


@pytest.mark.parametrize("name", ["", "alone", "a/b/c/d"])
def test_a_press_that_names_no_control_is_refused(name):
    with pytest.raises(ValueError):
        pressed(name)


def test_five_buttons_show_and_the_others_wait_behind_more():
    many = [button(action_id=f"go.{number}", text=plain(f"Go {number}")) for number in range(7)]
    menu = {"type": "static_select", "action_id": "it", "options": GRADES}
    page = seen({**actions(*many, menu), "block_id": "row"})
    more = page.one("details", class_="more")
    assert more.one("summary").words == "2 more"
    assert [it.words for it in more.all("button")] == ["Go 5", "Go 6"]
    assert len(page.all("button")) == 7
    assert page.one("select") not in list(more)


def test_while_the_bot_has_not_answered_nothing_can_be_touched():
    page = seen(
        field("plain_text_input"), field("checkboxes", name="ticks", options=GRADES), actions(button()), busy=True
    )
    controls = [it for it in page if it.tag in ("input", "button")]
    assert len(controls) == 5
    assert all("disabled" in it.attrs for it in controls)


def test_a_menu_beside_words_is_named_by_them():
    page = seen({**section("*Who* leads?", accessory={"type": "users_select", "action_id": "it"}), "block_id": "lead"})
    assert page.one(id=page.one("select").attrs["aria-labelledby"]).words == "Who leads?"


def test_words_beside_nothing_name_a_control_by_its_placeholder():
    page = seen(actions({"type": "users_select", "action_id": "it", "placeholder": plain("Choose a person")}))
    assert page.one("select").attrs["aria-label"] == "Choose a person"


def test_the_words_of_choices_are_never_markup():
    evil = [{"text": mrkdwn("*x* &lt;b&gt;"), "value": '"><script>', "description": plain("<i>")}]
    page = seen(field("checkboxes", options=evil))
    assert page.one("label", class_="choice").words == "x <b> <i>"
    assert page.one("input").attrs["value"] == '"><script>'
    assert not page.all("script")
