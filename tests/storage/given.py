"""What tests of storage begin with: people, an application, an interview."""

from datetime import timedelta

from bot.hiring.application import Application
from bot.hiring.interview import Interview, Seat
from bot.hiring.person import Person, Role
from storage import applications, interviews, people
from storage.database import Tx

RITA = Person("U1", "Rita Okafor", "rita@example.org", "Europe/Berlin", frozenset({Role.RECRUITER}))
REMY = Person("U2", "Remy Laurent", "remy@example.org", "Europe/Paris", frozenset({Role.RECRUITER}))
ANA = Person("U3", "Ana Duarte", "ana@example.org", "Europe/Lisbon", frozenset({Role.INTERVIEWER}))


def an_application(tx: Tx, name: str = "Ada Example", email: str = "ada@example.com") -> Application:
    for person in (RITA, REMY, ANA):
        people.save(tx, person)
    process = tx.book.current
    return applications.add(
        tx,
        applications.add_candidate(tx, name=name, email=email),
        role=process.roles[0].id,
        process=process.digest,
        stage=process.stages[0].id,
        coordinator=RITA.id,
        hiring_manager=None,
        channel="C1",
    )


def an_interview(tx: Tx, application: Application) -> Interview:
    return interviews.add(
        tx,
        application=application.id,
        session="screening",
        stage=application.stage,
        starts_at=tx.now + timedelta(hours=1),
        ends_at=tx.now + timedelta(hours=2),
        zone="Europe/Berlin",
        panel=[Seat(ANA.id)],
    )
