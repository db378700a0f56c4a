"""What is due by time asks as many questions of the database for many candidates as for a few."""

from pathlib import Path

import pytest
from sqlalchemy import event

import handlers
from benchmarks.load_company import new_database
from benchmarks.load_rows import fill, fill_told


def questions(folder: Path, candidates: int) -> dict[str, int]:
    db = new_database(f"sqlite:///{folder}/{candidates}.db")
    fill(db, candidates, candidates)
    fill_told(db)
    for work in handlers.DUE:
        work(db)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda c, cur, statement, v, ctx, many: asked.append(statement))
    counted = {}
    for work in handlers.DUE:
        asked.clear()
        work(db)
        counted[f"{work.__module__}.{work.__name__}"] = len(asked)
    db.close()
    return counted


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_many_candidates_take_as_many_questions_as_a_few(tmp_path: Path):
    assert questions(tmp_path, 200) == questions(tmp_path, 60)
