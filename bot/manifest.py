"""The manifest for HTTP mode, made from app.yaml, which is the one for Socket Mode."""

from pathlib import Path
from typing import Any

import yaml

HEAD = "# Slack's manifest of Interview Bot in HTTP mode, as it is imported at https://api.slack.com/apps.\n"


def find_manifest() -> Path:
    """app.yaml in the working folder, or beside the code in a checkout."""
    here = Path("app.yaml")
    return here if here.is_file() else Path(__file__).parent.parent / "app.yaml"


def bot_scopes() -> list[str]:
    manifest: dict[str, Any] = yaml.safe_load(find_manifest().read_text(encoding="utf-8"))
    return list(manifest["oauth_config"]["scopes"]["bot"])


def for_http(source: str, url: str) -> str:
    """The manifest in *source*, with Slack's requests sent to *url* + /slack/events and no socket."""
    manifest: dict[str, Any] = yaml.safe_load(source)
    events = url.rstrip("/") + "/slack/events"
    for command in manifest["features"]["slash_commands"]:
        command["url"] = events
    settings = manifest["settings"]
    settings["event_subscriptions"] = {"request_url": events, **settings["event_subscriptions"]}
    settings["interactivity"] = {**settings["interactivity"], "request_url": events}
    settings["socket_mode_enabled"] = False
    return HEAD + yaml.safe_dump(manifest, sort_keys=False, allow_unicode=True, width=120)
