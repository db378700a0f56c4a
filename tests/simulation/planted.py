"""Bugs as people write them, each a small change of the product while it runs: a simulator is worth what it finds.

`FIRST_SEED` says in which run each was found first; `python -m tests.simulation.planted` looks for that again. Those
without a seed were not found in the first 150 runs: an invariant is missing, or people who do the thing more often.
"""

import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import bot.relay
import bot.relay.mails
import bot.relay.messages
import handlers
import handlers.headline
import handlers.kit
import storage.audit
import storage.claims
import storage.drafts
import storage.messages
import storage.scorecards
import storage.tables
from bot.hiring import access, reading
from bot.hiring.process import Process
from bot.relay.mails import MailDelivery
from bot.relay.messages import MessageDelivery
from bot.relay.outcome import Done, Unwanted
from integrations.google_calendar import GoogleCalendar
from integrations.slack import SlackMessenger
from integrations.slack_directory import SlackDirectory
from integrations.slack_limits import retry_after
from sandbox.slack.delivery import Ack
from storage import drafts, events, letters
from storage.database import Database
from storage.outbox import Promise
from storage.tables import DraftRow
from tests.simulation.company import Direct
from tests.simulation.run import a_template, plan_of, run

LONGEST_HUNT = 1000  # seeds
BUGS: dict[str, Callable[[], AbstractContextManager[None]]] = {}


def bug(words: str) -> Callable[[Callable[[ExitStack], None]], Callable[[ExitStack], None]]:
    def kept(plant: Callable[[ExitStack], None]) -> Callable[[ExitStack], None]:
        @contextmanager
        def planted() -> Iterator[None]:
            with ExitStack() as stack:
                plant(stack)
                yield

        BUGS[words] = planted
        return plant

    return kept


def everywhere(stack: ExitStack, name: str, instead: Any) -> None:
    """Wherever a module of the product took this function by its name."""
    for module in [it for key, it in sys.modules.items() if key.startswith(("bot", "handlers", "storage"))]:
        if hasattr(module, name):
            stack.enter_context(patch.object(module, name, instead))


def nothing(*_: Any, **__: Any) -> None:
    return None


# what is handed in


@bug("what was acted upon before is not known")
def what_was_acted_upon_before_is_not_known(stack: ExitStack) -> None:
    stack.enter_context(patch("storage.inbox.take", nothing))


@bug("the answer leaves before the commit")
def the_answer_leaves_before_the_commit(stack: ExitStack) -> None:
    deliver = Direct.deliver

    def too_early(self: Direct, *args: Any, **more: Any) -> Ack:
        deaths = len(self._company.deaths)
        ack = deliver(self, *args, **more)
        died = self._company.deaths[deaths:]
        return Ack(ok=True) if died == ["before commit: form"] else ack

    stack.enter_context(patch.object(Direct, "deliver", too_early))


@bug("a scorecard's notes are cut")
def a_scorecard_s_notes_are_cut(stack: ExitStack) -> None:
    write = storage.scorecards._write

    def cut(tx: Any, row: Any, card: Any) -> None:
        ratings = {name: replace(it, note=it.note[:20]) for name, it in card.answers.ratings.items()}
        write(tx, row, replace(card, answers=replace(card.answers, ratings=ratings)))

    stack.enter_context(patch("storage.scorecards._write", cut))


@bug("a corrected scorecard keeps its first notes")
def a_corrected_scorecard_keeps_its_first_notes(stack: ExitStack) -> None:
    save = storage.scorecards.save

    def old(tx: Any, card: Any) -> None:
        before = storage.scorecards.find(tx, card.interview, card.interviewer)
        save(tx, replace(card, answers=replace(card.answers, ratings=before.answers.ratings)))

    stack.enter_context(patch("storage.scorecards.save", old))


@bug("drafts are not kept")
def drafts_are_not_kept(stack: ExitStack) -> None:
    stack.enter_context(patch.object(drafts, "keep", lambda *a, **k: {}))


@bug("an older save of a field covers a newer one")
def an_older_save_of_a_field_covers_a_newer_one(stack: ExitStack) -> None:
    keep = drafts.keep

    def first_wins(tx: Any, form: str, person: str, typed: Any, *, view: str, at: str) -> Any:
        known = drafts.of(tx, form, person)
        return keep(tx, form, person, [it for it in typed if not known.get(it.field)], view=view, at=at)

    stack.enter_context(patch.object(drafts, "keep", first_wins))


# what is written down


