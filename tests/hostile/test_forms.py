"""Every field of every form and every command, filled with the worst: nothing breaks, nothing is lost, nobody is called."""

import pytest

from storage import applications, scorecards
from tests.handlers.deciding import a_candidate, a_conversation, debriefed, decides, hiring_headline, person_id
from tests.handlers.lettering import letter_of, rejected
from tests.handlers.scheduling import asked, events, looks, opens_form
from tests.handlers.scoring import QUESTION, STEP_ONE, held
from tests.hostile.tricks import LONE, MARK, everybody_looks, hostile, kept, nobody_was_called, went_well

LONGEST_EMAIL = f"{'a' * 64}@{'b' * 63}.{'c' * 63}.{'d' * 53}.example"  # 254 characters


def opens(company, name, **more):
    rita = company["rita"]
    assert rita.types("/candidate").ok
    rita.fills_in({"Name": name, "E-mail": LONGEST_EMAIL, "Hiring manager": "Hana Sato", **more})
    return rita.hands_in()


def test_a_candidate_whose_every_field_is_hostile(company):
    assert len(LONGEST_EMAIL) == 254
    outcome = opens(company, hostile(company, 200), Source=hostile(company, 200))
    went_well(company["rita"], outcome)
    everybody_looks(company)
    assert MARK in company["rita"].sees("hiring")[-1].all_text
    with company.db.read() as tx:
        (opened,) = applications.all_open(tx)
    assert opened.name == " ".join(kept(hostile(company, 200)).split())


def test_a_name_of_three_hundred_characters_is_refused_where_it_is_typed(company):
    assert "200" in str(opens(company, "x" * 300).errors)


def test_a_link_to_a_cv_shows_where_it_leads(company):
    went_well(company["rita"], opens(company, "Ada", **{"Link to CV": "https://cv.example/a|Rita>&<!channel>"}))
    company["rita"].types("/candidate", "Ada")
    assert "https://cv.example/a%7CRita&gt;&amp;&lt;!channel&gt;" in str(company["rita"].modal.blocks)


@pytest.mark.parametrize("command", ["/candidate", "/schedule", "/scorecard", "/hiring"])
def test_hostile_words_behind_a_command_find_nobody_and_say_so(company, command):
    held(company, a_candidate(company), "ana")
    for name in ("rita", "hana", "ana", "adam"):
        for words in (hostile(company, 1500), "%", "_", "\x00", LONE, "&lt;!here&gt;", "\u202e", "x" * 3000):
            went_well(company[name], company[name].types(command, words))
    nobody_was_called(company)


def test_hostile_words_in_what_a_candidate_said_when_they_withdrew(company):
    a_candidate(company)
    rita = company["rita"]
    rita.presses("Withdraw", hiring_headline(company))
    rita.fills_in({"reason": hostile(company)})
    went_well(rita, rita.hands_in())
    everybody_looks(company)


def test_hostile_windows_zone_and_cancel_word(company):
    opens(company, "Ada Example")
    rita = company["rita"]
    opens_form(company)
    for field, limit in (("zone", 64), ("windows", 3000)):
        rita.fills_in({field: hostile(company, limit)})
        refused = rita.hands_in()
        assert list(refused.errors), refused
        assert max(map(len, refused.errors.values())) < 300
        rita.fills_in({field: "Berlin" if field == "zone" else ""})
    looks(company, people_screening=[company["ana"]])
    went_well(rita, rita.hands_in())
    company.at_rest()
    assert asked(company, "ana")
    (event,) = events(company)
    assert MARK not in str(event)
    rita.presses("Cancel interview")
    rita.fills_in({"reason": hostile(company, 600)})
    went_well(rita, rita.hands_in())
    everybody_looks(company)
    mail = company.mailbox.of(LONGEST_EMAIL)[-1]
    assert MARK in mail.text
    assert "\n" not in mail.subject


def test_a_hostile_scorecard_in_every_field_is_read_in_full(company):
    rich = hostile(company)
    interview = held(company, a_candidate(company, name=kept(hostile(company, 200))), "ana")
    ana = company["ana"]
    ana.types("/scorecard")
    boxes = {"note.motivation": rich, "note.problem_solving": rich}
    ana.fills_in({**STEP_ONE, **boxes, QUESTION: "Alone"})
    went_well(ana, ana.hands_in())
    ana.fills_in({"recommendation": "Yes", "confidence": "High: what I saw was clear", "strength": rich})
    ana.fills_in({"change_my_mind": rich})
    went_well(ana, ana.hands_in())
    with company.db.read() as tx:
        answers = scorecards.find(tx, interview, person_id(company, "ana")).answers
    assert answers.ratings["motivation"].note == kept(rich).strip()
    everybody_looks(company)
    assert decides(company, "rita", "Reject", rich).ok
    everybody_looks(company)


def test_hostile_reasons_of_votes_and_decisions_and_an_offer_nobody_takes(company):
    candidate = debriefed(company, {"ana": {"note": kept(hostile(company)), "more": kept(hostile(company))}})
    for who in ("ana", "bo", "cy"):
        company[who].presses("Change")
        company[who].fills_in({"reason": hostile(company)})
        went_well(company[who], company[who].hands_in())
    everybody_looks(company)
    hana = company["hana"]
    hana.presses("Read the cards", hana.finds("Read the cards", "hiring"))
    assert MARK in hana.modal.text
    hana.closes(everything=True)
    assert decides(company, "hana", "Make an offer", hostile(company)).ok
    everybody_looks(company)
    company["rita"].presses("Declined", company["rita"].sees("hiring")[-1])
    company["rita"].fills_in({"reason": hostile(company)})
    went_well(company["rita"], company["rita"].hands_in())
    everybody_looks(company)
    assert candidate


def test_a_hostile_letter_leaves_as_it_was_written_and_has_no_headers_of_its_own(company):
    candidate = rejected(company, strength=kept(hostile(company)))
    rita = company["rita"]
    rita.presses("Write letter")
    wanted = {field["block_id"]: field for field in rita.modal.blocks if field["type"] == "input"}
    rita.fills_in({"subject": f"Hello {LONE}\r\nBcc: all@example.com"})
    rita.fills_in({name: hostile(company, 200) for name in wanted if name.startswith("ask_")})
    body = letter_of(company, candidate).body
    rita.fills_in({"body": f"{body}\n\n{hostile(company, 300)}"[:3000]})
    outcome = rita.hands_in()
    assert outcome.error == ""
    nobody_was_called(company)
    assert rita.modal.title != "Sorry"
    assert "Something broke" not in str(outcome.errors)
    if outcome.ok:
        rita.hands_in()
        company.passes(minutes=30)
        for mail in company.mailbox.of("ada@example.com"):
            assert "Bcc" not in dict(mail.headers)
    everybody_looks(company)


def test_people_whose_names_and_zones_are_hostile(company):
    with company.workspace.change():
        for name in ("rita", "hana", "ana", "bo"):
            company[name].member.real_name = hostile(company, 300)
            company[name].member.tz = "Nowhere/<!channel>"
    everybody_looks(company)
    candidate = a_candidate(company)
    a_conversation(company, candidate, "screening", "ana", "bo")
    everybody_looks(company)
    opens_form(company)
