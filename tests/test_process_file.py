"""The process file: what is read, and what is said about a file with mistakes."""

import re
from pathlib import Path

import pytest

from bot.process_file import ProcessProblems, load_process, read_kept, read_process
from tests.process_mistakes import MISTAKES

FILE = Path(__file__).parent.parent / "process.yaml"
TEXT = FILE.read_text(encoding="utf-8")


def problems_of(text):
    with pytest.raises(ProcessProblems) as refusal:
        read_process(text)
    return refusal.value.problems


def spoil(text, old, new):
    assert old in text, f"the default file does not hold {old!r} any more"
    return text.replace(old, new, 1)


@pytest.mark.parametrize(("old", "new", "complaint"), MISTAKES, ids=[mistake[2][:70] for mistake in MISTAKES])
def test_a_mistake_is_told_with_its_place(old, new, complaint):
    sentences = [str(problem).partition(": ") for problem in problems_of(spoil(TEXT, old, new))]
    assert [rest for _, _, rest in sentences if rest.startswith(complaint)], sentences
    assert all(place.startswith("process.yaml line ") for place, _, _ in sentences)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("observes: {motivation: primary", "observes: {motivaton: primary"),
        ("letter: rejection_after_screening", "letter: offer"),
        ("buffer_min: 15 ", "buffer_min: 500 "),
        ('"Logical progression: plan, code, check"', '""'),
        ("due_hours: 24", "due_hours: 9999"),
        ("{id: none, label", "{id: off, label"),
        ("undo_minutes: 10 ", "undo_minutes: -5 "),
        ("  offer_accepted:\n    subject", "  offer_accepted:\n    topic: x\n    subject"),
    ],
)
def test_the_line_is_the_one_to_mend(old, new):
    text = spoil(TEXT, old, new)
    changed = [
        n for n, (was, line) in enumerate(zip(TEXT.split("\n"), text.split("\n"), strict=False), 1) if was != line
    ]
    assert changed[0] in {problem.line for problem in problems_of(text)}


def test_a_missing_anchor_reads_like_a_sentence():
    text = spoil(TEXT, '      4: "Several self-chosen hard', '      # "Several self-chosen hard')
    line = text[: text.index('      1: "Cannot say what draws them')].count("\n") + 1
    assert [str(problem) for problem in problems_of(text)] == [
        f"process.yaml line {line}: traits › motivation › anchors: no words for mark 4."
    ]


def test_every_mistake_is_told_at_once_and_in_the_order_of_the_lines():
    text, expected = TEXT, []
    for old, new, complaint in MISTAKES:
        if old in text and complaint.partition(":")[0] not in {"sessions", "letters", "roles"}:
            text = text.replace(old, new, 1)
            expected.append(complaint)
    problems = problems_of(text)
    told = [str(problem).partition(": ")[2] for problem in problems]
    at_once = [complaint for complaint in expected if any(words.startswith(complaint) for words in told)]
    assert len(at_once) >= 60, "a few mistakes hide behind others in the same place, no more"
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)


def test_a_file_without_mistakes_is_read_without_a_word():
    process = load_process(FILE)
    assert [stage.id for stage in process.stages] == ["applied", "screening", "onsite", "decision", "offer"]
    assert len(process.tasks) == 10


def test_the_text_kept_beside_a_candidate_reads_as_the_same_process():
    process = load_process(FILE)
    assert read_process(process.source) == process


def test_candidates_stay_on_a_scale_that_was_accepted_before_the_rule_against_it():
    marks = "".join(f'      {mark}: "Mark {mark}"\n' for mark in range(10))
    long = re.sub(r"((?:labels|anchors|short):\n)(?: +\d: .*\n){5}", rf"\1{marks}", TEXT)
    long = spoil(long, "  min: 1\n  max: 5\n", "  min: 0\n  max: 9\n")
    assert [str(problem).partition(" › ")[0] for problem in problems_of(long)] == ["process.yaml line 36: scale"]
    assert len(read_kept(long).scale.marks) == 10
    with pytest.raises(ProcessProblems):
        read_kept(spoil(long, "  bar: 3\n", "  bar: 17\n"))


def test_an_editor_with_other_newlines_makes_no_new_version_but_a_changed_word_does():
    assert read_process("\ufeff" + TEXT.replace("\n", "\r\n")).digest == read_process(TEXT).digest
    assert read_process(TEXT.replace("Strong yes", "A strong yes")).digest != read_process(TEXT).digest


def test_a_file_that_is_no_yaml_names_the_line():
    [problem] = problems_of(spoil(TEXT, "roles:\n", "roles: [\n"))
    assert problem.words.startswith("this is not YAML (")


@pytest.mark.parametrize("text", ["", "# nothing but a remark\n", "just words", "[1, 2]", "a: &x [*x]", "\x07"])
def test_a_file_that_is_something_else_is_refused_in_words(text):
    assert all(problem.words for problem in problems_of(text))


PARTS = [line.split(":")[0] for line in TEXT.splitlines() if line[:1].isalpha()]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("junk", ["", " 7.5", " [a, [b], {c: d}]", " {x: {y: z}}", " &x [*x]", " far: too"])
def test_any_part_may_be_nonsense_and_is_refused_in_words(part, junk):
    assert any(part in problem.path or "YAML" in problem.words for problem in problems_of(with_part(part, junk)))


def with_part(part, words):
    """The default file with one part of it replaced by *words*."""
    lines, skipping = [], False
    for line in TEXT.splitlines():
        if line[:1].isalpha():
            skipping = line.startswith(f"{part}:")
            lines.append(f"{part}:{words}" if skipping else line)
        elif not skipping:
            lines.append(line)
    return "\n".join(lines)


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(ProcessProblems, match=r"our-process\.yaml line 1: cannot be read"):
        load_process(tmp_path / "our-process.yaml")


def test_a_file_in_another_encoding_names_the_line(tmp_path):
    path = tmp_path / "process.yaml"
    path.write_bytes(b"id: x\nname: Vorstellungsgespr\xe4che\n")
    with pytest.raises(ProcessProblems, match="line 2: is not written in UTF-8"):
        load_process(path)
