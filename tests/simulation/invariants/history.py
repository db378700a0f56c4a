"""3 every change has one audit row in its commit · 4 stages move along the process · 5 people with the role decide"""

import json
from collections import Counter

from sandbox.company import COLLEAGUES
from storage import verify
from tests.simulation.invariants import Invariant, Row

STAGES = ("applied", "screening", "onsite", "decision", "offer")
ROLES = {colleague.name: set(colleague.roles) for colleague in COLLEAGUES}
DECISIONS = ("application.advance", "application.reject", "application.offer", "application.one_more")
RECRUITING = (
    "application.booked", "application.withdrawn", "interview.replaced", "interview.moved", "note.added",
)  # fmt: skip
STEP = "SELECT id, stage, state, version, hiring_manager FROM application"
CARDS = "SELECT interview_id, person, version FROM scorecard"
TIMES = "SELECT id, application_id, state, starts_at, version FROM interview"
LETTERS = "SELECT id, state, version FROM letter"
ONLY_LOOKS = ("letter.preview",)  # forms that are kept whenever they come
ANSWERS = ("interview.accepted", "interview.declined")
OVERLAP = "which overlap"
VOTES = "SELECT application_id, person, recommendation FROM vote"


class History(Invariant):
    number = 3
    fine = False  # nothing outside breaks: whoever is refused is refused for a reason

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._last = self._audit_end()
        self._applications = self._by(STEP, "id")
        self._cards = self._by(CARDS, "interview_id", "person")
        self._interviews = self._by(TIMES, "id")
        self._took_effect: set[str] = set()  # forms

    def after_commit(self) -> None:
        entries = self.rows("SELECT * FROM audit WHERE id > ? ORDER BY id", self._last)
        self._last = entries[-1]["id"] if entries else self._last
        for entry in entries:
            self._was_allowed(entry)
        if entries and self.company.points.doing == "form":
            self._took_effect.add(self.company.sent[-1][1])
        self._steps(entries)
        self._handed_in(entries)
        self._moved(entries)

    def _steps(self, entries: list[Row]) -> None:
        now = self._by(STEP, "id")
        for key, row in now.items():
            before = self._applications.get(key)
            about = [it for it in entries if it["application_id"] == row["id"]]
            if before is None:
                if [it["action"] for it in about].count("application.opened") != 1:
                    self.says(f"application {row['id']} was opened, audited as {[it['action'] for it in about]}")
            elif (before["stage"], before["state"]) != (row["stage"], row["state"]):
                steps = [it["action"] for it in about if it["action"].startswith(("application.", "offer."))]
                if len(steps) != 1:
                    self.says(f"application {row['id']} went {_step(before, row)}, audited as {steps}")
                self._is_legal(before, row)
            elif "application.advance" in [it["action"] for it in about]:
                self.says(f"application {row['id']} advanced and is where it was", 4)
            if before is not None and row["version"] - before["version"] not in (0, 1):
                self.says(f"application {row['id']}: version {before['version']} became {row['version']}", 4)
        self._applications = now

    def _is_legal(self, before: Row, row: Row) -> None:
        if before["state"] == row["state"] == "open":
            if STAGES.index(row["stage"]) <= STAGES.index(before["stage"]):
                self.says(f"application {row['id']} went {_step(before, row)}", 4)
        elif before["state"] != "open" and row["state"] != "open":
            self.says(f"application {row['id']} was {before['state']} and became {row['state']}", 5)
        if row["version"] != before["version"] + 1:
            self.says(f"application {row['id']} went {_step(before, row)} without a new version", 4)

    def _handed_in(self, entries: list[Row]) -> None:
        now = self._by(CARDS, "interview_id", "person")
        for key, row in now.items():
            if self._cards.get(key) != row:
                about = [
                    it for it in entries
                    if it["action"] in ("scorecard.handed_in", "scorecard.corrected")
                    and (it["interview_id"], it["actor"]) == (row["interview_id"], row["person"])
                ]  # fmt: skip
                if len(about) != 1:
                    who = self.member(row["person"])
                    self.says(f"{who}'s card about interview {row['interview_id']} has {len(about)} audit rows")
        if set(self._cards) - set(now):
            self.says("a scorecard is gone", 1)
        self._cards = now

    def _moved(self, entries: list[Row]) -> None:
        now = self._by(TIMES, "id")
        for key, row in now.items():
            before = self._interviews.get(key)
            if before is None or (before["state"], before["starts_at"]) != (row["state"], row["starts_at"]):
                about = [it for it in entries if _is_about_interview(it, row)]
                itself = [it for it in about if it["interview_id"] == row["id"] and it["action"] not in ANSWERS]
                if len(itself or about) != 1:
                    was = f"{before['state']} at {before['starts_at']}" if before else "new"
                    said = [it["action"] for it in about]
                    self.says(f"interview {row['id']} was {was}, is {row['state']} at {row['starts_at']}: {said}")
        self._interviews = now

    def after_act(self) -> None:
        """A form that took effect and comes again is told so: nobody is sent looking for what they have done."""
        for sent, ack in self.crowd.said_again:
            refused = json.dumps(ack.body)
            if (
                sent in self._took_effect
                and self.fine
                and json.loads(sent).get("view", {}).get("callback_id") not in ONLY_LOOKS
                and ("errors" in refused or "Sorry" in refused)
            ):
                self.says(f"a form that took effect came again and was refused: {refused[:160]}", 2)
        self.crowd.said_again.clear()

    def at_rest(self) -> None:
        self._nothing_acknowledged_is_lost()
        for row in self.rows("SELECT text, count(*) AS often FROM note GROUP BY text HAVING count(*) > 1"):
            self.says(f"a note was kept {row['often']} times", 2)
        for row in self.rows("SELECT id, name FROM person"):
            if self.member(row["id"]) == "gus":
                self.says("a guest counts as one of the team", 19)

    def _nothing_acknowledged_is_lost(self) -> None:
        addresses = {row["email"] for row in self.rows("SELECT email FROM candidate")}
        done = Counter((row["action"], row["actor"]) for row in self.rows("SELECT action, actor FROM audit"))
        for (action, actor, email), often in Counter(self.crowd.acknowledged).items():
            if email and email not in addresses:
                self.says(f"{self.member(actor)} opened an application that is not there", 1)
            elif not email and done[action, actor] < often:
                self.says(f"{self.member(actor)} did {action} {often} times, {done[action, actor]} are kept", 1)

    def _was_allowed(self, entry: Row) -> None:
        who = self.member(entry["actor"])
        roles = ROLES.get(who, set())
        if who == "gus":
            self.says(f"a guest did {entry['action']}", 19)
        if entry["action"] in DECISIONS:
            leads = {it["hiring_manager"] for it in self.rows(STEP) if it["id"] == entry["application_id"]}
            if not ("recruiter" in roles or entry["actor"] in leads):
                self.says(f"{who} did {entry['action']}", 5)
        if entry["action"] in RECRUITING and entry["actor"] != "bot" and "recruiter" not in roles:
            self.says(f"{who} did {entry['action']}", 5)
        if entry["action"].startswith("team.") and entry["action"] != "team.own_hours" and "admin" not in roles:
            self.says(f"{who} did {entry['action']}", 5)

    def _by(self, question: str, *key: str) -> dict[tuple[object, ...], Row]:
        return {tuple(row[it] for it in key): row for row in self.rows(question)}

    def _audit_end(self) -> int:
        return int(self.rows("SELECT coalesce(max(id), 0) AS last FROM audit")[0]["last"])


class Sound(Invariant):
    """What `interview-bot verify` reads, with the same eyes: the chain of the audit, and what belongs together."""

    number = 3

    def at_rest(self) -> None:
        with self.company.db.read() as tx:
            for finding in verify.look(tx):
                if OVERLAP not in finding.what:  # people may drag one over the other
                    self.says(f"verify: {finding.what}")


def _is_about_interview(entry: Row, row: Row) -> bool:
    """One booking may hold several interviews, and who leaves lets go of all of theirs."""
    whole = ("application.booked", "application.withdrawn", "application.reject", "candidate.merged")
    if entry["application_id"] == row["application_id"] and entry["action"] in whole:
        return True
    return bool(entry["interview_id"] == row["id"]) and entry["action"].startswith("interview.")


def _step(before: Row, row: Row) -> str:
    return f"{before['stage']} ({before['state']}) → {row['stage']} ({row['state']})"
