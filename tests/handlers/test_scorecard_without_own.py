"""A coordinator who sits on the panel: goes on without another's card, never without their own, and stays blind."""

import shutil
from datetime import timedelta

from bot.hiring.person import Role
from tests.company import a_living_company
from tests.handlers.deciding import a_candidate, hands_in, hiring_headline
from tests.handlers.scheduling import change_person
from tests.handlers.scoring import held, told, writes
from tests.handlers.test_blind import DAMNING, GLOWING, QUOTES, everything_seen

BUTTON = "Go on without this card"
OWED, OWN = "still waiting for the scorecard", "cannot go on without a card of their own"
WHY = "She has another offer."


def on_the_panel(company, *names):
    """Ana coordinates and interviewed, together with *names*; two days have passed since."""
    interview = held(company, a_candidate(company, coordinator="ana"), "ana", *names)
    company.works()
    return interview


def two_days_pass(company):
    company.clock.advance(timedelta(hours=49))  # ten in Lisbon
    company.works()


def goes_on(company, who, message):
    person = company[who]
    assert person.presses(BUTTON, message).ok
    person.fills_in({"reason": WHY})
    outcome = person.hands_in()
    company.at_rest()
    return outcome


def test_a_coordinator_whose_own_card_is_in_goes_on_without_anothers(company):
    interview = on_the_panel(company, "bo")
    hands_in(company, interview, "ana")
    two_days_pass(company)
    [owed] = told(company, "ana", OWED)
    assert "Bo Lindqvist" in owed.all_text
    assert owed.buttons == ["Open", BUTTON]
    assert goes_on(company, "ana", owed).ok
    assert "going on without 1 scorecard" in hiring_headline(company).all_text


def test_a_coordinator_who_owes_a_card_too_hears_of_the_others_only_and_reads_nothing(company):
    interview = on_the_panel(company, "bo", "cy")
    hands_in(company, interview, "bo", note="Zebra: what I saw.")
    two_days_pass(company)
    [owed] = told(company, "ana", OWED)
    assert "Cy Mbeki" in owed.all_text
    assert "Ana" not in owed.all_text
    assert owed.buttons == ["Open", BUTTON]
    assert goes_on(company, "ana", owed).ok
    ana = company["ana"]
    ana.presses("Open", owed)
    assert "Read the cards" not in ana.modal.buttons
    ana.loses_the_window()
    assert "Zebra" not in ana.describe()
    assert "waiting for 1 scorecard" in hiring_headline(company).all_text  # hers


def test_without_a_coordinators_own_card_another_recruiter_goes_on(company):
    interview = on_the_panel(company, "bo")
    hands_in(company, interview, "bo")
    two_days_pass(company)
    assert not told(company, "ana", OWED)
    asked = [who for who in ("rita", "remy") if told(company, who, OWN)]
    assert asked == ["remy"]  # one of them, by name
    [message] = told(company, "remy", OWN)
    assert goes_on(company, "remy", message).ok
    assert "you go on without the scorecard of Ana Duarte" in company["remy"].dms[-1].all_text
    assert told(company, "ana", "the others went on without your scorecard")
    assert "going on without 1 scorecard" in hiring_headline(company).all_text


def test_a_recruiter_who_owes_a_card_themself_is_asked_once_it_is_in(company):
    change_person(company, "rita", active=False)
    change_person(company, "remy", roles=frozenset({Role.RECRUITER, Role.INTERVIEWER}))
    interview = on_the_panel(company, "bo", "remy")
    hands_in(company, interview, "bo")
    two_days_pass(company)
    assert not told(company, "remy", OWN)
    hands_in(company, interview, "remy")
    company.works()
    assert told(company, "remy", OWN)


def test_what_the_coordinator_on_the_panel_is_told_does_not_depend_on_what_is_in_the_cards(sqlite_template, tmp_path):
    seen = []
    for number, hidden in enumerate((GLOWING, DAMNING)):
        shutil.copy(sqlite_template, tmp_path / f"{number}.db")
        with a_living_company(f"sqlite:///{tmp_path}/{number}.db") as company:
            on_the_panel(company, "bo", "cy")
            assert writes(company, "bo", **hidden).ok
            two_days_pass(company)
            [owed] = told(company, "ana", OWED)
            assert goes_on(company, "ana", owed).ok
            seen.append(everything_seen(company, "ana"))
    assert seen[0] == seen[1]
    assert not any(quote in str(seen) for quote in QUOTES)
