"""Forms whose answers arrive empty, in part, or as nothing but blanks: the field is named, and nothing is done."""

import pytest

from storage import applications
from tests.handlers.deciding import a_candidate, debriefed, hiring_headline, person_id, screened
from tests.handlers.lettering import rejected
from tests.handlers.scheduling import books_screening, looks, opens_candidate, opens_form, sees_answer, thread
from tests.handlers.scoring import STEP_ONE, held
from tests.handlers.test_candidate_edit import opens_edit
from tests.handlers.test_candidate_merge import opens_merge
from tests.handlers.test_candidate_note import opens_notes
from tests.handlers.test_candidate_reopen import withdraws
from tests.handlers.test_contact import overdue
from tests.handlers.test_contact import told as told_of_silence
from tests.handlers.test_offer_deadline import passed
from tests.handlers.test_scorecard_without import BUTTON, owed, waited


def blank(state):
    return {key: value if key == "type" else "  \n " if key == "value" else None for key, value in state.items()}


def blanks(values):
    return {name: {action: blank(state) for action, state in states.items()} for name, states in values.items()}


SPOILT = {
    "no values": lambda values: {},
    "empty": lambda values: {name: {} for name in values},
    "null": dict.fromkeys,
    "null inside": lambda values: {name: dict.fromkeys(states) for name, states in values.items()},
    "blanks": blanks,
}
"""What becomes of the values of a form's state. Slack never sends some of these; whoever can sign can."""


def hands_in(company, who, spoil):
    """The window of *who* as it stands, with its answers spoilt; what the bot said to it."""
    gestures, actor = company[who].desk.gestures, company[who].actor
    view = company.workspace.windows.top(person_id(company, who))
    payload = gestures.payloads.submission(actor, view)
    payload["view"] = {**payload["view"], "state": spoil(payload["view"]["state"])}
    answer = company.workspace.deliver("interactive", payload)
    assert answer.ok
    assert "Something broke" not in str(answer.body)
    drawn = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    assert set((answer.body or {}).get("errors", {})) <= drawn, answer.body
    return answer.body


def new_candidate(company):
    company["rita"].types("/candidate")
    return "rita", {"name", "email", "role"}


def edit_of_a_candidate(company):
    a_candidate(company)
    opens_edit(company)
    return "rita", {"name", "email", "role"}


def hiring_manager(company):
    a_candidate(company, manager=None)
    company["rita"].types("/candidate", "Ada")
    company["rita"].presses("Set hiring manager", "modal")
    return "rita", {"hiring_manager"}


def merge(company):
    a_candidate(company)
    a_candidate(company)
    opens_merge(company)
    return "rita", {"kept"}


def note(company):
    a_candidate(company)
    opens_notes(company)
    return "rita", {"note_0"}


def reopen(company):
    screened(company)
    withdraws(company)
    company["rita"].types("/candidate", "Ada")
    company["rita"].presses("Reopen", "modal")
    return "rita", {"reason"}


def no_note_needed(company):
    overdue(company)
    company["rita"].presses("Not needed, because …", told_of_silence(company)[0])
    return "rita", {"reason", "day"}


def longer_offer(company):
    _, notice = passed(company)
    company["rita"].presses("Extend", notice)
    return "rita", {"answer_by"}


def vote(company):
    debriefed(company)
    company["ana"].presses("Change")
    return "ana", {"recommendation", "reason"}


def rejection(company):
    screened(company)
    company["rita"].presses("Reject", hiring_headline(company))
    return "rita", {"reason"}


def letter(company):
    rejected(company)
    company["rita"].presses("Write letter")
    return "rita", {"subject", "body"}


def times(company):
    a_candidate(company)
    opens_form(company)
    return "rita", {"zone"}


def times_of_several_sessions(company):
    a_candidate(company, "onsite")
    opens_form(company)
    return "rita", {"zone"}


def booking(company):
    opens_candidate(company)
    opens_form(company)
    looks(company)
    return "rita", {"option"}


def replacement(company):
    books_screening(company)
    company["rita"].presses("Replace", on=thread(company)[0])
    sees_answer(company["rita"])
    return "rita", {"leaves", "joins"}


def scorecard(company):
    held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    return "ana", None


def end_of_a_scorecard(company):
    held(company, a_candidate(company), "ana")
    company["ana"].types("/scorecard")
    company["ana"].fills_in(STEP_ONE)
    company["ana"].hands_in()
    return "ana", None


def going_on_without_a_card(company):
    waited(company)
    company["rita"].presses(BUTTON, owed(company))
    return "rita", {"reason"}


def new_people(company):
    company["adam"].types("/hiring", "team")
    company["adam"].presses("Add people", "modal")
    return "adam", {"people", "roles"}


def edit_of_a_person(company):
    company["adam"].types("/hiring", "team Bo")
    company["adam"].presses("Edit", "modal")
    return "adam", {"days"}


FORMS = [
    new_candidate, edit_of_a_candidate, hiring_manager, merge, note, reopen, no_note_needed, longer_offer, vote,
    rejection, letter, times, times_of_several_sessions, booking, replacement, scorecard, end_of_a_scorecard,
    going_on_without_a_card, new_people, edit_of_a_person,
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_form_without_its_answers_names_the_fields_and_does_nothing(company, form):
    who, asked = form(company)
    company.at_rest()
    before = everything_done(company)
    states = [lambda state: None, lambda state: {}, lambda state: {"values": None}]
    states += [lambda state, spoil=spoil: {"values": spoil(state["values"])} for spoil in SPOILT.values()]
    for spoil in states:
        body = hands_in(company, who, spoil)
        assert body["response_action"] == "errors", body
        assert asked is None or set(body["errors"]) == asked
    assert everything_done(company) == before


def everything_done(company):
    with company.db.read() as tx:
        return tx.connection().exec_driver_sql("SELECT count(*) FROM audit").scalar()


def without(field):
    return lambda state: {"values": {name: it for name, it in state["values"].items() if name != field}}


def test_one_missing_answer_is_named_alone(company):
    who, _ = no_note_needed(company)
    company[who].fills_in({"Because …": "We spoke on the phone."})
    assert set(hands_in(company, who, without("day"))["errors"]) == {"day"}
    assert set(hands_in(company, who, without("reason"))["errors"]) == {"reason"}


def test_a_form_in_which_no_interview_is_ticked_does_not_look_for_all_of_them(company):
    who, _ = times_of_several_sessions(company)
    assert set(hands_in(company, who, without("sessions"))["errors"]) == {"sessions"}


@pytest.mark.parametrize("spoil", [SPOILT["no values"], SPOILT["null inside"], blanks], ids=["none", "null", "blanks"])
@pytest.mark.parametrize("press", ["Withdraw", "Declined"])
def test_what_nobody_has_to_say_may_be_left_out(company, press, spoil):
    candidate = passed(company)[0] if press == "Declined" else screened(company)
    company["rita"].presses(press, hiring_headline(company))
    hands_in(company, "rita", lambda state: {"values": spoil(state["values"])})
    with company.db.read() as tx:
        assert not applications.get(tx, candidate).is_open
        assert applications.decisions(tx, candidate)[-1][3] == ""
