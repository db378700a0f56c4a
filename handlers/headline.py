"""The ONE message per candidate in their channel: edited in place, everything else goes into its thread."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.hiring import access, digest
from bot.hiring.application import Application
from bot.hiring.interview import Interview
from bot.hiring.person import Person
from bot.hiring.worktime import local
from bot.ports import Message
from handlers import candidate_channel
from handlers import headline_view as show
from handlers.blocks import esc
from storage import applications, duplicates, interviews, messages, people, standings
from storage.database import Tx

FOLLOWS = ("pointer", "debrief", "vote", "contact", "offer", "removed", "coordinator", "manager")


def key(application_id: int) -> str:
    return f"headline:{application_id}"


def cards_key(application_id: int, stage: str) -> str:
    """The thread's message that counts the scorecards of a stage."""
    return f"cards:{application_id}:{stage}"


def pointer_key(application_id: int, channel: str) -> str:
    """What tells another role's channel where a candidate is talked about."""
    return f"pointer:{application_id}:{channel}"


def post(tx: Tx, application: Application) -> None:
    messages.post(tx, key(application.id), show.HEADLINE, application.id, to=application.channel)
    refresh_homes(tx, application)


def post_all(tx: Tx, opened: Sequence[Application]) -> None:
    """Promise the headlines of applications that came at once."""
    messages.post_new(tx, show.HEADLINE, [(key(a.id), a.id, a.channel) for a in opened])
    coordinators = {a.coordinator for a in opened}
    _refresh_homes_of(tx, coordinators | {a.hiring_manager for a in opened if a.hiring_manager})


def refresh(tx: Tx, application: Application) -> None:
    """What shows where a candidate stands is made current: headline, debrief, the Homes of who is involved."""
    messages.refresh(tx, key(application.id))
    held = interviews.of_application(tx, application.id)
    asked = [f"declined:{interview.id}:candidate:" for interview in held if interview.is_booked]
    messages.refresh_all(tx, *(f"{kind}:{application.id}:" for kind in FOLLOWS), *asked)
    _refresh_homes_of(tx, _involved(application, held))
    candidate_channel.keep_up(tx, application)


def refresh_homes(tx: Tx, application: Application) -> None:
    _refresh_homes_of(tx, _involved(application, interviews.of_application(tx, application.id)))


def _involved(application: Application, held: Sequence[Interview]) -> set[str]:
    panels = {person for interview in held for person in interview.people}
    return panels | {application.coordinator, application.hiring_manager or application.coordinator}


def _refresh_homes_of(tx: Tx, involved: set[str]) -> None:
    messages.home(tx, *sorted(involved))
    for person in people.of_ids(tx, sorted(involved)):
        if digest.wants(person):
            messages.refresh(tx, digest.key(person.id, local(tx.now, person.zone).date()))


def about(tx: Tx, application: Application) -> access.Object:
    """What the access rules need to know of a candidate."""
    return about_all(tx, [application])[0]


def locked_for(tx: Tx, actor: Person, action: str, application_id: int, version: int) -> Application:
    """Under lock, as *actor* saw it. Whoever may not do *action* is not told who was quicker, either.

    Raises NotAllowed, then Stale.
    """
    application = applications.lock(tx, application_id)
    access.require(actor, action, about(tx, application))
    applications.must_be_as_seen(tx, application, version)
    return application


def about_all(tx: Tx, applications: Sequence[Application]) -> list[access.Object]:
    """In their order, with as few questions as for one."""
    booked = interviews.of_applications(tx, [a.id for a in applications])
    return [access.Object(a, tuple(i for i in booked.get(a.id, ()) if i.is_booked)) for a in applications]


def candidate_at(tx: Tx, channel: str, message: Mapping[str, Any]) -> int | None:
    """The application whose headline this message of Slack's is, or in whose thread it stands."""
    found = messages.at(tx, channel, str(message.get("thread_ts") or message.get("ts")))
    return int(found.ids[0]) if found is not None and found.renderer == show.HEADLINE else None


def _headline(tx: Tx, application_id: int) -> Message:
    standing = standings.of(tx, applications.get(tx, application_id))
    return show.headline(standing, people.everyone(tx), continued=continued(tx, application_id))


def continued(tx: Tx, application_id: int) -> str | None:
    """A link to the headline of the application this one is continued in."""
    into = duplicates.find(tx, application_id)
    if into is None:
        return None
    name = esc(applications.get(tx, into).name)
    return link(tx, into, name) or f"another application of {name}"


def link(tx: Tx, application_id: int, words: str) -> str | None:
    """To the headline and its thread, once it is posted. *words* in mrkdwn."""
    stands = messages.find(tx, key(application_id))
    if stands is None or stands.posted is None:
        return None
    return f"<https://slack.com/archives/{stands.posted.channel}/p{stands.posted.ts.replace('.', '')}|{words}>"


RENDERERS = {show.HEADLINE: _headline}