@bug("what happens to interviews is not written down")
def what_happens_to_interviews_is_not_written_down(stack: ExitStack) -> None:
    _audits(stack, lambda action: 0 if action.startswith("interview.") else 1)


@bug("a handed-in card is written down twice")
def a_handed_in_card_is_written_down_twice(stack: ExitStack) -> None:
    _audits(stack, lambda action: 2 if action == "scorecard.handed_in" else 1)


@bug("an advance is not written down")
def an_advance_is_not_written_down(stack: ExitStack) -> None:
    _audits(stack, lambda action: 0 if action == "application.advance" else 1)


@bug("a rejection is written down twice")
def a_rejection_is_written_down_twice(stack: ExitStack) -> None:
    _audits(stack, lambda action: 2 if action == "application.reject" else 1)


@bug("versions do not rise")
def versions_do_not_rise(stack: ExitStack) -> None:
    stack.enter_context(
        patch("bot.hiring.application._step", lambda application, **changes: replace(application, **changes))
    )


@bug("an advance goes nowhere")
def an_advance_goes_nowhere(stack: ExitStack) -> None:
    stack.enter_context(patch.object(Process, "after", lambda self, stage: self.stage(stage)))


@bug("typed text is kept in the audit")
def typed_text_is_kept_in_the_audit(stack: ExitStack) -> None:
    add = storage.audit.add

    def with_text(tx: Any, **said: Any) -> None:
        written = [row.value for row in tx.exec(storage.drafts.select(DraftRow))]
        add(tx, **said, typed=str(written))

    stack.enter_context(patch("storage.audit.add", with_text))


# who may


@bug("nobody asks for the role")
def nobody_asks_for_the_role(stack: ExitStack) -> None:
    stack.enter_context(patch.object(access, "require", nothing))
    stack.enter_context(patch("bot.hiring.decision._must_be_theirs", nothing))
    stack.enter_context(patch.object(access, "may_ever", lambda *a: True))


@bug("everybody decides")
def everybody_decides(stack: ExitStack) -> None:
    anyone = {name: access.ANYONE for name in access.RULES if name.startswith("decision.")}
    stack.enter_context(patch.dict(access.RULES, anyone))
    stack.enter_context(patch("bot.hiring.decision._must_be_theirs", nothing))


@bug("guests are let in")
def guests_are_let_in(stack: ExitStack) -> None:
    member = SlackDirectory._member
    stack.enter_context(
        patch.object(SlackDirectory, "_member", lambda self, user: replace(member(self, user), welcome=True))
    )


# who sees what


@bug("whoever owes a card reads the others'")
def whoever_owes_a_card_reads_the_others(stack: ExitStack) -> None:
    stack.enter_context(patch.object(reading, "must_not_be_blind", nothing))
    stack.enter_context(patch.object(reading, "readable", lambda standing, cards: tuple(cards)))


@bug("cards open before everyone's is in")
def cards_open_before_everyone_s_is_in(stack: ExitStack) -> None:
    stack.enter_context(patch.object(reading, "readable", lambda standing, cards: tuple(cards)))


@bug("everybody reads the cards")
def everybody_reads_the_cards(stack: ExitStack) -> None:
    stack.enter_context(patch.object(reading, "_is_authorised", lambda *a: True))
    stack.enter_context(patch.dict(access.RULES, {"debrief.read": access.ANYONE, "debrief.page": access.ANYONE}))


@bug("what is for the recruiter alone is shown to all readers")
def what_is_for_the_recruiter_alone_is_shown_to_all_readers(stack: ExitStack) -> None:
    stack.enter_context(patch.object(reading, "_without_private_note", lambda card: card))


@bug("Home shows everybody's drafts")
def home_shows_everybody_s_drafts(stack: ExitStack) -> None:
    blocks = handlers.home_blocks

    def leaking(tx: Any, person: str) -> Any:
        written = [str(row.value) for row in tx.exec(storage.drafts.select(DraftRow))]
        text = " ".join(written)[:2000] or "nothing"
        return [*blocks(tx, person), {"type": "section", "text": {"type": "plain_text", "text": text}}]

    stack.enter_context(patch.object(handlers, "home_blocks", leaking))


@bug("the thread says what a card says")
def the_thread_says_what_a_card_says(stack: ExitStack) -> None:
    key, draw = next((key, it) for key, it in handlers.RENDERERS.items() if key == "candidate.headline")

    def leaking(tx: Any, *ids: Any) -> Any:
        drawn = draw(tx, *ids)
        notes = [row.note for row in tx.exec(storage.scorecards.select(storage.tables.RatingRow)) if row.note]
        if drawn is None or not notes:
            return drawn
        more = {"type": "section", "text": {"type": "plain_text", "text": " ".join(notes)[:2000]}}
        return replace(drawn, blocks=[*drawn.blocks, more])

    stack.enter_context(patch.dict(handlers.RENDERERS, {key: leaking}))


