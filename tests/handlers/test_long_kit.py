"""A kit that Slack would refuse as too long leaves out what can be read elsewhere, and says so."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from handlers.lengths import LONGEST_MESSAGE, weight
from tests.company import ROOT, a_living_company
from tests.handlers.deciding import a_candidate
from tests.handlers.scoring import an_interview, told

PROCESS = (ROOT / "process.yaml").read_text("utf-8")
QUESTION = '      - {{q: "Question {number}, {words}?", kind: past}}\n'


def with_long_questions(text: str) -> str:
    """Ten for every trait, each as long as it may be."""
    more = "".join(QUESTION.format(number=number, words="w" * 280) for number in range(4, 11))
    return re.sub(r"(    questions:\n(?:      - \{q.*\n){3})", rf"\1{more}", text)


def with_long_anchors(text: str) -> str:
    found = re.sub(r"(    anchors:\n)((?:      \d: \".*\"\n){5})", _long_anchors, text)
    return re.sub(r"    (asks|not_this): .*\n", lambda line: f'    {line[1]}: "{"b" * 299}"\n', found)


def _long_anchors(found: re.Match[str]) -> str:
    return found[1] + "".join(f'      {mark}: "{"a" * 138}{mark}"\n' for mark in range(1, 6))


@contextmanager
def a_company(database_url, tmp_path, process) -> Iterator:
    (tmp_path / "process.yaml").write_text(process, "utf-8")
    with a_living_company(database_url, process_file=tmp_path / "process.yaml") as living:
        yield living


def kit_of(company, traits):
    focus = tuple(trait.id for trait in company.bot.process.traits[:traits])
    an_interview(company, a_candidate(company), "ana", starts_in=timedelta(minutes=10), focus=focus)
    company.works()
    (sent,) = told(company, "ana", "Plan")
    assert weight(sent.blocks) <= LONGEST_MESSAGE
    for trait in company.bot.process.traits[:traits]:
        assert f"*{trait.name}*" in sent.all_text
    return sent


def test_questions_are_left_out_evenly_and_no_trait_or_anchor(database_url, tmp_path):
    with a_company(database_url, tmp_path, with_long_questions(PROCESS)) as company:
        sent = kit_of(company, 4)
        for trait in company.bot.process.traits[:4]:
            assert all(anchor in sent.all_text for anchor in trait.anchors.values())
            assert trait.questions[0].text in sent.all_text
            assert trait.questions[-1].text not in sent.all_text
        assert "This kit is long." in sent.all_text
        assert "the process file has them all" in sent.all_text
        company.passes(minutes=15)
        assert told(company, "ana", "Plan")[0].buttons == ["Take notes"]


def test_with_very_long_anchors_they_are_told_in_short_as_in_the_scorecard(database_url, tmp_path):
    with a_company(database_url, tmp_path, with_long_anchors(PROCESS)) as company:
        sent = kit_of(company, 7)
        for trait in company.bot.process.traits[:7]:
            assert all(short in sent.all_text for short in trait.short_anchors.values())
        assert "in short, as in the scorecard" in sent.all_text


def test_a_kit_of_an_ordinary_process_is_whole(database_url, tmp_path):
    with a_company(database_url, tmp_path, PROCESS) as company:
        sent = kit_of(company, 7)
        for trait in company.bot.process.traits[:7]:
            assert all(question.text in sent.all_text for question in trait.questions)
        assert "This kit is long." not in sent.all_text
