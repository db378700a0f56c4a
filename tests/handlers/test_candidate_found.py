"""Finding somebody among many: as people type names, and a page at a time."""

import pytest

from storage import applications
from tests.handlers.deciding import a_candidate, hiring_headline, person_id


def many(company, number, stage="screening"):
    with company.db.begin() as tx:
        process = tx.book.current
        for n in range(number):
            applications.add(
                tx,
                applications.add_candidate(tx, name=f"Twin {n:03}", email=f"twin{n}@example.com"),
                role=process.roles[0].id,
                process=process.digest,
                stage=stage,
                coordinator=person_id(company, "rita"),
                hiring_manager=None,
                channel="C1",
            )


@pytest.mark.parametrize("words", ["jose garcia", "GARCÍA José", "garcia", "jose@EXAMPLE.com García", "Strasse jos"])
def test_a_name_is_found_without_accents_in_any_case_and_order(company, words):
    with company.db.begin() as tx:
        process = tx.book.current
        applications.add(
            tx,
            applications.add_candidate(tx, name="José García Straße", email="jose@example.com"),
            role=process.roles[0].id,
            process=process.digest,
            stage="screening",
            coordinator=person_id(company, "rita"),
            hiring_manager=None,
            channel="C1",
        )
    assert company["rita"].types("/candidate", words).ok
    assert "José García Straße" in company["rita"].modal.text


def test_a_hundred_and_twenty_hits_are_read_page_by_page(company):
    many(company, 125)
    rita = company["rita"]
    assert rita.types("/candidate", "twin").ok
    assert "1 to 40 of 125" in rita.modal.text
    assert "Twin 124" in rita.modal.text
    for _ in range(3):
        assert rita.presses("More", "modal").ok
    assert "121 to 125 of 125" in rita.modal.text
    assert "Twin 000" in rita.modal.text
    assert "More" not in rita.modal.buttons
    rita.presses("Back", "modal")
    assert "81 to 120 of 125" in rita.modal.text


def test_who_may_see_none_of_them_finds_nobody(company):
    many(company, 3)
    assert company["bo"].types("/candidate", "twin").ok
    assert "Nobody found" in company["bo"].modal.text


def test_the_pipeline_has_pages_by_stage_with_days(company):
    many(company, 60, "onsite")
    many(company, 65, "screening")
    a_candidate(company, "applied")
    rita = company["rita"]
    assert rita.types("/hiring", "pipeline").ok
    text = rita.modal.text
    assert text.index("Applied") < text.index("Ada Example") < text.index("Screening* · 65" if "*" in text else "65")
    assert "0 days in Screening" in text
    assert "1 to 40 of 126" in text
    rita.presses("More", "modal")
    assert "On-site" in rita.modal.text
    rita.presses("More", "modal")
    rita.presses("More", "modal")
    assert "121 to 126 of 126" in rita.modal.text


def test_a_candidates_card_leads_to_what_is_said_of_them(company):
    a_candidate(company)
    company.at_rest()
    where = hiring_headline(company)
    assert company["rita"].types("/candidate", "Ada Example").ok
    address = f"https://slack.com/archives/{where.channel}/p{where.ts.replace('.', '')}"
    assert f"<{address}|To their thread>" in str(company["rita"].modal.blocks)