@bug("typed text is not escaped")
def typed_text_is_not_escaped(stack: ExitStack) -> None:
    everywhere(stack, "esc", lambda text: text)


@bug("a message carries its text in its metadata")
def a_message_carries_its_text_in_its_metadata(stack: ExitStack) -> None:
    post = SlackMessenger.post

    def telling(self: Any, channel: str, message: Any, *, key: str, thread: str | None = None) -> Any:
        return post(self, channel, message, key=message.text[:100], thread=thread)

    stack.enter_context(patch.object(SlackMessenger, "post", telling))


@bug("the log says what was handed in")
def the_log_says_what_was_handed_in(stack: ExitStack) -> None:
    add = storage.scorecards.add

    def telling(tx: Any, card: Any) -> None:
        bot.relay.log.warning("handed in: %s", card)
        add(tx, card)

    stack.enter_context(patch("storage.scorecards.add", telling))


# once, whatever breaks


@bug("nobody looks before a post is repeated")
def nobody_looks_before_a_post_is_repeated(stack: ExitStack) -> None:
    stack.enter_context(patch.object(MessageDelivery, "_look", nothing))


@bug("tries are not counted")
def tries_are_not_counted(stack: ExitStack) -> None:
    again = storage.claims.again

    def uncounted(tx: Any, promise: int, **how: Any) -> bool:
        return again(tx, promise, **{**how, "counts": False, "doubtful": False})

    stack.enter_context(patch("storage.claims.again", uncounted))


@bug("what a dead bot held counts as never tried")
def what_a_dead_bot_held_counts_as_never_tried(stack: ExitStack) -> None:
    def anew(tx: Any, *, wall: Any) -> None:
        for row in tx.exec(storage.claims.select(storage.tables.OutboxRow)):
            if row.state in ("sending", "unknown"):
                row.state, row.attempt, row.lease_until = "pending", 0, None
                tx.add(row)
        tx.flush()

    stack.enter_context(patch("storage.claims.end_leases", anew))


@bug("where a message stands is forgotten")
def where_a_message_stands_is_forgotten(stack: ExitStack) -> None:
    stack.enter_context(patch("storage.messages.stands_at", nothing))


@bug("an event gets another id at every try")
def an_event_gets_another_id_at_every_try(stack: ExitStack) -> None:
    insert = GoogleCalendar.insert

    def random(self: Any, event: Any, *, tell: bool = True) -> Any:
        return insert(self, replace(event, id=secrets.token_hex(10)), tell=tell)

    stack.enter_context(patch.object(GoogleCalendar, "insert", random))


@bug("a cancelled interview's event stays")
def a_cancelled_interview_s_event_stays(stack: ExitStack) -> None:
    stack.enter_context(patch.object(GoogleCalendar, "delete", nothing))


@bug("moves from Slack do not reach the calendar")
def moves_from_slack_do_not_reach_the_calendar(stack: ExitStack) -> None:
    stack.enter_context(patch.object(GoogleCalendar, "patch", lambda self, event, **how: self.get(event.id)))


@bug("a booking promises no event")
def a_booking_promises_no_event(stack: ExitStack) -> None:
    stack.enter_context(patch.object(events, "show", nothing))


@bug("what people drag in the calendar is not taken over")
def what_people_drag_in_the_calendar_is_not_taken_over(stack: ExitStack) -> None:
    stack.enter_context(patch.object(handlers, "watch_calendar", nothing))


@bug("nobody looks whether somebody is still free")
def nobody_looks_whether_somebody_is_still_free(stack: ExitStack) -> None:
    everywhere(stack, "still_free", nothing)


@bug("a letter in doubt is sent again")
def a_letter_in_doubt_is_sent_again(stack: ExitStack) -> None:
    stack.enter_context(patch.object(bot.relay.mails, "_may_have_left", lambda promise: False))
    stack.enter_context(patch.object(MailDelivery, "_will_be_seen", lambda self, promise: True))


@bug("a letter that counts as sent went nowhere")
def a_letter_that_counts_as_sent_went_nowhere(stack: ExitStack) -> None:
    stack.enter_context(
        patch.object(MailDelivery, "_send", lambda self, letter, *a: Done(lambda tx: self._is_sent(tx, letter)))
    )


