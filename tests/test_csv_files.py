"""People and candidates come from CSV files, with a dry run first; everything can be taken away again as CSV files."""

import csv
import io
import re
from dataclasses import replace

import pytest

from bot import check
from bot.__main__ import main
from bot.hiring.person import Role
from storage import applications, people
from tests.company import a_living_company
from tests.databases import on_both
from tests.handlers.deciding import a_candidate, a_conversation, hands_in

pytestmark = pytest.mark.usefixtures("logs_as_before")

TEAM = """email,roles,sessions,starts,ends,days,max_per_day,max_per_week
rita@example.org,recruiter,,,,,,
hana@example.org,Hiring Manager,,,,,,
ana@example.org,interviewer,screening;Repo setup exercise,8:00,16:30,mon;tue;thu,1,3
"""
WAITING = """Name;E-mail;Role;Stage;Coordinator;Hiring manager;Zone;Source
Ada Vance;ada@example.com;Software engineer;screening;rita@example.org;hana@example.org;Europe/Lisbon;=cmd()
Noor Haddad;noor@example.com;software_engineer;;rita@example.org;;;
"""


@pytest.fixture
def imports(set_up, tmp_path, capsys):
    """`imports(kind, text)`: the file is brought in; gives how it ended and what was said."""

    def bring_in(kind, text, *more):
        path = tmp_path / f"{kind}.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8-sig"))
        ended = main(["import", kind, str(path), *more])
        said = capsys.readouterr()
        return ended, (said.out + said.err).splitlines()

    return bring_in


@on_both
def test_a_team_and_its_open_candidates_move_in(imports, database_url, monkeypatch):
    with a_living_company(database_url, hired=False) as company:
        for name, value in company.environment().items():
            monkeypatch.setenv(name, value)
        company.bot_dies()
        assert imports("people", TEAM) == (0, ["3 people imported."])
        assert imports("candidates", WAITING) == (0, ["2 candidates imported."])
        company.bot_starts()
        ids = {person.email: person for person in _team(company)}
        ana = ids["ana@example.org"]
        assert (ana.name, ana.zone, ana.roles) == ("Ana Duarte", "Europe/Lisbon", {Role.INTERVIEWER})
        assert ana.sessions == {"screening", "repo_setup"}
        assert (f"{ana.starts:%H:%M}", f"{ana.ends:%H:%M}", ana.days) == ("08:00", "16:30", {0, 1, 3})
        assert (ana.max_per_day, ana.max_per_week) == (1, 3)
        company.at_rest()
        ada, noor = company["rita"].sees("hiring")
        assert "Screening" in ada.all_text
        assert "Applied" in noor.all_text
        assert ada.buttons == ["Open", "Schedule", "Withdraw"]
        assert company.mailbox.mails == []  # they applied elsewhere, and have had their answer


def test_a_dry_run_says_the_same_and_changes_nothing(imports, db):
    assert imports("people", TEAM, "--dry-run") == (0, ["3 people would be imported; nothing was changed."])
    with db.read() as tx:
        assert people.everyone(tx) == {}


def test_a_file_can_be_imported_twice(imports, db):
    imports("people", TEAM)
    imports("candidates", WAITING)
    assert imports("people", TEAM)[0] == 0
    ended, said = imports("candidates", WAITING)
    assert ended == 0
    assert said[0] == "candidates.csv line 2: ada@example.com has an open application for Software engineer: left out."
    assert said[-1] == "0 candidates imported."
    with db.read() as tx:
        assert len(applications.all_open(tx)) == 2


def test_every_mistake_is_told_with_its_line_and_nothing_is_imported(imports, db):
    wrong_team = TEAM + (
        "nobody@example.org,interviewer,screening,,,,,\n"
        "gus@example.org,recruiter,,,,,,\n"
        "bo@example.org,chef,dancing,25:00,,someday,many,\n"
        "cy@example.org,interviewer,,17:00,09:00,,,\n"
    )
    ended, said = imports("people", wrong_team)
    assert ended == 2
    for words in (
        "line 5: nobody in Slack has the e-mail address",
        "line 6: Gus Visitor is not a full, active member",
        "line 7: “chef” is no role",
        "line 7: “dancing” is no session",
        "line 7: starts: “25:00” is not a time",
        "line 7: days: “som” is none of mon",
        "line 7: max_per_day: “many” is not a whole number",
        "line 8: an interviewer needs at least one session",
        "line 8: the day ends before it begins",
    ):
        assert any(words in line for line in said), (words, said)
    imports("people", TEAM)
    wrong_candidates = WAITING + (
        "Tom;tom;Astronaut;offer;remy@example.org;;Berlin;\n"
        ";;;;;;;\n"
        f"{'x' * 201};long@example.com;software_engineer;;rita@example.org;ana@example.org;;\n"
        "Ada V.;ADA@example.com;software_engineer;;rita@example.org;;;\n"
    )
    ended, said = imports("candidates", wrong_candidates)
    assert ended == 2
    for words in (
        "line 4: “tom”: This does not look like an e-mail address",
        "line 4: “Astronaut” is no role",
        "line 4: stage: “offer” is not one to begin in",
        "is not a recruiter here",
        "line 4: zone: “Berlin” is not an IANA time zone",
        "line 6: name is longer than 200 characters",
        "is not a hiring manager here",
        "stands in line 2 already",
    ):
        assert any(words in line for line in said), (words, said)
    with db.read() as tx:
        assert applications.all_open(tx) == []


