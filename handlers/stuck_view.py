"""What a named person is told when something could not be done, or nobody can tell whether it was."""

from datetime import datetime

from bot.ports import NOT_HERE_ANY_MORE, TOO_MUCH, Block, Message
from handlers.blocks import actions, button, confirm, context, esc, message, section, when

ARRIVED = "stuck.arrived"
AGAIN = "stuck.again"
RETRY = "stuck.retry"
DROP = "stuck.drop"
ELSEWHERE = "stuck.elsewhere"
INVITE = "stuck.invite"
INVITED = "stuck.invited"
MOVE = "stuck.move"
MOVED = "stuck.moved"
IN_DOUBT = "stuck.in_doubt"
STUCK = "stuck.message"

WHY = {
    "is_archived": "the channel is archived",
    "not_in_channel": "I am not in the channel",
    "no_permission": "I may not write in the channel, perhaps because I am not in it",
    "channel_not_found": "I cannot see the channel; it is gone, or I am not in it",
    NOT_HERE_ANY_MORE: "they left, or became a guest",
    "user_disabled": "the account is deactivated",
    "account_inactive": "the account is deactivated",
    "user_not_found": "the account is not there any more",
    "cannot_dm_bot": "this account takes no direct messages",
    "messages_tab_disabled": "this account takes no direct messages from me",
    "restricted_action": "the workspace does not let me post there",
    TOO_MUCH: "so much was said there meanwhile that I cannot see whether it stands there already. Please look: Try "
    "again posts it; Drop it leaves what stands there as it is, and nothing more comes under it",
    "not an address": "the e-mail address cannot be one",
    "no STARTTLS": "the mail server offers no encryption; an admin runs `interview-bot check`",
    "invalidArgument": "Gmail did not take it; is the e-mail address right?",
    "notFound": "the calendar is not there, or I may not see it",
    "forbidden": "I may not change the calendar",
    "insufficientPermissions": "Google has not allowed me that; an admin runs `interview-bot check`",
    "accessNotConfigured": "the API is off in the Google project; an admin runs `interview-bot check`",
    "failedPrecondition": "the account has no mailbox at Gmail; an admin runs `interview-bot check`",
}


WHY_CHANNEL = {
    "restricted_action": "the workspace does not let me do that with private channels; an admin of the workspace can "
    "allow it under Settings & administration › Workspace settings › Permissions",
    "missing_scope": "I lack the scope groups:write; import the manifest again, reinstall the app, then try again",
    "name_taken": "every name I would give it is taken",
}


def key(promise: int, person: str = "") -> str:
    return f"held:{promise}:{person}" if person else f"held:{promise}"


def letter_in_doubt(
    promise: int, name: str, subject: str, *, settled: str | None, restored: datetime | None = None
) -> Message:
    """*settled* are the plain words for what somebody decided; without it the buttons that settle it.

    *restored*: a backup was put back, and what happened since then is not known any more.
    """
    text = "We cannot tell whether this letter left."
    if restored is not None:
        text = f"I was put back to a backup of {when(restored)}. We cannot tell whether this letter left since then."
    which = section(f"{text}\n*{esc(name)}* · {esc(subject)}")
    if settled is not None:
        return message(esc(settled), which, context(esc(settled)))
    return message(
        text,
        which,
        actions(
            button("It arrived", action=ARRIVED, value=str(promise), style="primary"),
            button("Send again" if restored is None else "Send it", action=AGAIN, value=str(promise)),
            *([button("Drop it", action=DROP, value=str(promise))] if restored is not None else []),
        ),
        context("Ask them, or look into Sent or the mail server's log, before you send it again."),
    )


def stuck(
    promise: int, what: str, error: str | None, *, settled: str | None, channel: bool = False, place: str = ""
) -> Message:
    """*what* is mrkdwn, the beginning of a sentence, *settled* plain. *channel*: it is about a candidate's own channel.

    *place* is "shut" when it is about a channel that we cannot write in, "replaceable" when one candidate is talked
    about there.
    """
    reason = WHY_CHANNEL.get(error or "") if channel else None
    text = f"{what}: {reason or why(error)}."
    if settled is not None:
        return message(esc(settled), section(text), context(esc(settled)))
    if place:
        return message(text, section(text), actions(*_ways_in(promise, replaceable=place == "replaceable")))
    return message(
        text,
        section(text),
        actions(
            button("Try again", action=RETRY, value=str(promise), style="primary"),
            _use_the_hiring_channel(promise) if channel else button("Drop it", action=DROP, value=str(promise)),
        ),
    )


def _ways_in(promise: int, *, replaceable: bool) -> list[Block]:
    another = [button("Use another channel", action=MOVE, value=str(promise))] if replaceable else []
    invite = button("Invite me", action=INVITE, value=str(promise), style="primary")
    return [invite, *another, button("Drop it", action=DROP, value=str(promise))]


def _use_the_hiring_channel(promise: int) -> Block:
    sure = confirm(
        "Use the hiring channel?", "Everybody in it will see the candidate's name and follow the talk.", "Use it"
    )
    return button("Use the hiring channel", action=ELSEWHERE, value=str(promise), ask=sure)


def why(error: str | None) -> str:
    """A service's own error name, in plain words where we have them."""
    if error is None:
        return "nobody said why"
    if error.startswith("smtp "):
        return f"the mail server refused it ({esc(error.removeprefix('smtp '))})"
    return WHY.get(error) or f"the other side said “{esc(error)}”"
