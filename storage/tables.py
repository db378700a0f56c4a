"""The schema on one page. Rows never leave this package: the rest of the bot speaks in bot.hiring's terms.

Times are aware UTC. JSON columns hold lists of ids or short choices, never anything a query filters on.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Enum, Index, Text, text
from sqlmodel import Field, SQLModel

from bot.hiring.application import State
from bot.hiring.figures_stage import Outcome
from bot.hiring.interview import Answer, InterviewState

VERDICTS = ("advance", "reject", "offer", "one_more", "withdraw", "accepted", "declined")
LETTER_STATES = ("draft", "reading", "approved", "sent", "held", "cancelled")
OUTBOX_STATES = ("pending", "sending", "unknown", "done", "held", "cancelled", "failed")
OUTBOX_KINDS = ("message", "home", "event", "mail", "channel")

SQLModel.metadata.naming_convention = {  # constraints keep their names, so that migrations can speak of them
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def _one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(word)) for word in words)})", name=f"{column}_known")


def _words(enum: type[Any]) -> Any:
    """An enum kept as its value in a VARCHAR, the same on SQLite and PostgreSQL."""
    return Enum(enum, native_enum=False, values_callable=lambda e: [m.value for m in e], create_constraint=True)


class ProcessRow(SQLModel, table=True):
    __tablename__ = "process"

    digest: str = Field(primary_key=True)
    source: str = Field(sa_type=Text)
    loaded_at: datetime


class PersonRow(SQLModel, table=True):
    __tablename__ = "person"
    __table_args__ = (Index("person_by_email", text("lower(email)")),)

    id: str = Field(primary_key=True)
    name: str
    email: str
    zone: str
    roles: list[str] = Field(default_factory=list, sa_type=JSON)
    sessions: list[str] = Field(default_factory=list, sa_type=JSON)
    starts: str = "09:00"
    ends: str = "17:00"
    days: list[int] = Field(default_factory=lambda: [0, 1, 2, 3, 4], sa_type=JSON)
    max_per_day: int | None = None
    max_per_week: int | None = None
    away: list[list[str]] = Field(default_factory=list, sa_type=JSON)
    paused: bool = False
    back_on: str | None = None
    digest: bool = False
    active: bool = True
    dm_channel: str | None = None


class CandidateRow(SQLModel, table=True):
    __tablename__ = "candidate"
    __table_args__ = (Index("candidate_by_email", text("lower(email)")),)

    id: int | None = Field(default=None, primary_key=True)
    name: str
    email: str
    zone: str | None = None
    cv_url: str | None = None


class ApplicationRow(SQLModel, table=True):
    """*rejection_sent*: a rejection has left, as `storage.letters` notes; who still waits for one is found by it.

    *erased*: no row about it says any more who it was about (`storage.erasing`).
    """

    __tablename__ = "application"
    __table_args__ = (
        Index("application_by_stage", "state", "stage", "id"),
        Index("application_by_rejection", "state", "rejection_sent", "closed_at"),
        CheckConstraint("version >= 1", name="version_counts"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="closed_has_a_time"),
    )

    id: int | None = Field(default=None, primary_key=True)
    candidate_id: int = Field(foreign_key="candidate.id", index=True)
    role: str
    process: str = Field(foreign_key="process.digest")
    stage: str
    state: State = Field(sa_column=Column(_words(State), nullable=False))
    coordinator: str = Field(foreign_key="person.id", index=True)
    hiring_manager: str | None = Field(default=None, foreign_key="person.id", index=True)
    source: str | None = None
    channel: str
    opened_at: datetime
    stage_since: datetime
    closed_at: datetime | None = None
    version: int = 1
    rejection_sent: bool = False
    erased: bool = False


class ChannelRow(SQLModel, table=True):
    """A candidate's own private channel; *instead* is the hiring channel. *refused* has Slack's reason by person."""

    __tablename__ = "candidate_channel"

    application_id: int = Field(foreign_key="application.id", primary_key=True)
    number: int = 1
    channel: str | None = None
    instead: str
    given_up: bool = False
    archived: bool = False
    invited: list[str] = Field(default_factory=list, sa_type=JSON)
    refused: dict[str, str] = Field(default_factory=dict, sa_type=JSON)


class StayRow(SQLModel, table=True):
    """An application's time in one stage, for figures. Exactly one is open while the application is."""

    __tablename__ = "stay"
    __table_args__ = (
        Index("stay_by_entry", "entered_at"),
        CheckConstraint("(left_at IS NULL) = (outcome IS NULL)", name="an_end_has_an_outcome"),
    )

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    stage: str
    entered_at: datetime
    left_at: datetime | None = None
    outcome: Outcome | None = Field(default=None, sa_column=Column(_words(Outcome), nullable=True))


