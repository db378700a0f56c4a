"""Many candidates and a large team: what people look at asks the database as few questions as for a handful."""

from datetime import timedelta

import pytest
from sqlalchemy import event, insert

from bot.hiring.application import State
from bot.hiring.interview import Answer
from handlers import contact
from storage.tables import ApplicationRow, CandidateRow, InterviewRow, PersonRow, SeatRow
from tests.handlers.deciding import a_candidate, person_id

PEOPLE, CANDIDATES = 300, 5000


@pytest.fixture
def counted(company):
    """`counted(work)`: how many statements *work* sent to the database; nothing is done by time or promised meanwhile."""
    company.bot.relay.stop()
    company.bot._timetable.stop()
    asked = []
    event.listen(company.db.engine, "before_cursor_execute", lambda *it: asked.append(it[2]))

    def count(work):
        asked.clear()
        work()
        return len(asked)

    return count


def crowd(company, number, *, first=0):
    """That many open candidates of Rita's in the screening, every second with an interview that Ana owes a card on."""
    with company.db.begin() as tx:
        process, ids = tx.book.current, range(1000 + first, 1000 + first + number)
        rita, hana, ana = (person_id(company, who) for who in ("rita", "hana", "ana"))
        tx.execute(insert(CandidateRow), [{"id": i, "name": f"Cand {i}", "email": f"c{i}@example.com"} for i in ids])
        common = {
            "role": process.roles[0].id, "process": process.digest, "stage": "screening", "state": State.OPEN,
            "coordinator": rita, "hiring_manager": hana, "channel": "C1", "opened_at": tx.now, "stage_since": tx.now,
        }  # fmt: skip
        tx.execute(insert(ApplicationRow), [{"id": i, "candidate_id": i, **common} for i in ids])
        held = {
            "session": "screening", "stage": "screening", "zone": "UTC", "state": "booked",
            "starts_at": tx.now - timedelta(hours=3), "ends_at": tx.now - timedelta(hours=2),
        }  # fmt: skip
        tx.execute(insert(InterviewRow), [{"id": i, "application_id": i, **held} for i in ids if i % 2])
        tx.execute(
            insert(SeatRow), [{"interview_id": i, "person": ana, "answer": Answer.ACCEPTED} for i in ids if i % 2]
        )


def team(company, number):
    with company.db.begin() as tx:
        common = {"zone": "UTC", "roles": ["interviewer"], "sessions": ["screening"]}
        people = [
            {"id": f"UTEAM{i}", "name": f"Col {i}", "email": f"p{i}@example.org", **common} for i in range(number)
        ]
        tx.execute(insert(PersonRow), people)


def looks(company):
    """What is counted, by name."""
    rita, ana = company["rita"], company["ana"]

    def typed(person, *words):
        def work():
            assert person.types(*words).ok
            person.loses_the_window()

        return work

    return {
        "Home of a recruiter": rita.opens_home,
        "Home of an interviewer": ana.opens_home,
        "/candidate NAME": typed(rita, "/candidate", "Cand"),
        "/schedule NAME": typed(rita, "/schedule", "Cand"),
        "/scorecard": typed(ana, "/scorecard"),
        "/hiring pipeline": typed(rita, "/hiring", "pipeline"),
        "/hiring team": typed(rita, "/hiring", "team"),
        "/hiring stats": typed(rita, "/hiring", "stats"),
    }


def test_five_thousand_candidates_take_no_more_questions_than_fifty(company, counted):
    crowd(company, 50)
    team(company, 10)
    few = {name: counted(work) for name, work in looks(company).items()}
    crowd(company, CANDIDATES - 50, first=50)
    with company.db.begin() as tx:
        tx.execute(PersonRow.__table__.delete().where(PersonRow.id.like("UTEAM%")))
    team(company, PEOPLE)
    many = {name: counted(work) for name, work in looks(company).items()}
    assert many == few
    assert max(many.values()) <= 40, many


def test_whoever_has_little_to_do_finds_it_behind_hundreds_of_others(company):
    """Those of others have been in their stage for longer."""
    crowd(company, 310)
    company.clock.advance(timedelta(days=1))
    a_candidate(company, name="Ben Newcomer", coordinator="remy")
    remy = company["remy"]
    assert remy.opens_home().ok
    assert "Ben Newcomer" in remy.home.text
    assert remy.types("/schedule").ok
    assert "Ben Newcomer" in remy.modal.text


def test_of_many_candidates_everybody_is_told_in_turn(company, monkeypatch):
    monkeypatch.setattr(contact, "LOOKED_AT", 2)
    for number in range(5):
        a_candidate(company, "applied", name=f"Cand No{number}")
    company.clock.advance(timedelta(days=4))
    for _ in range(3):
        company.works()
        company.clock.advance(timedelta(minutes=1))
    told = [dm.all_text for dm in company["rita"].dms if "should have heard from us" in dm.all_text]
    assert len(told) == 5
