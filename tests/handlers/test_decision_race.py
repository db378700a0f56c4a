"""Two recruiters press Advance and Reject at once: one wins, the other is told who and when, nothing else happens."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from bot.hiring.application import State
from bot.hiring.errors import Stale
from bot.hiring.interview import Answer, Seat
from bot.hiring.scorecard import Answers, Rating, Scorecard
from handlers import decision
from storage import applications, audit, interviews, letters, outbox, people, scorecards
from tests.databases import on_both
from tests.hiring.standings import RITA, an_interviewer

REMY = type(RITA)("U_REMY", "Remy Laurent", "remy@example.org", "Europe/Paris", RITA.roles)
RUNS = 100


def everybody_works_here(db):
    with db.begin() as tx:
        for person in (RITA, REMY, an_interviewer("U_ANA")):
            people.save(tx, person)


def screened_candidates(db):
    with db.begin() as tx:
        return [a_screened_candidate(tx, number) for number in range(RUNS)]


def a_screened_candidate(tx, number):
    candidate = applications.add_candidate(tx, name=f"Ada {number}", email="ada@example.com")
    process = tx.book.current
    opened = applications.add(
        tx, candidate, role=process.roles[0].id, process=process.digest, stage="screening",
        coordinator=RITA.id, hiring_manager=None, channel="C1",
    )  # fmt: skip
    held = interviews.add(
        tx, application=opened.id, session="screening", stage="screening", zone="Europe/Berlin",
        starts_at=tx.now - timedelta(hours=2), ends_at=tx.now - timedelta(hours=1),
        panel=[Seat("U_ANA", answer=Answer.ACCEPTED)],
    )  # fmt: skip
    given = Answers(ratings={"motivation": Rating("motivation", 3, "Said why.")}, recommendation="in_favour")
    scorecards.add(tx, Scorecard(held.id, "U_ANA", given, tx.now))
    return opened


def submits(db, opened, actor, callback, together):
    """What the person got: "done", or who was quicker."""
    reason = {"value": {"type": "plain_text_input", "value": f"What {actor.name} saw."}}
    view = {
        "callback_id": callback,
        "private_metadata": f"{opened.id}.{opened.version}",
        "state": {"values": {"reason": reason}},
    }
    together.wait()
    try:
        decision.decide(lambda **_: None, view, actor, db, once=f"form:{opened.id}:{actor.id}")
    except Stale as told:
        return told.words(actor.zone)
    return "done"


def at_once(db, opened):
    together = Barrier(2)
    presses = ((RITA, "decision.advanced"), (REMY, "decision.rejected"))
    with ThreadPoolExecutor(2) as both:
        return [*both.map(lambda press: submits(db, opened, *press, together), presses)]


@on_both
def test_one_of_two_recruiters_wins_and_no_letter_begins_for_the_other(db):
    everybody_works_here(db)
    for opened in screened_candidates(db):
        outcomes = at_once(db, opened)
        assert sorted(outcome == "done" for outcome in outcomes) == [False, True], outcomes
        winner = RITA if outcomes[0] == "done" else REMY
        (told,) = (outcome for outcome in outcomes if outcome != "done")
        assert told.startswith(f"{winner.name} was quicker: ")
        assert "01 Mar at 09:00" in told
        with db.read() as tx:
            after = applications.get(tx, opened.id)
            (decided,) = applications.decisions(tx, opened.id)
            begun = [letter.key for letter in letters.of_application(tx, opened.id)]
            steps = [e.actor for e in audit.of_application(tx, opened.id) if e.action.startswith("application.")]
            assert not [promise for promise in outbox.unfinished(tx) if promise.kind == "mail"]
        assert decided[2] == winner.id
        assert steps == [winner.id]
        rejected = winner is REMY
        assert (after.state, after.version) == (State.REJECTED if rejected else State.OPEN, opened.version + 1)
        assert begun == ([f"rejection:{opened.id}"] if rejected else [])