@bug("a held letter is shown to nobody")
def a_held_letter_is_shown_to_nobody(stack: ExitStack) -> None:
    def silent(tx: Any, letter: Any, promise: int) -> None:
        return None

    stack.enter_context(patch.object(handlers, "letter_held", silent))


@bug("a letter leaves without its undo window")
def a_letter_leaves_without_its_undo_window(stack: ExitStack) -> None:
    everywhere(stack, "leaves_at", lambda now, *a: now - timedelta(minutes=1))


@bug("a rejection asks for no letter")
def a_rejection_asks_for_no_letter(stack: ExitStack) -> None:
    everywhere(stack, "start_rejection", nothing)


@bug("a reopened application's letter leaves all the same")
def a_reopened_application_s_letter_leaves_all_the_same(stack: ExitStack) -> None:
    for name in ("cancel", "set_aside", "take_back"):
        stack.enter_context(patch.object(letters, name, lambda *a: True))


@bug("a failure counts as success")
def a_failure_counts_as_success(stack: ExitStack) -> None:
    stack.enter_context(
        patch.object(
            bot.relay.Relay, "_failed", lambda self, promise, fence, failure: self._settle(promise, fence, "done")
        )
    )


@bug("a dead bot's promises are never taken up again")
def a_dead_bot_s_promises_are_never_taken_up_again(stack: ExitStack) -> None:
    stack.enter_context(patch.object(bot.relay.Relay, "recover", nothing))
    stack.enter_context(patch.object(bot.relay, "LEASE", timedelta(days=400)))


@bug("what expired is said all the same")
def what_expired_is_said_all_the_same(stack: ExitStack) -> None:
    stack.enter_context(patch.object(Promise, "is_over", lambda self, now: False))


@bug("what expired or is not wanted any more is not looked for")
def what_expired_is_not_looked_for(stack: ExitStack) -> None:
    stack.enter_context(patch.object(MessageDelivery, "_remembered", lambda *a: Unwanted()))


@bug("an interview changes without the count of its cards")
def an_interview_changes_without_the_count(stack: ExitStack) -> None:
    stack.enter_context(patch("handlers.headline.cards_key", lambda application, stage: "nothing"))


@bug("Retry-After is not heard")
def retry_after_is_not_heard(stack: ExitStack) -> None:
    stack.enter_context(patch("integrations.slack_answers.retry_after", lambda response: _none_or_no_time(response)))
    stack.enter_context(patch("integrations.slack_limits.retry_after", lambda response: None))


@bug("a kit goes out at every tick")
def a_kit_goes_out_at_every_tick(stack: ExitStack) -> None:
    stack.enter_context(
        patch.object(handlers.kit, "key", lambda interview, person: f"kit:{interview}:{person}:{secrets.token_hex(3)}")
    )


@bug("a reply stands in the channel")
def a_reply_stands_in_the_channel(stack: ExitStack) -> None:
    post = SlackMessenger.post
    stack.enter_context(
        patch.object(SlackMessenger, "post", lambda self, *a, key, thread=None: post(self, *a, key=key, thread=None))
    )


@bug("a reply stands in the first thread")
def a_reply_stands_in_the_first_thread(stack: ExitStack) -> None:
    post, first = SlackMessenger.post, {}

    def elsewhere(self: Any, channel: str, message: Any, *, key: str, thread: str | None = None) -> Any:
        thread = first.setdefault(channel, thread) if thread else None
        return post(self, channel, message, key=key, thread=thread)

    stack.enter_context(patch.object(SlackMessenger, "post", elsewhere))


@bug("the headline is not kept current")
def the_headline_is_not_kept_current(stack: ExitStack) -> None:
    stack.enter_context(patch("handlers.headline.refresh", nothing))


@bug("the question to the panel is not kept current")
def the_question_to_the_panel_is_not_kept_current(stack: ExitStack) -> None:
    stack.enter_context(patch("handlers.schedule_note.LIVING", ("interview",)))


@bug("a message is drawn once and for all")
def a_message_is_drawn_once_and_for_all(stack: ExitStack) -> None:
    stack.enter_context(patch.object(MessageDelivery, "_update", lambda self, living, message: Done(
        lambda tx: storage.messages.stands_at(tx, living, living.posted, shown=living.wanted)
    )))  # fmt: skip


