"""`interview-bot erase`: who a candidate was is forgotten, and what Slack and the calendar show follows.

What people wrote themselves the bot cannot take away: their replies, mail that has left, backups.
"""

from datetime import date, timedelta

from bot.hiring import application as steps
from bot.hiring.application import Application
from bot.hiring.errors import NotNow
from bot.ports import Message
from handlers import candidate_channel, erased_view, headline, letter_desk, restored, said_about
from handlers.said_about import Said
from handlers.scorecard_sheet import form_of
from storage import applications, audit, channels, erasing, events, letters, messages, outbox, seals
from storage.database import Tx

NAMED_AFTERWARDS = timedelta(days=30)  # how long a digest may still list whoever is closed: a letter to be written


def erase(tx: Tx, application_id: int) -> None:
    """Forget who it was about. Raises NotNow while it is open, or while mail to them is leaving."""
    before = applications.lock(tx, application_id)
    after = steps.erase(before)
    shown = said_about.everything(tx, before)
    _call_off(tx, before, shown)
    drafts = [*(form_of(it.id) for it in shown.interviews), *(letter_desk.draft_of(it.id) for it in shown.letters)]
    erasing.forget(tx, before.id, groups=shown.groups, drafts=drafts)
    if named := audit.forget_name(tx, before.id, before.name):
        seals.seal_anew(tx, named)
    applications.save_candidate(tx, after.candidate)
    applications.save(tx, after)
    audit.add(tx, actor=audit.BOT, action="application.erased", application=before.id, said="erased what was known")
    _follow(tx, before, after, shown)


def _call_off(tx: Tx, before: Application, shown: Said) -> None:
    """Nothing that was promised happens any more."""
    mails = {letters.group(letter.key) for letter in shown.letters}
    if not outbox.call_off(tx, mails):
        raise NotNow(f"A mail to {before.name} is leaving just now. Please try again in a minute.")
    outbox.call_off(tx, shown.groups)
    for letter in shown.letters:
        letters.give_up(tx, letter.id)


def _follow(tx: Tx, before: Application, after: Application, shown: Said) -> None:
    """What stands in Slack says that it was erased, and the calendar loses its events without telling anybody."""
    since, until = before.opened_at - timedelta(days=1), (before.closed_at or tx.now) + NAMED_AFTERWARDS
    last = min(until, tx.now - timedelta(days=1))  # today's is drawn anew, with everything else that it lists
    days = (since.date().isoformat(), last.date().isoformat())
    digests = [key for key in messages.named(tx, ["digest"]) if days[0] <= key.rpartition(":")[2] <= days[1]]
    messages.become(tx, [*shown.messages, *digests], erased_view.ERASED, tx.now.date().isoformat())
    for interview in shown.interviews:
        booked = events.find(tx, interview.id)
        if booked is not None and not booked.gone:
            events.show(tx, interview.id)
    if candidate_channel.has_own(after):
        channels.bring_up_to_date(tx, after.id)
    headline.refresh_homes(tx, after)
    restored.refresh(tx)


def _erased(tx: Tx, key: str, day: str) -> Message | None:
    """Only where something stands: what Slack has no more is not said anew."""
    if messages.get(tx, key).posted is None:
        return None
    return erased_view.erased(date.fromisoformat(day))


RENDERERS = {erased_view.ERASED: _erased}
