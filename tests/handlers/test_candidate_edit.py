"""What was written down about a candidate is put right on their card, and everything that shows it follows."""

from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.faults import Kind
from storage import applications, audit, interviews, letters
from tests.company import ROOT, a_living_company
from tests.handlers.deciding import a_candidate, decides, hiring_headline, person_id, screened
from tests.handlers.lettering import rejected, sends
from tests.handlers.scheduling import books_screening, event, guests, opens_candidate

NEW = "ada.lovelace@example.net"


def opens_edit(company, by="rita", name="Ada"):
    person = company[by]
    assert person.types("/candidate", name).ok
    outcome = person.presses("Edit", "modal")
    assert outcome.ok, outcome
    return person


def edits(company, by="rita", **answers):
    person = opens_edit(company, by)
    person.fills_in({label.replace("_", " "): value for label, value in answers.items()})
    outcome = person.hands_in()
    company.at_rest()
    return outcome


def kept(company, candidate):
    with company.db.read() as tx:
        return applications.get(tx, candidate)


def test_a_recruiter_puts_name_and_role_right_and_the_headline_follows(company):
    candidate = a_candidate(company)
    assert edits(company, Name="Ada  Lovelace", Role="Infrastructure engineer", Source="A friend").ok
    shown = hiring_headline(company).all_text
    assert "Ada Lovelace" in shown
    assert "Infrastructure engineer" in shown
    assert kept(company, candidate).source == "A friend"
    assert company["rita"].modal is None


def test_what_is_audited_are_the_fields_and_never_what_was_typed(company):
    candidate = a_candidate(company)
    edits(company, Name="Ada Lovelace", Time_zone="berlin")
    with company.db.read() as tx:
        entry = audit.of_application(tx, candidate)[-1]
    assert (entry.action, entry.detail["changed"]) == ("application.edited", ["name"])
    assert "Lovelace" not in str(entry.detail)


def test_nothing_changed_is_nothing_kept(company):
    candidate = a_candidate(company)
    assert edits(company).ok
    assert kept(company, candidate).version == 1


def test_a_new_coordinator_finds_on_home_what_waits_for_them(company):
    a_candidate(company, "applied")
    company["remy"].opens_home()
    assert "Ada Example" not in company["remy"].home.text.partition("Pipeline")[0]
    edits(company, Coordinator="Remy Laurent")
    assert "Ada Example" in company["remy"].home.text.partition("Pipeline")[0]
    assert "Ada Example" not in company["rita"].home.text.partition("Pipeline")[0]
    assert not company["remy"].dms
    assert "Coordinator Remy" in hiring_headline(company).all_text


def test_a_coordinator_without_the_role_of_a_recruiter_may_edit_and_an_interviewer_may_not(company):
    candidate = a_candidate(company, coordinator="dee")
    assert edits(company, "dee", Source="A meetup").ok
    assert kept(company, candidate).source == "A meetup"
    other = screened(company, who="ana")
    company["ana"].presses("Open", hiring_headline(company, "ana"))
    assert "Edit" not in company["ana"].modal.buttons
    assert kept(company, other).version == 1


