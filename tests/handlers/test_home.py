"""Home: what is mine to do first, the pipeline by stage below, and never more than Slack shows."""

from datetime import timedelta

from tests.handlers.crowd import candidates, talks
from tests.handlers.deciding import a_candidate
from tests.handlers.lettering import rejected
from tests.handlers.scheduling import change_person


def home(company, name="rita"):
    assert company[name].opens_home().ok
    return company[name].home


def test_recruiters_see_the_pipeline_counted_by_stage_with_the_days_in_it(company):
    a_candidate(company, "onsite", coordinator="remy")
    company.clock.advance(timedelta(days=3))
    a_candidate(company, "screening", coordinator="remy")
    a_candidate(company, "screening")
    company.clock.advance(timedelta(days=1))
    text = home(company).text.replace("*", "")
    assert "Screening · 2 · the longest 1 day\nOn-site · 1 · 4 days" in text
    assert "4 days in On-site" in text


def test_whoever_answers_for_one_candidate_sees_that_one_and_no_counts(company):
    a_candidate(company, "screening")
    a_candidate(company, "screening", manager=None)
    shown = home(company, "hana")
    assert "My candidates" in shown.text
    assert "Screening* · 2" not in shown.text
    assert shown.buttons.count("Open") == 1


def test_a_full_house_fits_on_home_and_says_what_is_left_out(company):
    change_person(company, "rita", sessions=frozenset({"screening"}))
    candidates(company, 25)
    candidates(company, 25, coordinator="remy")
    for ended in (timedelta(), timedelta(hours=-2)):
        for candidate in candidates(company, 25, coordinator="remy"):
            talks(company, candidate, "rita", ended=ended)
    shown = home(company)
    assert len(shown.blocks) <= 100
    assert "… and 12 more: `/scorecard` lists them." in shown.text
    assert "/hiring pipeline" in shown.text
    assert "Morning digest: off" in shown.buttons


def test_whoever_was_turned_down_is_in_no_stage_any_more(company):
    rejected(company)
    company.passes(days=1)
    company["rita"].opens_home()
    company.at_rest()
    assert "*Ada Example* · turned down" in company["rita"].home.text
    assert "in Screening" not in company["rita"].home.text


def test_ones_own_hours_are_one_press_away(company):
    home(company, "ana")
    assert company["ana"].presses("My hours", "home").ok
    assert company["ana"].modal.title == "My hours"


def test_who_has_no_role_has_no_settings(company):
    change_person(company, "ana", roles=frozenset())
    assert home(company, "ana").buttons == []
