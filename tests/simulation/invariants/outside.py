"""6 and 9 calendar and rows agree, no event twice · 10 and 11 letters · 7 and 15 promises · 20 nothing personal"""

import hashlib
import json
import logging
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.company import INTERVIEWS
from sandbox.slack.workspace import Call
from tests.simulation.invariants import Invariant, Row, marks_in

OUTSIDE = re.compile("SlackApiError|ConnectionResetError|TimeoutError|CallFailed")  # whoever pressed is told so
UNDO = timedelta(minutes=10)
OF_PEOPLE = ("rejection:", "offer:", "withdrawn:")  # keys of letters that somebody sends
LEFT = ("approved", "sent", "held")  # states of letters that may have left
LATE = timedelta(seconds=30)  # a call that had begun in time may take that long


class Calendar(Invariant):
    number = 9

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._before = self.rows("SELECT coalesce(max(id), 0) AS last FROM interview")[0]["last"]

    def at_rest(self) -> None:
        live = [it for it in self.company.calendars.events_of(INTERVIEWS) if it.get("attendees")]
        stuck = self.rows("SELECT 1 FROM outbox WHERE kind = 'event' AND state IN ('held', 'failed')")
        if stuck:
            return
        booked = self.rows(
            "SELECT interview.*, event.remote_id FROM interview LEFT JOIN event ON event.interview_id = interview.id"
            " WHERE event.remote_id IS NOT NULL"
        )
        by_id = {it["id"]: it for it in live}
        missed = {it["interview_id"] for it in self.rows("SELECT * FROM audit WHERE action = 'interview.missed'")}
        known = {it["remote_id"] for it in booked if it["state"] == "booked" or it["id"] in missed}
        for row in booked:
            event = by_id.get(row["remote_id"])
            if _time(row["starts_at"]) <= self.company.clock.now():
                continue  # who drags about what has begun changes nothing
            if row["state"] == "booked" and event is None:
                self.says(f"interview {row['id']} is booked and has no event", 6)
            elif row["state"] == "booked" and _time(event["start"]["dateTime"]) != _time(row["starts_at"]):
                self.says(f"interview {row['id']} is at {row['starts_at']}, its event at {event['start']}", 6)
        for row in self.rows("SELECT id FROM interview WHERE state = 'booked' AND id > ?", self._before):
            if not self.rows("SELECT 1 FROM event WHERE interview_id = ?", row["id"]):
                self.says(f"interview {row['id']} was booked and asks for no event", 6)
        held_back = self.rows("SELECT 1 FROM letter WHERE state IN ('draft', 'approved', 'reading', 'held')")
        for row in self.rows(
            "SELECT event.remote_id FROM event JOIN audit ON audit.interview_id = event.interview_id"
            " JOIN application ON application.id = audit.application_id"
            " WHERE audit.action = 'interview.cancelled' AND audit.actor != 'bot' AND application.state = 'open'"
        ):
            if row["remote_id"] in by_id:
                self.says("somebody cancelled an interview, and its event stands there still")
        ghosts = [it for it in live if it["id"] not in known]
        if ghosts and not held_back:
            self.says(f"{len(ghosts)} events stand there that no interview needs")
        self._nobody_is_in_two_places()

    def _nobody_is_in_two_places(self) -> None:
        seats = self.rows(
            "SELECT seat.person, interview.id, interview.starts_at, interview.ends_at FROM seat"
            " JOIN interview ON interview.id = seat.interview_id WHERE interview.state = 'booked'"
            " AND interview.id NOT IN (SELECT interview_id FROM audit WHERE action = 'interview.moved'"
            " AND interview_id IS NOT NULL AND actor = 'bot')"
            " AND EXISTS (SELECT 1 FROM event WHERE event.interview_id = interview.id)"
        )
        for one in seats:
            for other in seats:
                together = one["starts_at"] < other["ends_at"] and other["starts_at"] < one["ends_at"]
                if together and one["person"] == other["person"] and one["id"] < other["id"]:
                    self.says(f"{self.member(one['person'])} sits in interviews {one['id']} and {other['id']}", 6)