class DecisionRow(SQLModel, table=True):
    __tablename__ = "decision"
    __table_args__ = (_one_of("verdict", VERDICTS),)

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    stage: str
    verdict: str
    by: str = Field(foreign_key="person.id")
    reason: str = Field(sa_type=Text)
    at: datetime


class NoteRow(SQLModel, table=True):
    """What recruiters note for each other about a candidate."""

    __tablename__ = "note"

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    by: str = Field(foreign_key="person.id")
    text: str = Field(sa_type=Text)
    at: datetime


class DuplicateRow(SQLModel, table=True):
    """An application that was closed because the same person's other one goes on."""

    __tablename__ = "duplicate"

    application_id: int = Field(foreign_key="application.id", primary_key=True)
    continued_in: int = Field(foreign_key="application.id", index=True)


class InterviewRow(SQLModel, table=True):
    __tablename__ = "interview"
    __table_args__ = (
        Index("interview_by_end", "state", "ends_at"),
        Index("interview_by_start", "state", "starts_at"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
    )

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    session: str
    stage: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    state: InterviewState = Field(sa_column=Column(_words(InterviewState), nullable=False))
    loop: int | None = None
    task: str | None = Field(default=None, index=True)
    meet_url: str | None = None
    version: int = 1


class SeatRow(SQLModel, table=True):
    __tablename__ = "seat"

    interview_id: int = Field(foreign_key="interview.id", primary_key=True)
    person: str = Field(foreign_key="person.id", primary_key=True, index=True)
    position: int = 0
    focus: list[str] = Field(default_factory=list, sa_type=JSON)
    answer: Answer = Field(default=Answer.ASKED, sa_column=Column(_words(Answer), nullable=False))


class EventRow(SQLModel, table=True):
    """The calendar event of an interview: what we want of it (*wanted*) and what it shows (*shown*), counted.

    *answers* are the guests' last known answers by e-mail address: only a change says something new.
    """

    __tablename__ = "event"

    interview_id: int = Field(foreign_key="interview.id", primary_key=True)
    remote_id: str = Field(unique=True)
    generation: int = 1
    etag: str | None = None
    wanted: int = 1
    shown: int = 0
    gone: bool = False
    answers: dict[str, str] = Field(default_factory=dict, sa_type=JSON)


class CursorRow(SQLModel, table=True):
    __tablename__ = "cursor"

    name: str = Field(primary_key=True)
    token: str = Field(sa_type=Text)


class SlotSearchRow(SQLModel, table=True):
    """What somebody asked for and the options they were shown, so that Book means what they saw."""

    __tablename__ = "slot_search"

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    by: str = Field(foreign_key="person.id")
    request: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    options: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    at: datetime


class DraftRow(SQLModel, table=True):
    """One field of an unfinished form, typed in the window *view*; *typed_at* is Slack's action_ts: the newest wins."""

    __tablename__ = "draft"

    form: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", primary_key=True)
    field: str = Field(primary_key=True)
    value: Any = Field(default=None, sa_type=JSON)
    typed_at: str
    view: str = ""


class ScorecardRow(SQLModel, table=True):
    __tablename__ = "scorecard"

    interview_id: int = Field(foreign_key="interview.id", primary_key=True)
    person: str = Field(foreign_key="person.id", primary_key=True, index=True)
    focus_answer: str = ""
    observed: list[str] = Field(default_factory=list, sa_type=JSON)
    recommendation: str
    confidence: str = ""
    change_my_mind: str = Field(default="", sa_type=Text)
    strength: str = Field(default="", sa_type=Text)
    for_recruiter: str = Field(default="", sa_type=Text)
    task: str = ""
    hints: list[str] = Field(default_factory=list, sa_type=JSON)
    follow_ups: list[str] = Field(default_factory=list, sa_type=JSON)
    presses: list[Any] = Field(default_factory=list, sa_type=JSON)
    submitted_at: datetime
    version: int = 1
    corrected_at: datetime | None = None


class FirstScorecardRow(SQLModel, table=True):
    """What a corrected scorecard said when it was handed in first: never changed."""

    __tablename__ = "first_scorecard"

    interview_id: int = Field(foreign_key="interview.id", primary_key=True)
    person: str = Field(foreign_key="person.id", primary_key=True)
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class ForgoneScorecardRow(SQLModel, table=True):
    """A scorecard that the others did not wait for; its author may still hand it in."""

    __tablename__ = "forgone_scorecard"

    interview_id: int = Field(foreign_key="interview.id", primary_key=True)
    person: str = Field(foreign_key="person.id", primary_key=True)
    by: str = Field(foreign_key="person.id")
    reason: str = Field(sa_type=Text)
    at: datetime


class RatingRow(SQLModel, table=True):
    __tablename__ = "rating"
    __table_args__ = (CheckConstraint("mark IS NULL OR mark BETWEEN 1 AND 10", name="mark_on_the_scale"),)

    interview_id: int = Field(foreign_key="interview.id", primary_key=True)
    person: str = Field(foreign_key="person.id", primary_key=True)
    trait: str = Field(primary_key=True)
    mark: int | None = None
    note: str = Field(default="", sa_type=Text)


class DebriefRow(SQLModel, table=True):
    __tablename__ = "debrief"

    application_id: int = Field(foreign_key="application.id", primary_key=True)
    opens_at: datetime
    opened_at: datetime | None = None
    closed_at: datetime | None = None


class VoteRow(SQLModel, table=True):
    """*first* is the vote that others saw, kept when it is changed afterwards; *late*: cast after votes showed."""

    __tablename__ = "vote"

    application_id: int = Field(foreign_key="application.id", primary_key=True)
    person: str = Field(foreign_key="person.id", primary_key=True)
    recommendation: str
    reason: str = Field(default="", sa_type=Text)
    at: datetime
    first: str = ""
    first_reason: str = Field(default="", sa_type=Text)
    late: bool = False


class SharedNoteRow(SQLModel, table=True):
    """A note its author shared into the decision thread. The text stays on the scorecard."""

    __tablename__ = "shared_note"

    interview_id: int = Field(foreign_key="interview.id", primary_key=True)
    person: str = Field(foreign_key="person.id", primary_key=True)
    trait: str = Field(primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    at: datetime
    taken_back_at: datetime | None = None


class CardReadingRow(SQLModel, table=True):
    """Who read the cards of a candidate, and when first."""

    __tablename__ = "card_reading"

    application_id: int = Field(foreign_key="application.id", primary_key=True)
    person: str = Field(foreign_key="person.id", primary_key=True)
    at: datetime


class LetterRow(SQLModel, table=True):
    """A letter or mail to a candidate. Its text is frozen once it is approved. *key* says what it means, once."""

    __tablename__ = "letter"
    __table_args__ = (_one_of("state", LETTER_STATES),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    kind: str
    to: str
    subject: str
    body: str = Field(sa_type=Text)
    state: str = "draft"
    by: str | None = Field(default=None, foreign_key="person.id")
    sender_name: str = ""
    reply_to: str | None = None
    send_at: datetime | None = None
    sent_at: datetime | None = None
    version: int = 1
    reader: str | None = Field(default=None, foreign_key="person.id")
    remark: str = Field(default="", sa_type=Text)


class ContactRow(SQLModel, table=True):
    """A day by which a candidate was told, or is meant, to hear from us. With a letter it counts once that is sent."""

    __tablename__ = "contact"

    id: int | None = Field(default=None, primary_key=True)
    application_id: int = Field(foreign_key="application.id", index=True)
    letter_id: int | None = Field(default=None, foreign_key="letter.id", unique=True)
    promised: date
    reason: str = Field(default="", sa_type=Text)
    by: str = Field(foreign_key="person.id")
    at: datetime


class OfferRow(SQLModel, table=True):
    __tablename__ = "offer"

    application_id: int = Field(foreign_key="application.id", primary_key=True)
    extended_by: str = Field(foreign_key="person.id")
    extended_at: datetime
    answer_by: datetime | None = None
    answer: str | None = None
    answered_at: datetime | None = None


class MessageRow(SQLModel, table=True):
    """One living message in Slack: what draws it, where it stands, and how current it is."""

    __tablename__ = "message"
    __table_args__ = (
        Index("message_by_place", "channel", "ts"),
        Index("message_by_prefix", "key", postgresql_ops={"key": "text_pattern_ops"}),
    )

    key: str = Field(primary_key=True)
    renderer: str
    ids: list[Any] = Field(default_factory=list, sa_type=JSON)
    target: str
    thread: str | None = None
    channel: str | None = None
    ts: str | None = None
    generation: int = 1
    wanted: int = 1
    shown: int = 0


class OutboxRow(SQLModel, table=True):
    """Something the world must see once. *not_before* is the bot's clock; leases and retries are wall time."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_due", "state", "not_before"),
        Index("outbox_by_group", "group", "id"),
        _one_of("state", OUTBOX_STATES),
        _one_of("kind", OUTBOX_KINDS),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    kind: str
    target: str
    args: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    group: str
    not_before: datetime
    expires_at: datetime | None = None
    state: str = "pending"
    attempt: int = 0
    fence: str | None = None
    lease_until: datetime | None = None
    retry_at: datetime | None = None
    first_try_at: datetime | None = None
    begun_at: datetime | None = None
    remote_ref: str | None = None
    error: str | None = None


class InboxRow(SQLModel, table=True):
    """A delivery that was acted upon, kept so that its repetition does nothing."""

    __tablename__ = "inbox"

    key: str = Field(primary_key=True)
    at: datetime = Field(index=True)


class AuditRow(SQLModel, table=True):
    """Who did what, when: exactly one row for every change of state. *detail* holds ids and choices, no typed text."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    actor: str
    action: str
    application_id: int | None = Field(default=None, foreign_key="application.id", index=True)
    interview_id: int | None = Field(default=None, foreign_key="interview.id", index=True)
    detail: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class SealRow(SQLModel, table=True):
    """One link of the chain over the audit: *hash* covers the link before it and what the entry says."""

    __tablename__ = "seal"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    audit_id: int = Field(foreign_key="audit.id", unique=True)
    hash: str


class RestoreRow(SQLModel, table=True):
    """A backup was put in place: what happened between *since* and *until* is lost here, and known outside.

    *looked_at*: when the calendar's changes of those hours were taken over.

    *last_…* are the highest ids the backup knew; what comes after has higher ones.
    """

    __tablename__ = "restore"

    id: int | None = Field(default=None, primary_key=True)
    since: datetime
    until: datetime
    last_application: int
    last_promise: int
    last_entry: int
    told_at: datetime | None = None
    looked_at: datetime | None = None
    ended_at: datetime | None = None
    ended_by: str | None = Field(default=None, foreign_key="person.id")


# An id stands on buttons and in calendars: it never means another thing.
for _table in SQLModel.metadata.tables.values():
    _table.dialect_options["sqlite"]["autoincrement"] = "id" in _table.c and _table.c["id"].type.python_type is int
