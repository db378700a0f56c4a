"""A recruiting account consents in a browser, and the bot may use its calendars from then on."""

import json
import threading
from urllib.request import urlopen

import pytest

from bot.__main__ import main
from integrations.google_credentials import MAIL_SCOPES, SCOPES, credentials_of, mail_credentials_of
from sandbox.google.consent import ConsentServer

pytestmark = pytest.mark.usefixtures("logs_as_before")


@pytest.fixture(autouse=True)
def over_http(monkeypatch):
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # Google's real addresses are https


@pytest.fixture
def google():
    served = ConsentServer()
    yield served
    served.stop()


@pytest.fixture
def client(google, tmp_path):
    google.write_client(tmp_path / "client.json")
    return tmp_path / "client.json"


@pytest.fixture
def somebody_reads(monkeypatch):
    """Whoever sits at the browser that is opened, and follows where Google sends them."""

    def opens(_self, url, *_args, **_how):
        threading.Thread(target=lambda: urlopen(url).read(), daemon=True).start()
        return True

    monkeypatch.setattr("webbrowser.get", lambda _=None: type("Browser", (), {"open": opens})())


def test_consent_is_kept_in_a_file_that_the_bot_can_use(client, tmp_path, somebody_reads, capsys):
    kept = tmp_path / "google.json"
    assert main(["google-login", "--client", str(client), "--to", str(kept), "--port", "0"]) == 0
    assert f"GOOGLE_CREDENTIALS={kept}" in capsys.readouterr().out
    assert kept.stat().st_mode & 0o777 == 0o600
    assert set(json.loads(kept.read_text())["scopes"]) == set(SCOPES)
    assert credentials_of(kept, None, calendar_id="primary").refresh_token == "1//sandbox-refresh"


def test_mail_is_asked_for_only_when_somebody_wants_it(client, tmp_path, somebody_reads):
    kept = tmp_path / "google.json"
    assert main(["google-login", "--client", str(client), "--to", str(kept), "--port", "0", "--gmail"]) == 0
    assert set(json.loads(kept.read_text())["scopes"]) == {*SCOPES, *MAIL_SCOPES}
    assert mail_credentials_of(kept, None, mail_from="jobs@example.org").refresh_token == "1//sandbox-refresh"


def test_a_refusal_leaves_no_file(client, google, tmp_path, somebody_reads, capsys):
    google.refuses = True
    kept = tmp_path / "google.json"
    assert main(["google-login", "--client", str(client), "--to", str(kept), "--port", "0"]) == 2
    assert "access_denied" in capsys.readouterr().err
    assert not kept.exists()


def test_an_older_consent_is_not_written_over(client, tmp_path, capsys):
    kept = tmp_path / "google.json"
    kept.write_text("mine")
    assert main(["google-login", "--client", str(client), "--to", str(kept)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert kept.read_text() == "mine"


@pytest.mark.parametrize("text", ["", "{}", '{"type": "service_account"}', '{"web": 1}'])
def test_a_file_that_is_no_client_is_told_with_where_to_get_one(tmp_path, capsys, text):
    (tmp_path / "client.json").write_text(text)
    assert main(["google-login", "--client", str(tmp_path / "client.json"), "--to", str(tmp_path / "x")]) == 2
    assert "Desktop app" in capsys.readouterr().err
