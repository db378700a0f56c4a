"""A card that does not come: the coordinator goes on without it, and its author stays blind."""

from datetime import timedelta

from bot.hiring.application import withdraw
from bot.hiring.person import Role
from handlers import headline
from storage import applications
from tests.company import ROOT, a_living_company
from tests.handlers.deciding import a_candidate, a_conversation, decides, hands_in, hiring_headline, thread_text
from tests.handlers.scheduling import change_person
from tests.handlers.scoring import card, held, told, writes

ONE_DAY = timedelta(days=1)
BUTTON = "Go on without this card"
WHY = "Bo is on leave until next month, and she waits for an answer."


def waited(company, **hours):
    """A screening by ana and bo, held two days ago; only ana's card is in."""
    candidate = a_candidate(company)
    interview = held(company, candidate, "ana", "bo")
    company.works()
    writes(company, "ana")
    for some in (ONE_DAY, timedelta(**(hours or {"hours": 48})) - ONE_DAY):
        company.clock.advance(some)
        company.works()
    return candidate, interview


def owed(company):
    return told(company, "rita", "still waiting for the scorecard")[-1]


def goes_on(company, reason=WHY):
    outcome = company["rita"].presses(BUTTON, owed(company))
    assert outcome.ok, outcome
    company["rita"].fills_in({"reason": reason})
    outcome = company["rita"].hands_in()
    company.at_rest()
    return outcome


def reads(company, name):
    company.at_rest()
    company[name].presses("Read the cards", company[name].finds("Read the cards", "hiring"))
    shown = company[name].modal.text if company[name].modal else ""
    company[name].loses_the_window()
    return shown


def test_after_two_days_and_not_before_the_coordinator_may_go_on(company):
    waited(company, hours=47, minutes=30)
    assert owed(company).buttons == ["Open"]
    company.passes(minutes=30)
    assert owed(company).buttons == ["Open", BUTTON]
    assert len(told(company, "rita", "still waiting")) == 1


def test_of_several_missing_cards_each_has_a_button_of_its_own(company):
    candidate = a_candidate(company)
    held(company, candidate, "ana", "bo", "cy")
    company.works()
    writes(company, "ana")
    for _ in range(2):
        company.clock.advance(ONE_DAY)
        company.works()
    assert owed(company).buttons == [BUTTON, BUTTON, "Open"]
    assert company["rita"].presses(BUTTON, owed(company), near="Cy Mbeki").ok
    assert "Cy Mbeki" in company["rita"].modal.text


def test_the_stage_is_decided_without_it_and_the_thread_says_only_how_many(company):
    waited(company)
    assert goes_on(company).ok
    assert "going on without 1 scorecard" in hiring_headline(company).all_text
    thread = thread_text(company)
    assert "1 of 2 scorecards is in. We go on without 1 of them." in thread
    assert "Bo" not in thread
    assert WHY not in thread
    shown = reads(company, "rita")
    assert "Without Bo Lindqvist's card" in shown
    assert WHY in shown
    assert "you go on without the scorecard of Bo Lindqvist" in company["rita"].dms[-1].all_text
    assert decides(company, "rita", "Advance", "Clear enough.").ok


def test_its_author_stays_blind_until_they_hand_in_and_their_card_is_marked_as_late(company):
    _, interview = waited(company)
    goes_on(company)
    assert reads(company, "bo") == ""
    assert "open to you once yours is in" in company["bo"].finds("open to you", "hiring").text
    assert "the others went on without your scorecard" in company["bo"].dms[-1].all_text
    writes(company, "bo")
    assert card(company, interview, "bo")
    shown = reads(company, "rita")
    assert shown.count("Written late") == 1
    assert "Not independent" not in shown  # nobody debates a screening
    assert "Without Bo" not in shown
    assert "Written late" in reads(company, "bo")
    assert "2 of 2 scorecards are in." in thread_text(company)


def test_a_reason_is_needed_and_a_card_that_came_meanwhile_counts(company):
    waited(company)
    company["rita"].presses(BUTTON, owed(company))
    assert not company["rita"].hands_in().ok
    writes(company, "bo")
    company["rita"].fills_in({"reason": WHY})
    assert "came in meanwhile" in str(company["rita"].hands_in().errors)


def test_without_any_card_of_the_stage_nobody_goes_on(company):
    held(company, a_candidate(company), "bo")
    company.passes(hours=48)
    company["rita"].presses(BUTTON, owed(company))
    assert company["rita"].modal is None
    assert "nothing to decide on" in company["rita"].sees()[-1].text


