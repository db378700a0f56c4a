"""Remembering what a corrected scorecard said first."""

from collections.abc import Collection
from dataclasses import asdict, fields
from typing import Any

from sqlmodel import col, select

from bot.hiring.scorecard import Answers, Rating, Scorecard
from storage.database import Tx
from storage.tables import FirstScorecardRow

KNOWN = {field.name for field in fields(Answers)}


def keep(tx: Tx, card: Scorecard) -> None:
    """Only the first time: later corrections change nothing here."""
    key = (card.interview, card.interviewer)
    if card.first is not None and tx.get(FirstScorecardRow, key) is None:
        tx.add(FirstScorecardRow(interview_id=key[0], person=key[1], answers=asdict(card.first)))
        tx.flush()


def of(tx: Tx, interviews: Collection[int]) -> dict[tuple[int, str], Answers]:
    """By interview and interviewer."""
    query = select(FirstScorecardRow).where(col(FirstScorecardRow.interview_id).in_(interviews))
    return {(row.interview_id, row.person): _answers(row.answers) for row in (tx.exec(query) if interviews else ())}


def _answers(kept: dict[str, Any]) -> Answers:
    given = {name: _frozen(value) for name, value in kept.items() if name in KNOWN}
    ratings = {trait: Rating(**rating) for trait, rating in kept.get("ratings", {}).items()}
    return Answers(**{**given, "ratings": ratings})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(it) for it in value) if isinstance(value, list) else value
