"""events.watch and channels.stop. Channels are kept; nothing is delivered, since nobody outside can be reached."""

import hashlib
from datetime import timedelta

from sandbox.google.errors import JSON, GoogleError, invalid, required
from sandbox.google.records import Channel
from sandbox.google.state import State

LIFETIME = timedelta(days=7)


def watch(state: State, calendar_id: str, body: JSON) -> JSON:
    calendar = state.calendar(calendar_id)
    for name in ("id", "type", "address"):
        if not body.get(name):
            raise required(f"Missing channel {name}.")
    if body["type"] not in ("web_hook", "webhook"):
        raise invalid("Unknown channel type.")
    if not body["address"].startswith("https://"):
        message = f"WebHook callback must be HTTPS: {body['address']}"
        raise GoogleError(400, "push.webhookUrlNotHttps", message)
    if body["id"] in state.channels:
        raise GoogleError(400, "channelIdNotUnique", f"Channel id {body['id']} not unique")
    resource = hashlib.sha256(calendar.id.encode()).hexdigest()[:27]
    ends = state.now() + LIFETIME
    channel = Channel(body["id"], calendar.id, resource, body["address"], body.get("token") or "", ends)
    state.channels[channel.id] = channel
    return {
        "kind": "api#channel",
        "id": channel.id,
        "resourceId": resource,
        "resourceUri": f"https://www.googleapis.com/calendar/v3/calendars/{calendar.id}/events?alt=json",
        "expiration": str(int(ends.timestamp() * 1000)),
    } | ({"token": channel.token} if channel.token else {})


def stop(state: State, body: JSON) -> None:
    channel = state.channels.get(body.get("id") or "")
    if channel is None or channel.resource_id != body.get("resourceId"):
        raise GoogleError(404, "channelUnknown", f"Channel '{body.get('id')}' not found for project 'sandbox'")
    del state.channels[channel.id]
