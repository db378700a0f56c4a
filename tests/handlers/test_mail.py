"""Mails that leave by themselves, and what stops them."""

import pytest

from handlers import mail
from sandbox.faults import Kind
from storage import applications, letters
from tests.handlers.deciding import a_candidate, hiring_headline
from tests.handlers.scheduling import opens_candidate

ADA = "ada@example.com"


def withdraws(company):
    rita = company["rita"]
    assert rita.presses("Withdraw", hiring_headline(company)).ok
    assert rita.hands_in().ok


def test_who_applies_hears_at_once_that_it_arrived(company):
    opens_candidate(company)
    (received,) = company.mailbox.of(ADA)
    assert received.subject.startswith("Your application to")
    assert "Hello Ada," in received.text
    assert "Rita Okafor" in received.text
    assert "Software engineer" in received.text
    assert received.message["Reply-To"] == "rita@example.org"


def test_who_withdraws_hears_that_nothing_is_left_to_do(company):
    opens_candidate(company)
    withdraws(company)
    company.at_rest()
    assert company.mailbox.of(ADA)[-1].subject.endswith("is withdrawn")


@pytest.mark.parametrize("name", ["{role} {company}", "[[x]]", "<!channel>", "=cmd()", "أدا لوفليس", "🙂 Ada"])
def test_no_name_stops_a_mail_or_is_taken_for_a_place_in_it(company, name):
    opens_candidate(company, name=name)
    (received,) = company.mailbox.of(ADA)
    assert f"Hello {name.split()[0]}," in received.text


def test_a_mail_is_promised_once_under_its_key(company):
    candidate = a_candidate(company)
    for _ in range(2):
        with company.db.begin() as tx:
            mail.send(tx, applications.get(tx, candidate), "received", f"received:{candidate}")
    company.at_rest()
    assert len(company.mailbox.of(ADA)) == 1


def test_a_mail_without_what_it_requires_is_a_mistake_of_the_program(company):
    candidate = a_candidate(company)
    with company.db.begin() as tx, pytest.raises(ValueError, match="lacks interview_time, brief"):
        mail.send(tx, applications.get(tx, candidate), "invitation", "invitation:1", session_name="Screening")


def test_what_is_stopped_on_its_way_to_the_server_does_not_leave(company):
    company.faults.plan("smtp.mail", Kind.SLOW, seconds=2)
    company["rita"].types("/candidate")
    company["rita"].fills_in({"Name": "Ada Example", "E-mail": ADA})
    assert company["rita"].hands_in().ok
    company.faults.waits_until_met()
    with company.db.begin() as tx:
        letters.cancel(tx, letters.find(tx, "received:1").id)
    company.at_rest()
    assert company.mailbox.of(ADA) == []
