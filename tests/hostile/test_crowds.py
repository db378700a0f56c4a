"""A hundred and twenty candidates, forty interviewers: lists stay usable and say how much they leave out."""

import re

import pytest

from bot.hiring.person import Person, Role
from storage import applications, people
from tests.handlers.deciding import person_id
from tests.handlers.scheduling import looks, opens_candidate, opens_form
from tests.hostile.tricks import everybody_looks, went_well

CROWD = 120


@pytest.fixture
def crowd(company):
    with company.db.begin() as tx:
        process = tx.book.current
        for number in range(CROWD):
            somebody = applications.add_candidate(tx, name=f"Ada {number:03}", email=f"a{number}@example.com")
            applications.add(
                tx,
                somebody,
                role=process.roles[0].id,
                process=process.digest,
                stage=process.stages[0].id,
                coordinator=person_id(company, "rita"),
                hiring_manager=person_id(company, "hana" if number > 110 else "adam"),
                channel=company.bot.directory.channel_id("hiring"),
            )
    return company


def names(window):
    """(candidates shown, how many more it says there are)"""
    more = [int(number) for number in re.findall(r"… and (\d+) more", window.text)]
    return len(set(re.findall(r"\*Ada \d{3}\*", window.text))), sum(more)


@pytest.mark.parametrize(("command", "words"), [("/hiring", "pipeline"), ("/candidate", "a")])
def test_a_list_of_very_many_candidates_has_pages_with_all_of_them(crowd, command, words):
    rita = crowd["rita"]
    went_well(rita, rita.types(command, words))
    seen = set(re.findall(r"Ada \d{3}", rita.modal.text))
    assert len(seen) >= 20
    while "More" in rita.modal.buttons:
        went_well(rita, rita.presses("More", "modal"))
        seen |= set(re.findall(r"Ada \d{3}", rita.modal.text))
    assert len(seen) == CROWD


@pytest.mark.parametrize("words", ["", "Ada"])
def test_a_list_of_very_many_candidates_says_how_many_more_there_are(crowd, words):
    went_well(crowd["rita"], crowd["rita"].types("/schedule", words))
    shown, more = names(crowd["rita"].modal)
    assert shown >= 20
    assert shown + more == CROWD


def test_home_says_how_many_more_there_are(crowd):
    for name in ("rita", "remy"):
        went_well(crowd[name], crowd[name].opens_home())
        shown, more = names(crowd[name].home)
        assert shown >= 10
        assert shown + more == CROWD


def test_a_hiring_manager_of_few_finds_them_among_very_many(crowd):
    hana = crowd["hana"]
    hana.opens_home()
    assert names(hana.home) == (9, 0)
    hana.types("/candidate", "Ada")
    assert names(hana.modal) == (9, 0)


def test_forty_interviewers_are_listed_searched_and_replaced(company):
    with company.db.begin() as tx:
        for number in range(40):
            email = f"pat{number}@example.org"
            member = company.workspace.add_member(f"pat{number}", f"Pat {number:02} 🎉", email=email)
            company.calendars.add_person(email, "Europe/Berlin")
            roles, sessions = frozenset({Role.INTERVIEWER}), frozenset({"screening"})
            people.save(tx, Person(member.id, member.real_name, email, "Europe/Berlin", roles, sessions))
    went_well(company["adam"], company["adam"].types("/hiring", "team"))
    listed = company["adam"].modal.text.count("Pat ")
    went_well(company["adam"], company["adam"].presses("More", "modal"))
    assert listed + company["adam"].modal.text.count("Pat ") == 40
    opens_candidate(company)
    opens_form(company)
    window = looks(company)
    assert window.submit == "Book"
    went_well(company["rita"], company["rita"].hands_in())
    company.at_rest()
    rita = company["rita"]
    rita.presses("Replace")
    form = rita.waits_for(lambda: rita.modal if rita.modal and rita.modal.submit else None)
    assert form.fields
    went_well(rita, rita.hands_in())
    rita.loses_the_window()
    everybody_looks(company)
