"""Coding tasks go round: the least used comes next, and nobody gets one twice, under whichever application."""

from storage import applications, interviews
from tests.databases import on_both
from tests.handlers.scheduling import ADA, at_once, books, had_interviews, looks, opens_candidate, opens_form

RUNS = 2


def tasks_of(company, email):
    """Of every application under this address, the newest application first."""
    with company.db.read() as tx:
        return [it.task for a in applications.of_email(tx, email) for it in interviews.of_application(tx, a.id)]


def screened(company, name, email, with_whom="ana"):
    opens_candidate(company, name, email)
    company["rita"].loses_the_window()  # it says so when the address is known
    opens_form(company, name)
    looks(company, people_screening=[company[with_whom]])
    assert books(company).ok
    return tasks_of(company, email)[0]


def test_the_task_used_least_comes_next(company):
    first, second, *others, rare = [task.id for task in company.bot.process.tasks]
    had_interviews(company, "dee", tasks=[first, second, second, *others])
    assert screened(company, "Bea Example", "bea@example.com") == rare
    following = screened(company, "Cleo Example", "cleo@example.com", "bo")
    assert following in {first, *others, rare}  # each was used once
    assert screened(company, "Dora Example", "dora@example.com", "cy") not in {second, following}


def test_a_second_application_under_the_same_address_gets_another_task(company):
    before = screened(company, "Ada Example", ADA)
    assert tasks_of(company, ADA) == [before]
    others = [task.id for task in company.bot.process.tasks if task.id != before]
    had_interviews(company, "dee", tasks=[*others, *others])  # now Ada's is the one used least
    second = screened(company, "Ada Again", ADA.upper(), "bo")
    assert second != before
    assert tasks_of(company, ADA) == [second, before]


@on_both
def test_two_applications_of_one_person_booked_at_the_same_moment_get_different_tasks(company):
    for run in range(RUNS):
        address = f"ada{run}@example.com"
        for by, name, email, who in (
            ("rita", f"Ada {run} First", address, "ana"),
            ("remy", f"Ada {run} Second", address.upper(), "bo"),
        ):
            opens_candidate(company, name, email, by)
            company[by].loses_the_window()
            opens_form(company, name, by)
            looks(company, by, people_screening=[company[who]])
        outcomes = at_once(company, "rita", "remy")
        assert all(outcome.ok for _, outcome in outcomes), outcomes
        given = tasks_of(company, address)
        assert len(given) == len(set(given)) == 2, given