class Letters(Invariant):
    number = 10

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._seen = 0
        self._sent: dict[int, datetime] = {}  # application -> when somebody pressed [Send letter] last
        self._called_back: dict[int, datetime] = {}  # and [Undo], or [Reopen]

    def after_act(self) -> None:
        self._sent = self._when("letter.approved")
        self._called_back = self._when("letter.called_back") | self._when("application.reopened")
        mails = self.company.mailbox.mails
        for mail in mails[self._seen :]:
            those = self.rows('SELECT * FROM letter WHERE subject = ? AND "to" = ?', mail.subject, mail.envelope_to[0])
            # one that was called off before it left may be followed by another with the same words
            meant = [row for row in those if _is_of(row, mail)]
            if those and not meant:
                self.says(f"a mail left that is no letter's: {mail.subject}")
            for row in meant:
                self._may_leave(row, mail)
        self._seen = len(mails)

    def _when(self, action: str) -> dict[int, datetime]:
        """By application, the last time."""
        last = self.rows("SELECT application_id, max(at) AS at FROM audit WHERE action = ? GROUP BY 1", action)
        return {row["application_id"]: _time(row["at"]) for row in last}

    def _may_leave(self, row: dict[str, Any], mail: Any) -> None:
        (application,) = self.rows("SELECT * FROM application WHERE id = ?", row["application_id"])
        if row["key"].startswith("rejection:") and application["state"] != "rejected":
            self.says(f"a rejection left although the application is {application['state']}", 11)
        if row["send_at"] and mail.received_at < _time(row["send_at"]) - timedelta(seconds=1):
            self.says("a letter left inside its undo window", 11)
        pressed = self._sent.get(row["application_id"])
        if _is_of_a_decision(row) and pressed and mail.received_at - pressed < UNDO:
            self.says(f"a letter left {mail.received_at - pressed} after [Send letter]", 11)
        called_back = self._called_back.get(row["application_id"])
        if row["key"].startswith(OF_PEOPLE) and pressed and called_back and called_back > pressed:
            self.says("a letter left that somebody had called back", 11)
        late = mail.received_at - LATE
        for promise in self.rows('SELECT expires_at FROM outbox WHERE "group" = ?', f"mail:{row['key']}"):
            if promise["expires_at"] and _time(promise["expires_at"]) < late:
                self.says("a mail left after it expired", 15)
        if row["state"] not in LEFT:
            self.says(f"a letter left that is {row['state']}", 11)

    def at_rest(self) -> None:
        again = self.rows("SELECT count(*) AS n FROM audit WHERE action IN ('stuck.again', 'letter.again')")[0]["n"]
        often = Counter(str(mail.message["Message-ID"]) for mail in self.company.mailbox.mails)
        same = Counter((mail.envelope_to, mail.subject, mail.text) for mail in self.company.mailbox.mails)
        for (to, subject, _), number in same.items():
            meant = self.rows('SELECT state FROM letter WHERE subject = ? AND "to" = ?', subject, to[0])
            meant = [row for row in meant if row["state"] in LEFT]
            if number > max(1, len(meant)) + again:  # booked twice for the same time, it is said twice
                self.says(f"the same mail came {number} times: {subject}")
        for row in self.rows("SELECT id FROM application WHERE state = 'rejected'"):
            written = self.rows(
                "SELECT 1 FROM letter WHERE application_id = ? AND key LIKE 'rejection:%' AND key NOT LIKE '%:aside:%'",
                row["id"],
            )  # what was set aside when somebody was reopened does not count
            if len(written) != 1:
                self.says(f"application {row['id']} was turned down and has {len(written)} letters")
        for key, number in often.items():
            if number > 1 + again:
                self.says(f"a mail came {number} times: {key}")
        settled = self.rows(
            "SELECT count(*) AS n FROM audit WHERE action LIKE 'stuck.%' OR action LIKE 'letter.arrived%'"
        )
        if settled[0]["n"]:
            return
        for row in self.rows("SELECT * FROM letter WHERE state = 'sent'"):
            came = [it for it in self.company.mailbox.of(row["to"]) if it.subject.strip() == row["subject"]]
            if not came:
                self.says(f"letter {row['id']} counts as sent and never came")
        for row in self.rows("SELECT * FROM letter WHERE state = 'approved'"):
            if _time(row["send_at"]) < self.company.clock.now() - timedelta(minutes=15) and not self._was_called_off(
                row
            ):
                self.says(f"letter {row['id']} should have left at {row['send_at']}")

    def _was_called_off(self, row: dict[str, Any]) -> bool:
        """A reminder that came too late is not sent; what a decision promises is, or a person is asked."""
        last = self.rows('SELECT state FROM outbox WHERE "group" = ? ORDER BY id DESC LIMIT 1', f"mail:{row['key']}")
        ends = ("held", "failed") if _is_of_a_decision(row) else ("held", "failed", "cancelled")
        return bool(last) and last[0]["state"] in ends