@pytest.mark.parametrize(
    ("field", "typed", "plea"),
    [
        ("Link to CV", "ada.pdf", "A link begins with https://."),
        ("Time zone", "Atlantis", "This time zone is not known."),
        ("Hiring manager", "Ana Duarte", "Not a hiring manager yet."),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_and_what_was_typed_stays(company, field, typed, plea):
    candidate = a_candidate(company)
    outcome = edits(company, Source="Kept", **{field.replace(" ", "_"): typed})
    assert plea in " ".join(outcome.errors.values())
    assert company["rita"].modal.values["Source"] == "Kept"
    assert kept(company, candidate).version == 1


def test_whoever_is_second_hears_who_was_quicker(company):
    candidate = a_candidate(company)
    for recruiter in ("rita", "remy"):
        opens_edit(company, recruiter).fills_in({"Source": recruiter})
    assert company["rita"].hands_in().ok
    outcome = company["remy"].hands_in()
    assert "Rita Okafor was quicker: changed the source" in " ".join(outcome.errors.values())
    assert kept(company, candidate).source == "rita"


def test_a_letter_that_has_not_left_goes_to_the_new_address(company):
    candidate = screened(company)
    decides(company, "rita", "Reject", "Could not finish.")
    assert edits(company, **{"E-mail": NEW}).ok
    with company.db.read() as tx:
        (letter,) = letters.of_application(tx, candidate)
    assert (letter.to, letter.state) == (NEW, "draft")


def test_an_approved_letter_leaves_at_its_time_for_the_new_address_alone(company):
    candidate = screened(company)
    decides(company, "rita", "Reject", "Could not finish.")
    with company.db.begin() as tx:
        (letter,) = letters.of_application(tx, candidate)
        letters.approve(tx, letter.id, send_at=tx.now.replace(hour=10))
    assert edits(company, Name="Ada Lovelace", **{"E-mail": NEW}).ok
    assert "Please read it once more." in company["rita"].modal.text
    company.passes(hours=3)
    assert len(company.mailbox.of(NEW)) == 1
    assert not company.mailbox.of("ada@example.com")


def test_a_mail_that_the_wrong_address_refused_goes_to_the_right_one(company):
    company.faults.plan("smtp.mail", Kind.SERVER_ERROR)
    opens_candidate(company)
    assert edits(company, **{"E-mail": NEW}).ok
    assert company["rita"].modal is None
    assert company["rita"].presses("Try again", company["rita"].finds("could not get through", "bot DM")).ok
    company.at_rest()
    assert len(company.mailbox.of(NEW)) == 1


def test_a_letter_that_was_refused_after_its_text_goes_to_the_right_address(company):
    rejected(company)
    company.faults.plan("smtp.data", Kind.SERVER_ERROR)
    assert sends(company).ok
    company.passes(hours=1)
    assert edits(company, **{"E-mail": NEW}).ok
    rita = company["rita"]
    if rita.modal:
        assert "have left already" not in rita.modal.text
        rita.closes(everything=True)
    assert rita.presses("Try again", rita.finds("could not get through", "bot DM")).ok
    company.passes(hours=26)
    assert len(company.mailbox.of(NEW)) == 1
    assert not company.mailbox.of("ada@example.com")


def test_a_letter_that_waits_for_another_try_keeps_its_reader_and_goes_to_the_new_address_once(company):
    candidate = screened(company)
    decides(company, "rita", "Reject", "Could not finish.")
    company.faults.outage("smtp.mail", on=True, kind=Kind.LOSE_BEFORE)
    with company.db.begin() as tx:
        (letter,) = letters.of_application(tx, candidate)
        letters.approve(tx, letter.id, send_at=tx.now, reader=person_id(company, "remy"))
    company.faults.waits_until_met()
    rita = opens_edit(company)
    rita.fills_in({"E-mail": NEW})
    assert rita.hands_in().ok
    company.faults.outage("smtp.mail", on=False)
    company.at_rest()
    with company.db.read() as tx:
        assert letters.get(tx, letter.id).reader == person_id(company, "remy")
    assert len(company.mailbox.of(NEW)) == 1
    assert not company.mailbox.of("ada@example.com")


def test_mails_that_have_left_are_not_sent_again_and_that_is_said(company):
    opens_candidate(company)
    assert edits(company, **{"E-mail": NEW}).ok
    assert "Mails that have left already are not sent again" in company["rita"].modal.text
    assert not company.mailbox.of(NEW)


def test_the_calendar_invites_the_new_address_and_not_the_old_one(company):
    books_screening(company)
    assert edits(company, **{"E-mail": NEW}).ok
    assert NEW in guests(event(company))
    assert "ada@example.com" not in guests(event(company))


@pytest.fixture
def with_two_channels(database_url, tmp_path):
    """Infrastructure engineers have a hiring channel of their own."""
    process = Path(ROOT / "process.yaml").read_text(encoding="utf-8")
    own = process.replace("name: Infrastructure engineer,", "name: Infrastructure engineer, channel: hiring-infra,")
    file = tmp_path / "process.yaml"
    file.write_text(own, encoding="utf-8")
    own_channel = {"hiring-infra": ("rita", "hana")}
    with a_living_company(database_url, process_file=file, channels=own_channel) as company:
        yield company


def test_a_role_with_its_own_channel_has_its_candidates_there(with_two_channels):
    company = with_two_channels
    opens_candidate(company, Role="Infrastructure engineer")
    assert "Ada Example" in company["rita"].sees("hiring-infra")[-1].all_text
    assert not company["rita"].sees("hiring")


def test_who_changes_the_role_leaves_the_talk_where_it_is_and_the_other_channel_learns_where(with_two_channels):
    company = with_two_channels
    opens_candidate(company)
    assert edits(company, Role="Infrastructure engineer").ok
    assert "Infrastructure engineer" in hiring_headline(company).all_text
    told = company["rita"].sees("hiring-infra")[-1]
    assert "Talked about in" in told.all_text
    assert company["rita"].presses("Open", told).ok
    assert "Ada Example" in company["rita"].modal.text
    edits(company, Role="Software engineer")
    assert "is now considered for Software engineer" in company["rita"].sees("hiring-infra")[-1].text
    assert len(company["rita"].sees("hiring")) == 1


def test_nobody_is_asked_twice_when_the_panel_sees_a_new_name(company):
    books_screening(company)
    before = len(company["ana"].dms)
    assert "Ada Example" in company["ana"].dms[-1].all_text
    edits(company, Name="Ada Lovelace")
    assert len(company["ana"].dms) == before
    assert "Ada Lovelace" in company["ana"].dms[-1].all_text
    with company.db.read() as tx:
        (booked,) = interviews.of_application(tx, 1)
    assert booked.version == 1
    assert person_id(company, "ana") in booked.people


@pytest.mark.parametrize("wrong", ["jürgen@example.com", "a,b@x.com", "a@b@c.de", "<a@b.de>", "ada@straße.de"])
@pytest.mark.parametrize("form", ["new", "edit"])
def test_an_address_no_letter_could_reach_is_told_at_the_field_and_what_was_typed_stays(company, form, wrong):
    rita = company["rita"]
    if form == "edit":
        a_candidate(company)
        opens_edit(company)
    else:
        rita.types("/candidate")
        rita.fills_in({"Name": "Ada Example"})
    rita.fills_in({"E-mail": wrong})
    assert list(rita.hands_in().errors) == ["E-mail"]
    assert rita.modal.values["E-mail"] == wrong
    rita.fills_in({"E-mail": "ana@bücher.de"})
    assert rita.hands_in().ok
    with company.db.read() as tx:
        (opened,) = applications.all_open(tx)
    assert opened.candidate.email == "ana@xn--bcher-kva.de"


def test_whoever_was_opened_with_such_an_address_is_shown_and_can_be_put_right(company):
    candidate = a_candidate(company)
    with company.db.begin() as tx:
        before = applications.lock(tx, candidate).candidate
        applications.save_candidate(tx, replace(before, email="jürgen@bücher.de"))
    opens_edit(company)
    assert list(company["rita"].hands_in().errors) == ["E-mail"]
    company["rita"].fills_in({"E-mail": NEW})
    assert company["rita"].hands_in().ok
    assert kept(company, candidate).candidate.email == NEW
