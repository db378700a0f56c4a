"""app.yaml asks Slack for exactly what the code uses: commands, events, scopes; and Slack would import it."""

import ast
import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk import WebClient

from bot.manifest import bot_scopes, for_http
from tests.listeners import Listener, listeners_of, the_app

ROOT = Path(__file__).parent.parent
SOURCE = (ROOT / "app.yaml").read_text("utf-8")
MANIFEST: dict[str, Any] = yaml.safe_load(SOURCE)

HISTORY = {"channels:history", "groups:history", "im:history"}
CHANNELS = {"channels:read", "groups:read"}
SCOPES: dict[str, set[str]] = {
    "apps_connections_open": set(),  # with the app-level token
    "auth_test": set(),
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_archive": {"groups:write"},
    "conversations_create": {"groups:write"},
    "conversations_history": HISTORY,
    "conversations_info": CHANNELS,
    "conversations_invite": {"groups:write"},
    "conversations_join": {"channels:join"},
    "conversations_list": CHANNELS,
    "conversations_open": {"im:write"},
    "conversations_replies": HISTORY,
    "users_info": {"users:read"},
    "users_lookupByEmail": {"users:read.email"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
"""What Slack's documentation asks for; conversations.* by the kind of conversation."""


def calls(*folders: str) -> set[str]:
    """The Web API methods that the code names on a client."""
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return {name for path in files for name in _named(ast.parse(path.read_text("utf-8")))}


def _named(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and hasattr(WebClient, node.attr) and "_" in node.attr.strip("_"):
            owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            if owner.strip("_") == "client":
                yield node.attr


CALLS = calls("bot", "handlers", "integrations")


def disagreements(manifest: dict[str, Any], listeners: list[Listener], called: set[str]) -> list[str]:
    """Where the manifest and the code say different things."""
    commands = {it["command"] for it in manifest["features"]["slash_commands"]}
    events = set(manifest["settings"]["event_subscriptions"]["bot_events"])
    shortcuts = {it["callback_id"] for it in manifest["features"].get("shortcuts", ()) if it["type"] == "message"}
    interactive = manifest["settings"]["interactivity"]["is_enabled"]
    needed = set().union({"commands"} if commands | shortcuts else set(), *(SCOPES[method] for method in called))
    heard = {
        kind: {it.id for it in listeners if it.kind == kind}
        for kind in ("command", "event", "action", "view_submission", "message_shortcut")
    }
    pairs = {
        "commands": (commands, heard["command"]),
        "events": (events, heard["event"]),
        "shortcuts": (shortcuts, heard["message_shortcut"]),
        "scopes": (set(manifest["oauth_config"]["scopes"]["bot"]), needed),
        "interactivity": (interactive, bool(heard["action"] | heard["view_submission"])),
    }
    return [f"{what}: app.yaml has {asked}, the code {used}" for what, (asked, used) in pairs.items() if asked != used]


def test_the_manifest_asks_for_exactly_what_the_code_uses():
    assert set() == CALLS - set(SCOPES), "say in SCOPES which scopes these calls take"
    assert disagreements(MANIFEST, listeners_of(the_app()), CALLS) == []


@pytest.mark.parametrize("scope", MANIFEST["oauth_config"]["scopes"]["bot"])
def test_a_scope_taken_away_is_noticed(scope: str):
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].remove(scope)
    assert disagreements(manifest, listeners_of(the_app()), CALLS)


def test_a_scope_that_nothing_needs_is_noticed():
    manifest = copy.deepcopy(MANIFEST)
    manifest["oauth_config"]["scopes"]["bot"].append("files:write")
    assert disagreements(manifest, listeners_of(the_app()), CALLS)


def test_a_command_or_event_taken_away_is_noticed_and_so_is_a_listener():
    listeners = listeners_of(the_app())
    for command in MANIFEST["features"]["slash_commands"]:
        manifest = copy.deepcopy(MANIFEST)
        manifest["features"]["slash_commands"].remove(command)
        assert disagreements(manifest, listeners, CALLS)
    for event in MANIFEST["settings"]["event_subscriptions"]["bot_events"]:
        manifest = copy.deepcopy(MANIFEST)
        manifest["settings"]["event_subscriptions"]["bot_events"].remove(event)
        assert disagreements(manifest, listeners, CALLS)
    for shortcut in MANIFEST["features"]["shortcuts"]:
        manifest = copy.deepcopy(MANIFEST)
        manifest["features"]["shortcuts"].remove(shortcut)
        assert disagreements(manifest, listeners, CALLS)
    for listener in listeners:
        if listener.kind in {"command", "event", "message_shortcut"}:
            assert disagreements(MANIFEST, [it for it in listeners if it is not listener], CALLS)


def test_a_call_taken_away_frees_its_scope():
    assert disagreements(MANIFEST, listeners_of(the_app()), CALLS - {"conversations_join"})


def test_slack_would_import_it():
    for manifest in (MANIFEST, yaml.safe_load(for_http(SOURCE, "https://bot.example.com"))):
        assert set(manifest) == {"display_information", "features", "oauth_config", "settings"}
        display = manifest["display_information"]
        assert len(display["name"]) <= 35
        assert len(display["description"]) <= 140
        assert re.fullmatch(r"#[0-9a-f]{6}", display["background_color"])
        features = manifest["features"]
        assert set(features) == {"app_home", "bot_user", "slash_commands", "shortcuts"}
        assert features["app_home"]["home_tab_enabled"]
        assert features["app_home"]["messages_tab_enabled"]
        assert 1 <= len(features["bot_user"]["display_name"]) <= 80
        for command in features["slash_commands"]:
            assert set(command) <= {"command", "description", "usage_hint", "should_escape", "url"}
            assert re.fullmatch(r"/[a-z]{1,31}", command["command"])
            assert command["description"]
        for shortcut in features["shortcuts"]:
            assert set(shortcut) == {"name", "type", "callback_id", "description"}
            assert shortcut["type"] == "message"
            assert 1 <= len(shortcut["name"]) <= 24
            assert len(shortcut["description"]) <= 150
        settings = manifest["settings"]
        assert set(settings) == {
            *("event_subscriptions", "interactivity", "org_deploy_enabled"),
            *("socket_mode_enabled", "token_rotation_enabled"),
        }
        scopes = manifest["oauth_config"]["scopes"]["bot"]
        assert len(scopes) == len(set(scopes))


def test_the_manifest_for_http_differs_in_where_slack_sends_and_nothing_else():
    made = yaml.safe_load(for_http(SOURCE, "https://bot.example.com/"))
    events = "https://bot.example.com/slack/events"
    assert made["settings"].pop("socket_mode_enabled") is False
    assert made["settings"]["event_subscriptions"].pop("request_url") == events
    assert made["settings"]["interactivity"].pop("request_url") == events
    assert [command.pop("url") for command in made["features"]["slash_commands"]] == [events] * 4
    expected = copy.deepcopy(MANIFEST)
    assert expected["settings"].pop("socket_mode_enabled") is True
    assert made == expected


def test_the_check_command_knows_the_scopes_of_the_manifest():
    assert bot_scopes() == MANIFEST["oauth_config"]["scopes"]["bot"]