class Promises(Invariant):
    number = 7
    fine = False  # nothing breaks in this run: nobody may be asked about a promise

    def after_call(self, call: Call) -> None:
        if call.method != "chat.postMessage" or call.error:
            return
        said = (call.args.get("metadata") or {}).get("event_payload", {}).get("key")
        for row in self.rows("SELECT * FROM outbox WHERE state IN ('sending', 'unknown') AND expires_at IS NOT NULL"):
            if row["kind"] == "message" and _time(row["expires_at"]) < self.company.clock.now() - LATE:
                key = json.loads(row["args"])["message"]
                (message,) = self.rows("SELECT generation FROM message WHERE key = ?", key)
                if said == hashlib.sha256(f"{key}:{message['generation']}".encode()).hexdigest()[:32]:
                    self.says(f"{key} was posted after it expired", 15)

    def at_rest(self) -> None:
        for row in self.rows("SELECT * FROM outbox"):
            self._has_its_object(row)
            if (
                row["state"] in ("pending", "sending", "unknown")
                and _time(row["not_before"]) <= self.company.clock.now()
            ):
                self.says(f"{row['key']} is {row['state']} and should have ended", 23)
            if self.fine and row["state"] in ("held", "failed"):
                self.says(f"{row['key']} is {row['state']} on a fine day: {row['error']}", 23)
        self._people_are_told()

    def _has_its_object(self, row: dict[str, Any]) -> None:
        args = json.loads(row["args"])
        tables = {"message": ("message", "key"), "letter": ("letter", "id"), "interview": ("interview", "id")}
        for name, value in args.items():
            if name in tables:
                table, column = tables[name]
                if not self.rows(f"SELECT 1 FROM {table} WHERE {column} = ?", value):  # our own names
                    self.says(f"{row['key']} promises something about nothing")

    def _people_are_told(self) -> None:
        """Whatever is held is shown to a named person."""
        for row in self.rows("SELECT * FROM outbox WHERE state IN ('held', 'failed') AND kind = 'mail'"):
            if not self.rows(
                "SELECT 1 FROM message WHERE key = ? OR key LIKE ?", f"held:{row['id']}", f"held:{row['id']}:%"
            ):
                self.says(f"{row['key']} is {row['state']} and nobody was told", 23)


class Privacy(Invariant):
    number = 20

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.fine = False
        self._log = _Log()
        logging.getLogger().addHandler(self._log)
        self.ends = lambda: logging.getLogger().removeHandler(self._log)

    def after_act(self) -> None:
        for words in self._log.broke:
            if self.fine or (words.startswith("unexpected") and not OUTSIDE.search(words)):
                self.says(f"something broke: {words[:200]}", 24)
        self._log.broke.clear()

    def after_call(self, call: Call) -> None:
        hidden = [call.args.get("metadata"), _metadata_of(call.args.get("view"))]
        text = json.dumps([it for it in hidden if it])
        if any(name in text or email in text for name, email in self.crowd.candidates) or marks_in(text):
            self.says(f"{call.method} carries something personal where people do not look")

    def at_rest(self) -> None:
        for line in self._log.lines:
            if any(name in line or email in line for name, email in self.crowd.candidates) or marks_in(line):
                self.says(f"the log says: {line[:120]}")
        names = {mark for mark, (_, _, field) in self.crowd.typed.by.items() if field == "name"}  # of candidates
        for row in self.rows("SELECT id, detail FROM audit"):
            if marks_in(str(row["detail"])) - names:
                self.says(f"audit row {row['id']} holds typed text")
        for row in self.rows("SELECT key, args FROM outbox"):
            text = f"{row['key']} {row['args']}"
            if marks_in(text) or any(name in text or email in text for name, email in self.crowd.candidates):
                self.says(f"the promise {row['key']} holds something personal")


class _Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.broke: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))
        if record.exc_info:
            self.broke.append(f"{record.getMessage()} {record.exc_info[1]!r}")


def _is_of_a_decision(letter: Row) -> bool:
    return bool(letter["key"].startswith(("rejection:", "offer:")))


def _metadata_of(view: Any) -> Any:
    return view.get("private_metadata") if isinstance(view, dict) else None


def _time(text: Any) -> datetime:
    at = text if isinstance(text, datetime) else datetime.fromisoformat(str(text))
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _is_of(row: dict[str, Any], mail: Any) -> bool:
    """Whether this mail is that letter, as it was in any of its versions."""
    marks = (hashlib.sha256(f"{row['key']}:{version}".encode()).hexdigest() for version in range(row["version"] + 1))
    return any(mark[:40] in str(mail.message["Message-ID"]) for mark in marks)