@bug("what others see is promised in a commit of its own")
def what_others_see_is_promised_in_a_commit_of_its_own(stack: ExitStack) -> None:
    """The second commit is lost when the bot dies between them."""
    refresh, begin, left = handlers.headline.refresh, Database.begin, []

    @contextmanager
    def and_then(self: Database, once: str | None = None) -> Iterator[Any]:
        late, left[:] = left[:], []
        if late:
            with begin(self) as tx:
                for application in late:
                    refresh(tx, application)
        with begin(self, once) as tx:
            yield tx

    def forget(self: Any) -> None:
        left.clear()

    recover = bot.relay.Relay.recover
    stack.enter_context(patch("handlers.headline.refresh", lambda tx, application: left.append(application)))
    stack.enter_context(patch.object(Database, "begin", and_then))
    stack.enter_context(patch.object(bot.relay.Relay, "recover", lambda self: (forget(self), recover(self))))


def _audits(stack: ExitStack, how_often: Callable[[str], int]) -> None:
    add = storage.audit.add

    def often(tx: Any, **said: Any) -> None:
        for _ in range(how_often(said["action"])):
            add(tx, **said)

    stack.enter_context(patch("storage.audit.add", often))


def _none_or_no_time(response: Any) -> timedelta | None:
    return timedelta(0) if retry_after(response) is not None else None


FIRST_SEED: dict[str, int] = {
    "what was acted upon before is not known": 0,
    "the answer leaves before the commit": 5,
    "a scorecard's notes are cut": 24,
    "a corrected scorecard keeps its first notes": 24,
    "drafts are not kept": 0,
    "an older save of a field covers a newer one": 7,
    "what happens to interviews is not written down": 6,
    "a handed-in card is written down twice": 11,
    "an advance is not written down": 20,
    "a rejection is written down twice": 0,
    "versions do not rise": 7,
    "an advance goes nowhere": 7,
    "typed text is kept in the audit": 0,
    "nobody asks for the role": 21,
    "everybody decides": 69,
    "guests are let in": 2,
    "whoever owes a card reads the others'": 13,
    "cards open before everyone's is in": 13,
    "everybody reads the cards": 55,
    "what is for the recruiter alone is shown to all readers": 0,
    "Home shows everybody's drafts": 0,
    "the thread says what a card says": 0,
    "typed text is not escaped": 6,
    "a message carries its text in its metadata": 0,
    "the log says what was handed in": 11,
    "nobody looks before a post is repeated": 9,
    "tries are not counted": 9,
    "what a dead bot held counts as never tried": 9,
    "where a message stands is forgotten": 0,
    "an event gets another id at every try": 0,
    "a cancelled interview's event stays": 21,
    "moves from Slack do not reach the calendar": 7,
    "a booking promises no event": 0,
    "what people drag in the calendar is not taken over": 58,
    "nobody looks whether somebody is still free": 60,
    "a letter in doubt is sent again": 1,
    "a letter that counts as sent went nowhere": 0,
    "a held letter is shown to nobody": 1,
    "a letter leaves without its undo window": 0,
    "a rejection asks for no letter": 0,
    "a failure counts as success": 5,
    "a dead bot's promises are never taken up again": 1,
    "what expired is said all the same": 16,
    "what expired or is not wanted any more is not looked for": 136,
    "Retry-After is not heard": 24,
    "a kit goes out at every tick": 0,
    "a reply stands in the channel": 0,
    "a reply stands in the first thread": 0,
    "the headline is not kept current": 0,
    "the question to the panel is not kept current": 5,
    "a message is drawn once and for all": 0,
    "what others see is promised in a commit of its own": 13,
}


def found_by(words: str, seeds: Iterable[int], template: Path) -> tuple[int, str] | None:
    """The first of *seeds* whose run finds the bug, and the first invariant that says so."""
    for seed in seeds:
        with BUGS[words]():
            result = run(plan_of(seed), template=template)
        if result.broken:
            return seed, result.broken[0]
    return None


def _hunt(words: str) -> str:
    with a_template() as template:
        try:
            found = found_by(words, range(LONGEST_HUNT), template)
        except Exception as error:
            return f"| {words} | BROKE | {type(error).__name__}: {str(error)[:80]} |"
    return f"| {words} | {found[0]} | {found[1][:110]} |" if found else f"| {words} | NOT FOUND | |"


if __name__ == "__main__":
    LONGEST_HUNT = int(sys.argv[1]) if len(sys.argv) > 1 else LONGEST_HUNT
    asked = [words for words in BUGS if len(sys.argv) < 3 or sys.argv[2] in words]
    with ProcessPoolExecutor() as pool:
        for line in pool.map(_hunt, asked):
            print(line, flush=True)
