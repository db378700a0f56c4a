"""Many candidates at once, as the database remembers them, without a message for each: Slack takes one a second."""

from datetime import timedelta

from bot.hiring.interview import Answer, Seat
from bot.hiring.scorecard import Answers, Scorecard
from storage import applications, interviews, scorecards
from tests.handlers.deciding import person_id


def candidates(company, number, stage="screening", *, role=0, coordinator="rita"):
    with company.db.begin() as tx:
        process = tx.book.current
        return [
            applications.add(
                tx,
                applications.add_candidate(tx, name=f"Candidate {stage} {n}", email=f"{stage}{n}@example.com"),
                role=process.roles[role].id,
                process=process.digest,
                stage=stage,
                coordinator=person_id(company, coordinator),
                hiring_manager=person_id(company, "hana"),
                channel="C1",
            ).id
            for n in range(number)
        ]


def talks(company, candidate, *people, ended, handed_in=()):
    """An interview over since *ended* (below zero: to come); *handed_in* maps who to how long after its end."""
    with company.db.begin() as tx:
        held = interviews.add(
            tx,
            application=candidate,
            session="screening",
            stage="screening",
            starts_at=tx.now - ended - timedelta(minutes=45),
            ends_at=tx.now - ended,
            zone="Europe/Berlin",
            panel=[Seat(person_id(company, who), answer=Answer.ACCEPTED) for who in people],
        )
        for who, after in dict(handed_in).items():
            given = Answers(ratings={}, recommendation="in_favour")
            scorecards.add(tx, Scorecard(held.id, person_id(company, who), given, tx.now - ended + after))
