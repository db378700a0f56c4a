"""What docs/deploy tells people to start, as far as it can be known without Docker."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from bot.__main__ import _parser
from bot.http_door import HttpDoor
from bot.settings import read_settings

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "docs" / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES = COMPOSE["services"]
BOTS = [name for name in SERVICES if name.startswith("bot")]
GIVEN = {  # by whoever follows the first lines of the file
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_SIGNING_SECRET": "secret",
    "HIRING_CHANNEL": "hiring",
    "SMTP_URL": "smtp://mail.example.com:587",
    "MAIL_FROM": "jobs@example.com",
    "PROCESS_FILE": str(ROOT / "process.yaml"),
    "ADMINS": "adam@example.com",
}


@pytest.mark.parametrize("name", BOTS)
def test_each_bots_environment_is_what_its_settings_read(name, tmp_path):
    environment = {word: re.sub(r"\$\{[^}]*\}", "pw", value) for word, value in SERVICES[name]["environment"].items()}
    secret = tmp_path / "google.json"
    secret.write_text("{}")
    assert environment.pop("GOOGLE_CREDENTIALS") == "/run/secrets/google"
    assert SERVICES[name]["secrets"] == list(COMPOSE["secrets"]) == ["google"]
    settings = read_settings({**GIVEN, **environment, "GOOGLE_CREDENTIALS": str(secret)}, env_file=tmp_path / "none")
    where = urlsplit(settings.database_url)
    assert (settings.port, settings.socket_mode) == (3000, False)
    assert where.hostname in SERVICES
    database = SERVICES[where.hostname]["environment"]
    assert (where.username, where.path) == (database["POSTGRES_USER"], f"/{database['POSTGRES_DB']}")


def test_two_bots_of_one_image_wait_for_a_database_that_answers():
    assert len(BOTS) == 2
    for name in BOTS:
        assert (DEPLOY / SERVICES[name]["build"] / "Dockerfile").is_file()
        (awaited, how) = next(iter(SERVICES[name]["depends_on"].items()))
        assert how == {"condition": "service_healthy"}
        assert SERVICES[awaited]["healthcheck"]
        assert (
            int(SERVICES[name]["stop_grace_period"].removesuffix("s")) >= 40
        )  # serve, relay and timetable end in turn


def test_the_balancer_knows_every_bot_and_asks_what_the_bot_answers():
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    assert re.findall(r"(bot-\d):3000", caddy) == BOTS
    asked = [re.search(r"health_uri (\S+)", caddy)[1], re.search(r"3000(/\w+)", str(SERVICES["bot-1"]))[1]]
    assert asked == ["/readyz", "/readyz"]
    assert HttpDoor(_NoBot())._answer("POST", "/readyz", {}).status == 405  # it is there, and not for posting
    assert any(it.startswith("./Caddyfile:") for it in SERVICES["proxy"]["volumes"])


def test_the_balancer_lets_in_what_slack_sends_and_waits_for_nobody_long():
    caddy = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    ways = re.findall(r"^\thandle( \S+)? \{\n\t\t(\w+ \S+)", re.sub(r".*#.*\n", "", caddy), re.MULTILINE)
    assert ways == [(" /slack/events", "reverse_proxy bot-1:3000"), ("", "respond 404")]
    assert caddy.count("reverse_proxy") == 1
    assert dict(re.findall(r"(read_\w+) (\d+)s", caddy)) == {"read_header": "10", "read_body": "10"}


@pytest.mark.parametrize("page", ["docs/operate.md", "docs/set-up.md", "docs/deploy/compose.yaml"])
def test_what_is_to_be_typed_names_services_that_are_there_and_commands_of_the_bot(page):
    typed = re.findall(
        r"docker compose(?: -f \S+)? (stop|start|run --rm|exec -T) ([^`\n#]+)",
        (ROOT / page).read_text(encoding="utf-8"),
    )
    assert typed
    for does, rest in typed:
        words = rest.split()
        if does in ("stop", "start"):
            assert words == BOTS, rest
        else:
            assert words[0] in SERVICES, rest
        if does == "run --rm" and len(words) > 1:  # the image's entry point is the bot's program
            assert _parser().parse_args(words[1:]).command


def test_every_volume_that_is_used_is_there():
    used = {it.partition(":")[0] for service in SERVICES.values() for it in service.get("volumes", ())}
    assert {it for it in used if not it.startswith("./")} == set(COMPOSE["volumes"])


class _NoBot:
    """Nothing of it is asked."""