def withdraws(company, candidate):
    with company.db.begin() as tx:
        applications.save(tx, withdraw(applications.lock(tx, candidate), now=tx.now))
        headline.refresh(tx, applications.get(tx, candidate))
    company.at_rest()


def debriefed_without_bo(company):
    candidate = a_candidate(company, "onsite")
    for session, who in (("screening", "bo"), ("project_deep_dive", "cy")):
        hands_in(company, a_conversation(company, candidate, session, who), who)
    interview = a_conversation(company, candidate, "repo_setup", "bo", ended=timedelta())
    company.clock.advance(timedelta(hours=48))
    company.works()
    goes_on(company)
    company.passes(minutes=30)
    return interview


def test_the_debrief_opens_without_it_and_its_author_does_not_vote(company):
    debriefed_without_bo(company)
    assert "0 of 1 votes are in" in thread_text(company)
    assert "Where views differ" not in thread_text(company)
    assert "How often each trait was seen" not in thread_text(company)
    assert any("Keep Yes" in dm.buttons for dm in company["cy"].dms)
    assert not any("Keep Yes" in dm.buttons for dm in company["bo"].dms)
    assert company["bo"].presses("Read the cards", company["bo"].finds("can mislead")).ok
    assert company["bo"].modal is None


def test_who_could_follow_the_debate_is_not_independent(company):
    interview = debriefed_without_bo(company)
    company.clock.advance(timedelta(minutes=1))
    hands_in(company, interview, "bo")
    shown = reads(company, "hana")
    assert shown.count("Not independent") == shown.count("Written late") == 1


def test_who_knew_the_decision_is_not_independent(company):
    candidate, interview = waited(company)
    goes_on(company)
    assert decides(company, "rita", "Advance", "Clear enough.").ok
    company.clock.advance(timedelta(minutes=1))
    hands_in(company, interview, "bo")
    withdraws(company, candidate)
    company["rita"].types("/candidate", "Ada")
    company["rita"].presses("Read the cards", "modal")
    assert company["rita"].modal.text.count("Not independent") == 1


def test_the_author_finds_it_on_home_and_in_the_list_without_being_asked_for_it(company):
    candidate, _ = waited(company)
    bo = company["bo"]
    bo.opens_home()
    assert "Scorecard owed" in bo.home.text
    goes_on(company)
    assert "Scorecard owed" not in bo.home.text
    assert "Nothing is waiting for you." in bo.home.text
    assert "Nobody waits for it any more; you may still hand it in, marked as late." in bo.home.text
    assert bo.presses("Write scorecard", "home").ok
    assert "Ada Example" in bo.modal.text
    bo.loses_the_window()
    for name in ("Bea Example", "Cleo Example"):
        held(company, a_candidate(company, name=name), "bo")
    bo.types("/scorecard")
    text = bo.modal.text
    assert text.index("Cleo") < text.index("No longer waited for") < text.index("Ada")
    assert bo.presses("Write scorecard", "modal", near="Ada").ok
    assert "Ada Example" in bo.modal.text
    bo.loses_the_window()
    withdraws(company, candidate)
    assert "Nobody waits" not in bo.home.text


def test_the_morning_digest_stops_asking_for_it(company):
    change_person(company, "bo", roles=frozenset({Role.RECRUITER, Role.INTERVIEWER}), digest=True)
    waited(company)
    before = told(company, "bo", "Your scorecards")
    assert before[-1].text.startswith("Your Wednesday")
    goes_on(company)
    assert told(company, "bo", "Your scorecards") == before[:-1]  # those of other days are left alone


def test_it_comes_late_whatever_the_process_calls_late(database_url, tmp_path):
    patient = tmp_path / "process.yaml"
    patient.write_text(
        (ROOT / "process.yaml").read_text(encoding="utf-8").replace("late_flag_hours: 48", "late_flag_hours: 72")
    )
    with a_living_company(database_url, process_file=patient) as company:
        waited(company)
        goes_on(company)
        writes(company, "bo")
        assert "Written late" in reads(company, "rita")


def test_once_the_candidate_has_left_the_coordinator_is_told_that_nothing_is_missing(company):
    waited(company, hours=50)
    assert BUTTON in owed(company).buttons
    rita = company["rita"]
    assert rita.presses("Withdraw", rita.finds("Ada Example", "hiring")).ok
    assert rita.hands_in().ok
    company.at_rest()
    assert not told(company, "rita", "still waiting for the scorecard")
    assert told(company, "rita", "nothing is missing any more")
