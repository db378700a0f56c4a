"""1 every acknowledged card is kept · 2 none is overwritten by an older one · drafts · 17 and 18 nobody sees too much"""

import json
from typing import Any

from handlers.scorecard_sheet_view import interview_of
from sandbox.company import COLLEAGUES
from sandbox.person import Outcome, Person
from sandbox.slack.workspace import Call
from tests.simulation.invariants import Invariant, Row, marks_in

ROLES = {colleague.name: set(colleague.roles) for colleague in COLLEAGUES}
SUBMIT, NEXT = "scorecard.submit", "scorecard.next"
SEATS = """SELECT seat.person, seat.answer, interview.id, interview.stage, interview.state, interview.ends_at
           FROM seat JOIN interview ON interview.id = seat.interview_id WHERE interview.application_id = ?"""


class Cards(Invariant):
    number = 1

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._pages: dict[tuple[int, str], dict[str, Any]] = {}
        self._drafts: dict[tuple[int, str, str], list[str]] = {}  # what was taken last, and what may have been since
        self._acknowledged: dict[tuple[int, str], list[dict[str, Any]]] = {}  # likewise
        self.crowd.handing_in = self._hands_in
        self.crowd.typed.tells = self._types

    def _hands_in(self, person: Person, view: Any) -> Any:
        """What stands in the form when it is handed in; remembered once Slack is told that it was taken."""
        form, values = view.body.get("callback_id"), _values(view)
        if form not in (SUBMIT, NEXT):
            return lambda outcome: None
        key = (interview_of(view.body), person.member.id)
        pages = self._pages.setdefault(key, {})

        def told(outcome: Outcome) -> None:
            if outcome.ok:
                pages.update(values)
            if outcome.ok and form == SUBMIT and self._says_thanks(outcome):
                self._acknowledged[key] = [dict(pages)]
            elif outcome.error and form == SUBMIT and key in self._acknowledged:
                self._acknowledged[key].append(pages | values)

        return told

    def _types(self, person: Person, view: Any, block: str, text: str, taken: bool) -> None:
        """*taken*: the bot was told of what was typed, and said so. Else it may have been."""
        if view.body.get("callback_id") in (SUBMIT, NEXT) and block.startswith("note."):
            key = (interview_of(view.body), person.member.id, block)
            if taken:
                self._drafts[key] = [text]
            elif key in self._drafts:
                self._drafts[key].append(text)

    def _drafts_are_kept(self) -> None:
        for (interview, person, block), texts in self._drafts.items():
            draft = "SELECT value FROM draft WHERE person = ? AND form LIKE ? AND field = ?"
            kept = [json.loads(it["value"]) for it in self.rows(draft, person, f"scorecard:{interview}%", block)]
            closed = self.rows("SELECT 1 FROM scorecard WHERE interview_id = ? AND person = ?", interview, person)
            if not closed and not set(texts) & set(kept):
                self.says(f"what {self.member(person)} typed about interview {interview} is lost: {kept}")

    @staticmethod
    def _says_thanks(outcome: Outcome) -> bool:
        return "Sorry" not in json.dumps(outcome.body)

    def at_rest(self) -> None:
        self._drafts_are_kept()
        for (interview, person), cards in self._acknowledged.items():
            stored = self.rows("SELECT * FROM scorecard WHERE interview_id = ? AND person = ?", interview, person)
            notes = self.rows("SELECT * FROM rating WHERE interview_id = ? AND person = ?", interview, person)
            who = self.member(person)
            if not stored:
                self.says(f"{who}'s card about interview {interview} was acknowledged and is not there")
                continue
            kept = {f"note.{it['trait']}": it["note"] for it in notes} | {"strength": stored[0]["strength"]}
            differ = [[name for name, text in card.items() if text and kept.get(name, text) != text] for card in cards]
            if all(differ):
                says = [(kept[name], cards[0][name]) for name in differ[0]]
                self.says(f"{who}'s card about interview {interview} says otherwise than was handed in: {says}", 2)


