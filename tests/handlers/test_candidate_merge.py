"""The same person applied twice: one application goes on, the other is closed and points to it."""

from datetime import timedelta

from bot.hiring.application import State
from storage import applications, duplicates
from tests.handlers.deciding import a_candidate, a_conversation, hands_in, onsite_done, screened
from tests.handlers.scheduling import opens_candidate


def headlines(company):
    company.at_rest()
    return company["rita"].sees("hiring")


def kept(company, candidate):
    with company.db.read() as tx:
        return applications.get(tx, candidate), duplicates.find(tx, candidate)


def opens_merge(company, candidate=-1):
    rita = company["rita"]
    assert rita.presses("Open", headlines(company)[candidate]).ok
    outcome = rita.presses("Merge", "modal")
    assert outcome.ok, outcome
    return rita


def chosen(person, words):
    block = next(block for block in person.modal.blocks if block.get("block_id") == "kept")
    return next(o["text"]["text"] for o in block["element"]["options"] if words in o["text"]["text"])


def test_the_note_about_another_application_offers_to_merge(company):
    opens_candidate(company)
    rita = company["rita"]
    rita.types("/candidate")
    rita.fills_in({"Name": "Ada E.", "E-mail": "ADA@example.com"})
    rita.hands_in()
    assert "There is another application" in rita.modal.text
    rita.presses("Merge", "modal")
    assert rita.hands_in().ok
    first, second = headlines(company)
    assert "to be scheduled" in first.all_text
    assert "Closed: continued in" in second.all_text
    assert "Ada Example" in second.all_text.partition("continued in")[2]
    (closed, into), (older, _) = kept(company, 2), kept(company, 1)
    assert (closed.state, into, older.is_open) == (State.WITHDRAWN, 1, True)


def test_the_newer_one_can_be_the_one_that_goes_on(company):
    one, other = a_candidate(company), a_candidate(company, "applied")
    rita = opens_merge(company)
    rita.fills_in({"Which one goes on?": chosen(rita, "Applied")})
    assert rita.hands_in().ok
    assert kept(company, one)[1] == other


def test_nothing_is_deleted_and_both_lead_to_each_other(company):
    older = screened(company)
    newer = a_candidate(company, "applied")
    rita = opens_merge(company)
    assert rita.hands_in().ok
    first, second = headlines(company)
    rita.presses("Open", second)
    assert "goes on there" in rita.modal.text
    assert "Reopen" not in rita.modal.buttons
    rita.closes(everything=True)
    rita.presses("Open", first)
    assert "Also applied" in rita.modal.text
    assert kept(company, newer)[1] == older
    assert not company.mailbox.of("ada@example.com")


def test_cards_of_the_closed_one_are_read_from_its_card(company):
    screened(company)
    a_candidate(company, "onsite")
    rita = opens_merge(company)
    rita.fills_in({"Which one goes on?": chosen(rita, "On-site")})
    assert rita.hands_in().ok
    rita.presses("Open", headlines(company)[0])
    assert rita.presses("Read the cards", "modal").ok
    assert "Ana Duarte" in rita.modal.text


def test_whoever_owes_a_card_on_the_one_that_goes_on_stays_blind_for_the_other(company):
    screened(company, who="ana")
    going_on = a_candidate(company, "onsite")
    a_conversation(company, going_on, "repo_setup", "rita", ended=timedelta(days=-1))
    rita = opens_merge(company)
    rita.fills_in({"Which one goes on?": chosen(rita, "On-site")})
    assert rita.hands_in().ok
    rita.presses("Open", headlines(company)[0])
    rita.presses("Read the cards", "modal")
    assert "You are to write a scorecard" in company["rita"].describe()
    assert "trade-off" not in company["rita"].describe()


def test_a_card_that_nobody_takes_any_more_keeps_nobody_blind(company):
    a_conversation(company, a_candidate(company), "screening", "rita")
    onsite_done(company)
    rita = opens_merge(company)
    rita.fills_in({"Which one goes on?": chosen(rita, "On-site")})
    assert rita.hands_in().ok
    company.passes(minutes=30)
    rita.presses("Open", next(it for it in headlines(company) if "Closed" not in it.all_text))
    assert rita.presses("Read the cards", "modal").ok
    assert "trade-off" in rita.describe()


def test_two_with_interviews_booked_are_not_merged(company):
    for _ in range(2):
        a_conversation(company, a_candidate(company), "screening", "ana", ended=timedelta(days=-1))
    rita = company["rita"]
    rita.presses("Open", headlines(company)[-1])
    rita.presses("Merge", "modal")
    assert "Both have interviews booked" in rita.describe()
    assert kept(company, 2)[0].is_open


def test_the_one_with_an_interview_booked_has_to_go_on(company):
    a_candidate(company, "applied")
    a_conversation(company, a_candidate(company), "screening", "ana", ended=timedelta(days=-1))
    rita = opens_merge(company)
    assert "has to go on" in " ".join(rita.hands_in().errors.values())
    rita.fills_in({"Which one goes on?": chosen(rita, "Screening")})
    assert rita.hands_in().ok


def test_two_with_cards_in_the_same_stage_are_not_merged(company):
    for who in ("ana", "bo"):
        hands_in(company, a_conversation(company, a_candidate(company), "screening", who), who)
    rita = company["rita"]
    rita.presses("Open", headlines(company)[-1])
    rita.presses("Merge", "modal")
    assert "scorecards in the same stage" in rita.describe()


def test_whoever_is_second_hears_who_was_quicker(company):
    one, other = a_candidate(company), a_candidate(company, "applied")
    for recruiter in ("rita", "remy"):
        company[recruiter].presses("Open", company[recruiter].sees("hiring")[-1] if headlines(company) else None)
        company[recruiter].presses("Merge", "modal")
    assert company["rita"].hands_in().ok
    assert "Rita Okafor was quicker" in " ".join(company["remy"].hands_in().errors.values())
    assert (kept(company, one)[0].is_open, kept(company, other)[1]) == (True, one)
