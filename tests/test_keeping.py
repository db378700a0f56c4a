"""backup, restore and verify, as an operator types them."""

import sqlite3
import stat
from contextlib import closing

import pytest

from storage import seals
from storage.engine import DatabaseUnusable, open_engine
from tests.databases import on_both
from tests.handlers.scheduling import opens_candidate

GONE = "bot.db.before-restore-"


def test_a_backup_is_for_its_owner_alone_and_says_what_is_in_it(company, command, tmp_path, capsys):
    opens_candidate(company)
    copy = tmp_path / "copy.db"
    assert command("backup", copy) == 0
    said = capsys.readouterr().out
    head = said.split("head ")[1].strip(".\n")
    assert f"Saved to {copy}: " in said
    assert "1 candidate, last audit entry 2 of 2027-03-01 08:00 UTC" in said
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert [it.name for it in tmp_path.iterdir() if it.name.startswith((".", "copy"))] == ["copy.db"]
    assert command("verify", "--head", head) == 0
    assert command("verify", "--head", head.replace(":", ":0")) == 1
    assert "does not go through" in capsys.readouterr().err


def test_nothing_is_written_over_and_never_through_a_link(company, command, tmp_path, capsys):
    copy, target = tmp_path / "copy.db", tmp_path / "somebody's"
    copy.symlink_to(target)
    assert command("backup", copy) == 1
    assert "is there already. Name another file, or say --force to replace it." in capsys.readouterr().err
    assert command("backup", copy, "--force") == 0
    assert not copy.is_symlink()
    assert not target.exists()


def test_a_backup_that_cannot_be_written_leaves_nothing(company, command, tmp_path, capsys):
    assert command("backup", tmp_path / "nowhere" / "copy.db") == 1
    assert "could not be written: No such file or directory." in capsys.readouterr().err
    (tmp_path / "bot.db").rename(tmp_path / "elsewhere.db")
    assert command("backup", tmp_path / "copy.db") == 1
    assert "There is no database" in capsys.readouterr().err
    assert not (tmp_path / "copy.db").exists()


def test_a_damaged_database_says_what_to_type_and_that_is_enough(company, command, tmp_path, capsys):
    opens_candidate(company)
    copy, database = tmp_path / "copy.db", tmp_path / "bot.db"
    command("backup", copy)
    company.bot_dies()
    whole = database.read_bytes()
    database.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[12288:])
    assert command("run") == 2
    assert "\n  interview-bot restore FILE\n" in capsys.readouterr().err
    assert command("restore", copy) == 0
    (kept,) = (it for it in tmp_path.glob(f"{GONE}*") if not it.name.endswith(("-wal", "-shm")))
    assert kept.read_bytes() == whole[:4096] + b"\xff" * 8192 + whole[12288:]
    assert f"is kept as {kept}." in capsys.readouterr().out
    assert command("verify") == 0
    company.bot_starts()


def test_while_a_bot_works_nothing_is_restored(company, command, tmp_path, capsys):
    assert command("backup", tmp_path / "copy.db") == 0
    assert command("restore", tmp_path / "copy.db") == 1
    assert "Stop it first." in capsys.readouterr().err
    assert list(tmp_path.glob(f"{GONE}*")) == []


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (lambda whole: b"a letter, no database" * 99, "is damaged"),
        (lambda whole: whole[:4096] + b"\xff" * 8192 + whole[12288:], "is damaged"),
        (lambda whole: b"", "no database of Interview Bot"),
    ],
)
def test_what_is_no_whole_backup_is_not_put_in_place(company, command, tmp_path, capsys, spoilt, words):
    copy = tmp_path / "copy.db"
    command("backup", copy)
    company.bot_dies()
    before = (tmp_path / "bot.db").read_bytes()
    copy.write_bytes(spoilt(copy.read_bytes()))
    assert command("restore", copy) != 0
    assert words in capsys.readouterr().err
    assert (tmp_path / "bot.db").read_bytes() == before
    company.bot_starts()


def test_a_backup_somebody_changed_is_put_in_place_only_on_purpose(company, command, tmp_path, capsys):
    opens_candidate(company)
    copy = tmp_path / "copy.db"
    command("backup", copy)
    with closing(sqlite3.connect(copy)) as kept:
        kept.execute("UPDATE audit SET actor = 'UMALLORY' WHERE id = 1")
        kept.commit()
    company.bot_dies()
    assert command("restore", copy) == 1
    assert "audit entry 1 (application.opened) is not as it was sealed" in capsys.readouterr().err
    assert command("restore", copy, "--force") == 0
    company.bot_starts()


@on_both
def test_a_backup_tells_what_does_not_fit_together(company, command, tmp_path, capsys):
    opens_candidate(company)
    assert command("backup", tmp_path / "whole") == 0
    with company.db.begin() as tx:
        tx.connection().exec_driver_sql("UPDATE audit SET actor = 'UMALLORY' WHERE id = 1")
    assert command("backup", tmp_path / "changed") == 1
    assert "audit entry 1 (application.opened) is not as it was sealed" in capsys.readouterr().err
    assert (tmp_path / "changed").is_file()


def test_a_backup_put_there_by_other_means_is_noticed_and_the_command_is_told(company, command, tmp_path, capsys):
    copy, database = tmp_path / "copy.db", tmp_path / "bot.db"
    command("backup", copy)
    opens_candidate(company)
    command("backup", tmp_path / "later.db")
    company.bot_dies()
    database.write_bytes(copy.read_bytes())
    assert command("run") == 2
    assert "\n  interview-bot restore\n" in capsys.readouterr().err
    assert command("restore") == 0
    company.bot_starts()


def test_an_error_in_the_middle_leaves_the_database_as_it_was(company, command, tmp_path, monkeypatch):
    opens_candidate(company)
    copy, database = tmp_path / "copy.db", tmp_path / "bot.db"
    command("backup", copy)
    company.bot_dies()
    before = database.read_bytes()

    def breaks(_):
        raise DatabaseUnusable("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(seals, "seal", breaks)
        assert command("restore", copy) == 2
    assert database.read_bytes() == before
    open_engine(f"sqlite:///{database}").dispose()
    company.bot_starts()