class Secrets(Invariant):
    """Who may read what somebody typed."""

    number = 17

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._seen: set[str] = set()  # windows, as they were drawn

    def after_call(self, call: Call) -> None:
        if call.error or not call.method.startswith(("chat.", "views.")):
            return
        marks = marks_in(call.args)
        if marks:
            for reader in self._readers(call):
                self._reads(reader, marks, call.method)

    def after_act(self) -> None:
        """Windows also change by the answers to forms. What was shown stays until somebody closes it."""
        windows = self.company.workspace.windows
        for person in self.company.people.values():
            for view in windows.stack(person.member.id):
                marks = marks_in(view.body.get("blocks")) if view.hash not in self._seen else set()
                self._seen.add(view.hash)
                if marks:
                    self._reads(person.member.id, marks, "a form")
        self._guest_sees_nothing()

    def _guest_sees_nothing(self) -> None:
        shown = self.company["gus"].describe()
        for candidate, email in self.crowd.candidates:
            if candidate in shown or email in shown:
                self.says("a guest sees a candidate", 19)

    def _readers(self, call: Call) -> list[str]:
        workspace, args = self.company.workspace, call.args
        if call.method == "chat.postEphemeral":
            return [str(args["user"])]
        if call.method.startswith("chat."):
            return [it for it in workspace.channels[str(args["channel"])].members if it != workspace.bot.id]
        return [str(args["user_id"])] if call.method == "views.publish" else []

    def _reads(self, reader: str, marks: set[str], where: str) -> None:
        for mark in marks:
            author, form, name = self.crowd.typed.by.get(mark, ("", "", ""))
            if author and author != self.member(reader) and form in (SUBMIT, NEXT):
                self._reads_a_card(reader, mark, where)
                if name == "for_recruiter" and "recruiter" not in ROLES.get(self.member(reader), set()):
                    self.says(f"{self.member(reader)} reads in {where} what is for the recruiter alone")

    def _reads_a_card(self, reader: str, mark: str, where: str) -> None:
        found = self._card_with(mark)
        if found is None:
            self.says(f"{self.member(reader)} sees in {where} what nobody has handed in")
            return
        if found["shared"]:
            return
        seats = self.rows(SEATS, found["application_id"])
        cards = {(it["interview_id"], it["person"]) for it in self.rows("SELECT interview_id, person FROM scorecard")}
        without = {
            (it["interview_id"], it["person"]) for it in self.rows("SELECT interview_id, person FROM forgone_scorecard")
        }
        takes_place = [it for it in seats if it["state"] == "booked" and it["answer"] != "declined"]
        owed = [it for it in takes_place if (it["id"], it["person"]) not in cards]
        if any(it["person"] == reader for it in owed):
            self.says(f"{self.member(reader)} owes a card and sees another's in {where}", 18)
        elif any(it["stage"] == found["stage"] and (it["id"], it["person"]) not in without for it in owed):
            self.says(f"{self.member(reader)} sees a card in {where} before everyone's is in", 18)
        elif not self._may(reader, found, cards):
            self.says(f"{self.member(reader)} has no business with a card in {where}")

    def _may(self, reader: str, found: Row, cards: set[tuple[int, str]]) -> bool:
        roles = ROLES.get(self.member(reader), set())
        mine = {it["id"] for it in self.rows(SEATS, found["application_id"]) if it["person"] == reader}
        on_panel = any((it, reader) in cards for it in mine)
        return "recruiter" in roles or reader == found["hiring_manager"] or on_panel

    def _card_with(self, mark: str) -> Row | None:
        like = f"%{mark}%"
        texts = ("strength", "change_my_mind", "for_recruiter", "focus_answer")
        of_card = " OR ".join(f"scorecard.{it} LIKE ?" for it in texts)
        question = f"""
            SELECT interview.stage, interview.application_id, application.hiring_manager,
                   EXISTS (SELECT 1 FROM shared_note s WHERE s.interview_id = scorecard.interview_id
                           AND s.person = scorecard.person) AS shared
            FROM scorecard JOIN interview ON interview.id = scorecard.interview_id
            JOIN application ON application.id = interview.application_id
            WHERE {of_card} OR EXISTS (SELECT 1 FROM rating WHERE rating.interview_id = scorecard.interview_id
                                       AND rating.person = scorecard.person AND rating.note LIKE ?)
               OR EXISTS (SELECT 1 FROM first_scorecard f WHERE f.interview_id = scorecard.interview_id
                          AND f.person = scorecard.person AND f.answers LIKE ?)"""  # names of our own columns
        found = self.rows(question, *([like] * (len(texts) + 2)))
        return found[0] if found else None


def _values(view: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for block, held in view.values.items():
        for state in held.values():
            if "value" in state:
                found[block] = state["value"]
    return found
