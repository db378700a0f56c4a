"""A scorecard, written by hand: refused, interrupted, found again, on a desk and on a phone."""

from playwright.sync_api import expect

from tests.browser.steps import fills_step_one, hands_in_card, note
from tests.handlers.deciding import a_candidate
from tests.handlers.scoring import QUESTION, SAID, card, held

MOTIVATION, SOLVING = "Motivation", "Problem-solving ability"


def test_a_refused_scorecard_says_so_at_its_fields_and_keeps_what_was_typed(company, sits_down):
    interview = held(company, a_candidate(company), "ana")
    ana = sits_down("ana")
    ana.types("/scorecard")
    fills_step_one(ana)
    ana.writes(note(MOTIVATION), "ok")
    ana.hands_in("Next")
    expect(ana.error_at(note(MOTIVATION))).to_be_visible()
    expect(ana.field(note(MOTIVATION))).to_be_focused()
    expect(ana.field(note(MOTIVATION))).to_have_value("ok")
    expect(ana.field(note(SOLVING))).to_have_value(f"{SOLVING}: {SAID}")
    ana.writes(note(MOTIVATION), f"{MOTIVATION}: {SAID}")
    ana.hands_in("Next")
    hands_in_card(ana)
    company.at_rest()
    assert card(company, interview, "ana")


def test_a_closed_window_loses_nothing_and_another_device_goes_on(company, sits_down):
    held(company, a_candidate(company), "ana")
    desk = sits_down("ana")
    desk.types("/scorecard")
    desk.chooses(MOTIVATION, "4")
    desk.writes(note(MOTIVATION), "They rewrote a scheduler")
    desk.field(note(MOTIVATION)).blur()
    desk.closes()
    phone = sits_down("ana", width=390, height=844)
    phone.types("/scorecard")
    expect(phone.field(note(MOTIVATION))).to_have_value("They rewrote a scheduler")
    expect(phone.modal.get_by_role("group", name=MOTIVATION).get_by_role("radio", name="4 ·")).to_be_checked()


def test_on_a_phone_a_screening_card_takes_fifteen_taps_and_a_clear_no_nine(company, sits_down, record_property):
    interview = held(company, a_candidate(company), "ana")
    other = held(company, a_candidate(company, name="Ben Example"), "bo")
    ana = sits_down("ana", width=390, height=844)
    ana.types("/scorecard")
    fills_step_one(ana)
    ana.hands_in("Next")
    hands_in_card(ana)
    bo = sits_down("bo", width=390, height=844)
    bo.types("/scorecard")
    bo.chooses(QUESTION, "No")
    expect(bo.modal.get_by_role("button", name="Submit")).to_be_visible()
    bo.chooses("Problem-solving ability", "1")
    bo.writes(note(SOLVING), SAID)
    hands_in_card(bo, "Strong no")
    company.at_rest()
    assert card(company, interview, "ana")
    assert card(company, other, "bo")
    record_property("taps", f"{ana.taps} and {bo.taps}")
    assert ana.taps <= 15
    assert bo.taps <= 9
