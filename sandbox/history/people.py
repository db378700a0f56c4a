"""Who applied from September to February, and what became of them. All made up."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import Enum, auto

from sandbox.stories.telling import Candidate

SOFTWARE, INFRASTRUCTURE = "Software engineer", "Infrastructure engineer"


class Fate(Enum):
    """How far somebody came."""

    LEFT_AT_ONCE = auto()  # withdrew before anything was booked
    LEFT_WHILE_BOOKED = auto()
    NO_AFTER_SCREENING = auto()
    LEFT_AFTER_SCREENING = auto()  # was asked to the on-site, and went elsewhere
    NO_AFTER_ONSITE = auto()
    DECLINED = auto()
    HIRED = auto()
    # open on the last morning
    JUST_APPLIED = auto()
    SCREENING_TODAY = auto()
    CARD_OWED = auto()
    TO_DECIDE = auto()
    DEBRIEF = auto()
    LETTER_WAITS = auto()


BEYOND_SCREENING = {Fate.LEFT_AFTER_SCREENING, Fate.NO_AFTER_ONSITE, Fate.DECLINED, Fate.HIRED, Fate.DEBRIEF}


@dataclass(frozen=True)
class Applicant:
    """*panel* and *meets_on* by session, where they are not left to chance."""

    candidate: Candidate
    applied_at: datetime
    fate: Fate
    source: str
    coordinator: str = "rita"
    panel: tuple[tuple[str, tuple[str, ...]], ...] = ()
    meets_on: tuple[tuple[str, date], ...] = ()


def _one(
    name: str, zone: str, role: str, applied: str, fate: Fate, source: str = "Careers page", coordinator: str = "rita"
) -> Applicant:
    day = date.fromisoformat(applied)
    at = datetime.combine(day, time(8 + day.day % 7, day.day * 7 % 60), UTC)
    return Applicant(Candidate(name, _address(name), role, zone), at, fate, source, coordinator)


def _address(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower()).translate({ord("ł"): "l", ord("’"): None})
    return letters.encode("ascii", "ignore").decode().replace(" ", ".") + "@example.com"


PAST = (
    _one("Ines Carvalho", "Europe/Lisbon", SOFTWARE, "2026-09-01", Fate.HIRED, "Referral by Ana"),
    _one("Jonas Weidmann", "Europe/Berlin", SOFTWARE, "2026-09-02", Fate.NO_AFTER_SCREENING),
    _one("Priya Raman", "Asia/Kolkata", INFRASTRUCTURE, "2026-09-04", Fate.DECLINED, "Conference"),
    _one("Oskar Nyström", "Europe/Stockholm", SOFTWARE, "2026-09-07", Fate.NO_AFTER_ONSITE),
    _one("Leila Benali", "Africa/Casablanca", SOFTWARE, "2026-09-10", Fate.LEFT_AT_ONCE),
    _one("Marek Zieliński", "Europe/Warsaw", INFRASTRUCTURE, "2026-09-14", Fate.HIRED, "Open source"),
    _one("Chloe Martin", "Europe/Paris", SOFTWARE, "2026-09-16", Fate.NO_AFTER_SCREENING, "Agency", "remy"),
    _one("Emeka Obi", "Africa/Lagos", SOFTWARE, "2026-09-21", Fate.NO_AFTER_ONSITE),
    _one("Sofia Rossi", "Europe/Rome", SOFTWARE, "2026-09-24", Fate.LEFT_AFTER_SCREENING),
    _one("Hugo Lefevre", "Europe/Paris", INFRASTRUCTURE, "2026-09-28", Fate.DECLINED, "Agency", "remy"),
    _one("Yara Mansour", "Asia/Beirut", SOFTWARE, "2026-09-30", Fate.NO_AFTER_SCREENING),
    _one("Daniel Okeke", "Europe/London", SOFTWARE, "2026-10-05", Fate.HIRED, "Referral by Cy"),
    _one("Katarina Horvat", "Europe/Zagreb", SOFTWARE, "2026-10-07", Fate.NO_AFTER_ONSITE),
    _one("Liam O’Connor", "Europe/Dublin", INFRASTRUCTURE, "2026-10-12", Fate.NO_AFTER_SCREENING),
    _one("Mina Takahashi", "Europe/Berlin", SOFTWARE, "2026-10-14", Fate.DECLINED, "University"),
    _one("Pedro Alves", "America/Sao_Paulo", SOFTWARE, "2026-10-19", Fate.NO_AFTER_SCREENING),
    _one("Ingrid Solberg", "Europe/Oslo", INFRASTRUCTURE, "2026-10-21", Fate.HIRED),
    _one("Rashid Karimi", "Europe/Berlin", SOFTWARE, "2026-10-26", Fate.NO_AFTER_ONSITE, "Meetup"),
    _one("Clara Fontaine", "Europe/Brussels", SOFTWARE, "2026-10-28", Fate.LEFT_WHILE_BOOKED, "Agency", "remy"),
    _one("Viktor Petrov", "Europe/Sofia", SOFTWARE, "2026-11-02", Fate.NO_AFTER_SCREENING),
    _one("Amina Diallo", "Africa/Dakar", SOFTWARE, "2026-11-04", Fate.HIRED, "Open source"),
    _one("Tobias Gruber", "Europe/Vienna", INFRASTRUCTURE, "2026-11-06", Fate.NO_AFTER_SCREENING),
    _one("Nadia Rahman", "Europe/London", SOFTWARE, "2026-11-11", Fate.NO_AFTER_ONSITE),
    _one("Elias Virtanen", "Europe/Helsinki", SOFTWARE, "2026-11-16", Fate.LEFT_AFTER_SCREENING, "Referral by Bo"),
    _one("Gabriela Torres", "Europe/Madrid", SOFTWARE, "2026-11-18", Fate.DECLINED),
    _one("Pavel Novak", "Europe/Prague", INFRASTRUCTURE, "2026-11-23", Fate.NO_AFTER_ONSITE),
    _one("Zanele Dube", "Africa/Johannesburg", SOFTWARE, "2026-11-25", Fate.NO_AFTER_SCREENING),
    _one("Arjun Mehta", "Europe/Amsterdam", SOFTWARE, "2026-12-01", Fate.HIRED, "Conference"),
    _one("Freya Jensen", "Europe/Copenhagen", SOFTWARE, "2026-12-03", Fate.NO_AFTER_SCREENING, "Careers page", "remy"),
    _one("Omar Farouk", "Africa/Cairo", INFRASTRUCTURE, "2026-12-09", Fate.LEFT_AT_ONCE),
    _one("Lucia Moretti", "Europe/Rome", SOFTWARE, "2026-12-14", Fate.NO_AFTER_ONSITE),
    _one("Samuel Adeyemi", "Europe/London", SOFTWARE, "2027-01-05", Fate.HIRED, "Referral by Dee"),
    _one("Hannah Vogel", "Europe/Zurich", SOFTWARE, "2027-01-07", Fate.NO_AFTER_SCREENING),
    _one("Ravi Subramaniam", "Asia/Kolkata", INFRASTRUCTURE, "2027-01-08", Fate.DECLINED),
    _one("Ewa Kowalska", "Europe/Warsaw", SOFTWARE, "2027-01-11", Fate.NO_AFTER_ONSITE, "Agency", "remy"),
    _one("Mateo Vidal", "Europe/Madrid", SOFTWARE, "2027-01-13", Fate.LEFT_AFTER_SCREENING),
    _one("Thandi Nkosi", "Africa/Johannesburg", INFRASTRUCTURE, "2027-01-18", Fate.NO_AFTER_ONSITE),
    _one("Felix Baumann", "Europe/Berlin", SOFTWARE, "2027-01-25", Fate.NO_AFTER_SCREENING, "University"),
    _one("Selin Aydin", "Europe/Istanbul", SOFTWARE, "2027-02-01", Fate.LEFT_WHILE_BOOKED),
    _one("George Papadakis", "Europe/Athens", INFRASTRUCTURE, "2027-02-08", Fate.NO_AFTER_SCREENING),
)

OPEN = (
    replace(
        _one("Diego Fuentes", "Europe/Madrid", SOFTWARE, "2027-02-03", Fate.DEBRIEF, "Referral by Cy"),
        panel=(("screening", ("ana",)), ("repo_setup", ("bo",)), ("project_deep_dive", ("cy", "dee"))),
        meets_on=(("screening", date(2027, 2, 9)), ("onsite", date(2027, 2, 26))),
    ),
    replace(
        _one("Salma Idrissi", "Africa/Casablanca", SOFTWARE, "2027-02-12", Fate.LETTER_WAITS),
        panel=(("screening", ("ana",)),),
        meets_on=(("screening", date(2027, 2, 23)),),
    ),
    replace(
        _one("Astrid Holm", "Europe/Copenhagen", SOFTWARE, "2027-02-16", Fate.TO_DECIDE, "Meetup"),
        panel=(("screening", ("bo", "cy")),),
        meets_on=(("screening", date(2027, 2, 25)),),
    ),
    replace(
        _one("Nikhil Sharma", "Europe/Berlin", INFRASTRUCTURE, "2027-02-17", Fate.CARD_OWED),
        panel=(("screening", ("ana", "dee")),),
        meets_on=(("screening", date(2027, 2, 26)),),
    ),
    replace(
        _one("Beatriz Lobo", "Europe/Lisbon", SOFTWARE, "2027-02-23", Fate.SCREENING_TODAY, "Open source"),
        panel=(("screening", ("bo", "dee")),),
        meets_on=(("screening", date(2027, 3, 1)),),
    ),
    replace(
        _one("Wanjiru Kamau", "Africa/Nairobi", SOFTWARE, "2027-03-01", Fate.JUST_APPLIED),
        applied_at=datetime(2027, 3, 1, 7, 40, tzinfo=UTC),
    ),
)