@pytest.mark.parametrize("more", [(), ("--skip-wrong-lines",)])
def test_where_slack_will_not_say_who_anybody_is_that_is_told_once_and_nothing_is_imported(
    imports, outside, db, monkeypatch, more
):
    less = outside.workspace.manifest.scopes - {"users:read.email"}
    monkeypatch.setattr(outside.workspace, "manifest", replace(outside.workspace.manifest, scopes=less))
    assert imports("people", TEAM, *more) == (
        2,
        [
            "people.csv line 2: Slack does not say who rita@example.org is (missing_scope).",
            "Nothing was imported. `interview-bot check` looks at every part.",
        ],
    )
    with db.read() as tx:
        assert people.everyone(tx) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"email\n", "the column roles is missing"),
        (b"email,roles,shoe size\n", "I don't know the column shoe_size"),
        (b"email,roles,email\n", "the column email stands there twice"),
        (b"email,roles\n\xff\xfe,recruiter\n", "it is not UTF-8"),
        (b'email,roles\n"never closed,recruiter\n', "line 2"),
        (b"", "the column email is missing"),
    ],
)
def test_what_is_no_such_file_is_told(imports, text, words):
    ended, said = imports("people", text)
    assert ended == 2
    assert words in "\n".join(said)


def test_everything_can_be_taken_away_and_no_cell_is_a_formula(set_up, company, database_url, tmp_path, capsys):
    candidate = a_candidate(company, name="=cmd()")
    held = a_conversation(company, candidate, "screening", "ana")
    hands_in(company, held, "ana", note="+1 for asking\nfirst")
    folder = tmp_path / "out"
    assert main(["export", str(folder)]) == 0
    assert "scorecards.csv: 1 row" in capsys.readouterr().out
    assert {path.name for path in folder.iterdir()} == {
        "people.csv", "candidates.csv", "interviews.csv", "scorecards.csv", "decisions.csv", "letters.csv",
    }  # fmt: skip
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    (ada,) = csv.DictReader((folder / "candidates.csv").open(newline="", encoding="utf-8"))
    assert (ada["name"], ada["coordinator"]) == ("'=cmd()", "rita@example.org")
    (card,) = csv.DictReader((folder / "scorecards.csv").open(newline="", encoding="utf-8"))
    assert (card["interviewer"], card["trait"], card["note"]) == (
        "ana@example.org",
        "problem_solving",
        "'+1 for asking\nfirst",
    )
    assert main(["export", str(folder)]) == 2
    assert "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("cut", [",", ";", "\t"])
def test_no_cell_is_a_formula_wherever_a_spreadsheet_cuts(set_up, company, tmp_path, cut):
    candidate = a_candidate(company, name='Ada;=cmd();"=cmd()"; @SUM(1);＝cmd();Smith-Jones')
    held = a_conversation(company, candidate, "screening", "ana")
    hands_in(company, held, "ana", note="Asked first\n+1 for that;\t-1 for the rest\r@SUM(1)\r\n－1 = 2")
    assert main(["export", str(tmp_path / "out")]) == 0
    for path in (tmp_path / "out").iterdir():
        text = path.read_text("utf-8")
        for part in (text, *re.split(r"[\r\n]", text)):  # whether a text with line breaks is kept together or not
            rows = csv.reader(io.StringIO(part, newline=""), delimiter=cut)
            cells = [cell.strip(' "') for row in rows for cell in row]
            assert [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠"))] == [], path.name
    (ada,) = csv.DictReader((tmp_path / "out" / "candidates.csv").open(newline="", encoding="utf-8"))
    assert ada["name"] == """Ada;'=cmd();'"=cmd()";' @SUM(1);'＝cmd();Smith-Jones"""


def test_check_says_whose_calendar_cannot_be_read(imports, outside):
    imports("people", TEAM)
    said = []
    assert check.run(said.append) == 0, said
    assert said[-2].split()[:2] == ["ok", "team"]
    assert "free/busy of every interviewer can be read (1)" in said[-1]
    outside.calendars.make_unreadable("ana@example.org")
    said.clear()
    assert check.run(said.append) == 1
    assert "calendars cannot be read: Ana Duarte" in said[-1]


def _team(company):
    with company.db.read() as tx:
        return list(people.everyone(tx).values())


def test_an_address_with_umlauts_in_its_domain_comes_in_as_mail_knows_it_and_once(imports, db):
    imports("people", TEAM)
    head = WAITING.splitlines()[0]
    one, other, wrong = (
        f"Ana B.;{email};software_engineer;;rita@example.org;;;\n"
        for email in ("ana@bücher.de", "ana@xn--bcher-kva.de", "jürgen@example.com")
    )
    ended, said = imports("candidates", f"{head}\n{one}{other}{wrong}")
    assert ended == 2
    assert any("line 3: ana@xn--bcher-kva.de stands in line 2 already" in line for line in said), said
    assert any("line 4: “jürgen@example.com”: Our mail cannot reach" in line for line in said), said
    assert imports("candidates", f"{head}\n{one}") == (0, ["1 candidate imported."])
    with db.read() as tx:
        assert applications.all_open(tx)[0].candidate.email == "ana@xn--bcher-kva.de"
