"""/hiring stats: how the funnel does, with how sure one can be; never about one candidate."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.hiring import application as steps
from storage import applications, people
from tests.handlers.crowd import candidates, talks
from tests.handlers.deciding import person_id

DAY = timedelta(days=1)


def step(company, ids, how):
    with company.db.begin() as tx:
        for each in ids:
            now = applications.lock(tx, each)
            more = {"process": tx.book.current} if how is steps.advance else {}
            applications.save(tx, how(now, now=tx.now, **more))


def a_quarter(company):
    """14 candidates in screening: 7 went on after two days, 5 did not after four, one withdrew, one waits."""
    ids = candidates(company, 14)
    company.clock.advance(2 * DAY)
    step(company, ids[:7], steps.advance)
    company.clock.advance(2 * DAY)
    step(company, ids[7:12], steps.reject)
    step(company, ids[12:13], steps.withdraw)
    return ids


def asks(company, who="rita"):
    assert company[who].types("/hiring", "stats").ok
    return company[who].finds("Hiring figures")


def rows(message):
    [table] = [block for block in message.blocks if block["type"] == "table"]
    return {cells[0]["text"]: [cell["text"] for cell in cells[1:]] for cells in table["rows"]}


def chart(message, title):
    found = next(b for b in message.blocks if b["type"] == "data_visualization" and b["title"] == title)["chart"]
    names = found["axis_config"]["categories"]
    return {
        series["name"]: dict(zip(names, [point["value"] for point in series["data"]], strict=True))
        for series in found["series"]
    }


def test_each_stage_is_said_with_its_numbers_and_how_sure_they_are(company):
    a_quarter(company)
    figures = asks(company)
    assert figures.ephemeral
    assert "Screening: went on 7 of 12" in figures.text.replace("*", "")  # for those who have it read aloud
    assert rows(figures)["Screening"] == [
        "7 of 12, 58 % (32–81 %)",
        "half within 2.0 days, 8 of 10 within 4.0",
        "1",
        "1",
    ]
    assert chart(figures, "From stage to stage") == {
        "Went on": {"Screening": 7, "On-site": 0},
        "Did not go on": {"Screening": 5, "On-site": 0},
        "Withdrew": {"Screening": 1, "On-site": 0},
        "Waiting": {"Screening": 1, "On-site": 7},
    }


def test_nobody_is_named_and_a_few_are_too_few(company):
    step(company, candidates(company, 3)[:2], steps.advance)
    figures = asks(company)
    assert rows(figures)["Screening"][:2] == ["2 of 2: too few to say", "3: too few to say"]
    assert "Candidate" not in figures.all_text.replace("Candidates", "")
    assert "%" not in " ".join(rows(figures)["Screening"])


def test_those_who_still_wait_make_a_stage_look_as_slow_as_it_is(company):
    ids = candidates(company, 6)
    company.clock.advance(DAY)
    step(company, ids[:2], steps.advance)
    company.clock.advance(20 * DAY)
    assert rows(asks(company))["Screening"][1] == "fewer than half are through yet"


def test_the_period_and_the_role_can_be_changed_and_the_message_changes_in_place(company):
    a_quarter(company)
    company.clock.advance(100 * DAY)
    step(company, candidates(company, 2, "onsite", role=1), steps.withdraw)
    figures = asks(company)
    assert "Screening" not in rows(figures)
    assert company["rita"].presses("All time", figures).ok
    changed = company["rita"].finds("Hiring figures")
    assert changed.ts == figures.ts
    assert rows(changed)["Screening"][0] == "7 of 12, 58 % (32–81 %)"
    assert company["rita"].fills_in({"stats.role": "Infrastructure engineer"}, changed).ok
    changed = company["rita"].finds("Hiring figures")
    assert rows(changed).keys() == {"Stage", "On-site"}
    assert "All time" in changed.all_text
    assert "Infrastructure engineer" in changed.all_text


def test_scorecards_are_in_time_or_late_and_those_with_time_left_are_neither(company):
    [ada] = candidates(company, 1)
    hour = timedelta(hours=1)
    for after in (1, 2, 3, 30):
        talks(company, ada, "ana", ended=100 * hour, handed_in={"ana": after * hour})
    talks(company, ada, "bo", "cy", ended=50 * hour)
    talks(company, ada, "dee", ended=2 * hour)
    talks(company, ada, "dee", ended=91 * DAY)  # another period
    words = asks(company).all_text
    assert "In time (within 24 h): 3 of 6, 50 % (19–81 %)" in words
    assert "half within 30.0 h" in words
    assert "not yet: 3" in words


def test_load_stands_beside_a_fair_share_for_those_who_plan_and_for_nobody_else(company):
    [ada] = candidates(company, 1)
    for _ in range(4):
        talks(company, ada, "ana", ended=DAY)
    talks(company, ada, "bo", ended=40 * DAY)  # longer ago than the weeks that are balanced
    figures = asks(company)
    assert "Ana Duarte: 4 interviews, 4.0 h · fair share 1.0 h" in figures.all_text
    assert chart(figures, "Interviewers, last 4 weeks")["Fair share"]["Bo Lindqvist"] == 1.0
    assert "Ana Duarte" in asks(company, "adam").all_text
    assert "Ana Duarte" not in asks(company, "hana").all_text


@pytest.mark.parametrize("who", ["ana", "gus"])
def test_who_does_not_answer_for_hiring_sees_no_figures(company, who):
    company[who].types("/hiring", "stats")
    assert "Screening" not in company[who].describe()
    assert "Hiring figures" not in company[who].describe()


def test_a_role_taken_away_in_the_meantime_is_asked_about_again(company):
    figures = asks(company, "hana")
    with company.db.begin() as tx:
        people.save(tx, replace(people.get(tx, person_id(company, "hana")), roles=frozenset()))
    company["hana"].presses("All time", figures)
    assert "This takes" in company["hana"].describe()


def test_a_workspace_without_these_blocks_reads_the_same_in_words(company):
    a_quarter(company)
    company.workspace.unknown_blocks = {"table", "data_visualization"}
    figures = asks(company)
    assert "Screening: went on 7 of 12, 58 % (32–81 %)" in figures.all_text.replace("*", "")
    assert {block["type"] for block in figures.blocks} <= {"header", "context", "section", "actions"}
