"""The ONE message per candidate in the hiring channel: edited in place, everything else goes into its thread."""

from collections.abc import Mapping
from typing import Any

from bot.hiring import access
from bot.hiring.application import Application
from bot.ports import Message
from handlers import headline_view as show
from storage import applications, interviews, messages, people, standings
from storage.database import Tx


def key(application_id: int) -> str:
    return f"headline:{application_id}"


def post(tx: Tx, application: Application) -> None:
    messages.post(tx, key(application.id), show.HEADLINE, application.id, to=application.channel)
    refresh_homes(tx, application)


def refresh(tx: Tx, application: Application) -> None:
    """What shows where a candidate stands is made current: headline, debrief, the Homes of who is involved."""
    messages.refresh(tx, key(application.id))
    messages.refresh_all(tx, f"debrief:{application.id}:")
    messages.refresh_all(tx, f"vote:{application.id}:")
    refresh_homes(tx, application)


def refresh_homes(tx: Tx, application: Application) -> None:
    involved = {application.coordinator, application.hiring_manager or application.coordinator}
    for interview in interviews.of_application(tx, application.id):
        involved |= set(interview.people)
    messages.home(tx, *sorted(involved))


def about(tx: Tx, application: Application) -> access.Object:
    """What the access rules need to know of a candidate."""
    return access.Object(application, tuple(i for i in interviews.of_application(tx, application.id) if i.is_booked))


def candidate_at(tx: Tx, channel: str, message: Mapping[str, Any]) -> int | None:
    """The application whose headline this message of Slack's is, or in whose thread it stands."""
    found = messages.at(tx, channel, str(message.get("thread_ts") or message.get("ts")))
    return int(found.ids[0]) if found is not None and found.renderer == show.HEADLINE else None


def _headline(tx: Tx, application_id: int) -> Message:
    standing = standings.of(tx, applications.get(tx, application_id))
    return show.headline(standing, people.everyone(tx))


RENDERERS = {show.HEADLINE: _headline}
