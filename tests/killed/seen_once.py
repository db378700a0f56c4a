"""What the world shows once everything rests: every post, event and mail that was promised stands there, and once."""

from collections import Counter

from sqlmodel import col, select

from bot.hiring.candidate_reminder import day_of, key, remind_at
from bot.hiring.reminders import attending, due_to_interviewer, kit_is_due
from sandbox.company import INTERVIEWS
from storage import applications, audit, interviews, letters, messages, people, scorecards
from storage.tables import ApplicationRow, EventRow, InterviewRow, LetterRow, MessageRow, OutboxRow


def violations(world, tx):
    return [*_posts(world, tx), *_events(world, tx), *_mails(world, tx)]


def _posts(world, tx):
    """No key twice, and every message of ours stands where we believe it."""
    with world.workspace.changed:
        posts = [it for channel in world.workspace.channels.values() for it in channel.posts if not it.deleted]
    ours = [it for it in posts if it.user == world.workspace.bot.id and it.metadata]
    keys = Counter(it.metadata["event_payload"]["key"] for it in ours)
    yield from (f"posted {n} times: {_text(ours, key)!r}" for key, n in keys.items() if n > 1)
    said = Counter((it.channel, it.thread_ts, str(it.blocks) or it.text) for it in ours)
    yield from (f"said {n} times: {words[:200]!r}" for (_, _, words), n in said.items() if n > 1)
    standing = {(it.channel, it.ts) for it in ours}
    for row in tx.exec(select(MessageRow)):
        if row.ts is not None and (row.channel, row.ts) not in standing:
            yield f"message {row.key} does not stand where it should"
        if row.ts is not None and row.shown < row.wanted and not _given_up(tx, row):
            yield f"message {row.key} shows {row.shown} of {row.wanted}"
    if len(standing) != len(tx.exec(select(MessageRow.key).where(col(MessageRow.ts).is_not(None))).all()):
        yield "there are posts that the bot knows nothing of"


def _given_up(tx, row):
    last = select(OutboxRow.state).where(OutboxRow.group == f"message:{row.key}").order_by(col(OutboxRow.id).desc())
    return tx.exec(last).first() in ("cancelled", "held")


def _text(posts, key):
    return next(it.text for it in posts if it.metadata["event_payload"]["key"] == key)


def _events(world, tx):
    """One for each interview that was booked in Slack and takes place, and no other."""
    guests = Counter(it["id"] for it in world.calendars.events_of(INTERVIEWS) if "attendees" in it)
    wanted = Counter()
    for remote, state in tx.exec(_booked()):
        wanted[remote] = int(state.value != "cancelled")
    yield from (
        f"event {it}: {guests[it]} instead of {wanted[it]}" for it in guests | wanted if guests[it] != wanted[it]
    )


def _booked():
    return select(EventRow.remote_id, InterviewRow.state).join(InterviewRow).where(~col(EventRow.gone))


def _mails(world, tx):
    """One for each letter that was sent; none for another."""
    mails = world.mailbox.mails
    ids = Counter(mail.message["Message-ID"] for mail in mails)
    yield from (f"mail {number} came {n} times" for number, n in ids.items() if n > 1)
    came = Counter((mail.envelope_to[0], mail.subject) for mail in mails)
    sent = Counter(tx.exec(select(LetterRow.to, LetterRow.subject).where(LetterRow.state == "sent")).all())
    for about in came | sent:
        if came[about] != sent[about]:
            yield f"mail {about} came {came[about]} times, and was sent {sent[about]} times"


def missed(tx):
    """What should have been said by now, by time, and was not promised."""
    return [*_kits(tx), *_bells(tx), *_candidates(tx)]


def _kits(tx):
    for interview in _all(tx):
        if kit_is_due(interview, tx.now) and applications.get(tx, interview.application).is_open:
            yield from (f"kit:{interview.id}" for it in attending(interview)
                        if messages.find(tx, f"kit:{interview.id}:{it}") is None)  # fmt: skip


def _bells(tx):
    for interview in _all(tx):
        application = applications.get(tx, interview.application)
        if not interview.is_booked or not application.is_open:
            continue
        rules = tx.book.get(tx, application.process).scorecards
        for person in attending(interview):
            if scorecards.find(tx, interview.id, person) is None:
                due = due_to_interviewer(interview, people.get(tx, person), rules, tx.now)
                yield from (it.key for it in due if it.kind != "home" and messages.find(tx, it.key) is None)


def _candidates(tx):
    for interview in _all(tx):
        at = next(
            (e.at for e in audit.of_application(tx, interview.application) if e.action == "application.booked"), None
        )
        if not interview.is_booked or at is None or not at < remind_at(interview) <= tx.now < interview.starts_at:
            continue
        if letters.find(tx, key(interview.application, day_of(interview))) is None:
            yield f"the candidate's reminder of interview {interview.id}"


def _all(tx):
    for number in tx.exec(select(ApplicationRow.id)).all():
        yield from interviews.of_application(tx, number)
