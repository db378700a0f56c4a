"""What the app's manifest lets the bot do: nothing that is not declared there can happen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads faster, where PyYAML came with it


@dataclass(frozen=True)
class Shortcut:
    name: str
    callback_id: str
    kind: str  # "global" or "message"


@dataclass(frozen=True)
class Hint:
    """What Slack's composer says of a command while it is typed."""

    usage: str
    description: str


@dataclass(frozen=True)
class Manifest:
    name: str
    scopes: frozenset[str]
    commands: Mapping[str, bool]  # "/candidate" -> whether Slack turns @names into <@U...>
    events: frozenset[str]
    shortcuts: tuple[Shortcut, ...]
    interactive: bool
    home_tab: bool
    messages_tab: bool
    hints: Mapping[str, Hint] = field(default_factory=dict)  # by command

    def subscribes(self, *names: str) -> bool:
        return not self.events.isdisjoint(names)


def load_manifest(source: str | Path | Mapping[str, Any]) -> Manifest:
    """Read a manifest from a YAML or JSON file, or from a mapping of the same shape."""
    raw = source if isinstance(source, Mapping) else yaml.load(Path(source).read_text("utf-8"), LOADER)  # noqa: S506  # both are safe ones
    features = raw.get("features") or {}
    settings = raw.get("settings") or {}
    home = features.get("app_home") or {}
    return Manifest(
        name=raw["display_information"]["name"],
        scopes=frozenset(((raw.get("oauth_config") or {}).get("scopes") or {}).get("bot") or ()),
        commands={it["command"]: bool(it.get("should_escape")) for it in features.get("slash_commands") or ()},
        events=frozenset((settings.get("event_subscriptions") or {}).get("bot_events") or ()),
        shortcuts=tuple(Shortcut(it["name"], it["callback_id"], it["type"]) for it in features.get("shortcuts") or ()),
        interactive=bool((settings.get("interactivity") or {}).get("is_enabled")),
        home_tab=bool(home.get("home_tab_enabled")),
        messages_tab=bool(home.get("messages_tab_enabled", True)),
        hints={
            it["command"]: Hint(it.get("usage_hint", ""), it.get("description", ""))
            for it in features.get("slash_commands") or ()
        },
    )
