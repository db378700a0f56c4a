"""Menus that ask the bot while somebody types, without a browser: what it is asked, and what the page answers."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox.page.links import message_id
from tests.sandbox.page_suggestions import Suggesting, a_suggesting_company
from tests.sandbox.page_visitor import Visitor


@pytest.fixture
def company() -> Iterator[Suggesting]:
    with a_suggesting_company() as found:
        yield found


def asks(company: Suggesting, surface: str, name: str, query: str) -> Any:
    visitor = Visitor(company.company, company.home)
    return json.loads(visitor.posts("/as/rita/suggest", surface=surface, name=name, query=query).read(""))


def words(answer: Any) -> list[str]:
    return [it["words"] for it in answer["options"]]


def test_the_bot_is_asked_for_what_is_typed_and_its_options_are_offered(company: Suggesting) -> None:
    with company.bot:
        answer = asks(company, company.opens_form().id, "one/who", "ada")
    assert words(answer) == ["Ada Example", "Ada Vance"]
    assert (company.asked, answer["said"]) == (["ada"], "")


def test_it_is_not_asked_before_as_much_is_typed_as_it_wants(company: Suggesting) -> None:
    with company.bot:
        assert asks(company, company.opens_form().id, "one/who", " a ")["said"] == "Type at least 2 characters."
    assert company.asked == []


def test_where_it_knows_nothing_that_is_said(company: Suggesting) -> None:
    with company.bot:
        assert asks(company, company.opens_form().id, "one/who", "zoe") == {"options": [], "said": "No results"}


def test_where_it_does_not_answer_that_is_said(company: Suggesting) -> None:
    assert "did not answer" in asks(company, company.opens_form().id, "one/who", "ada")["said"]


def test_a_menu_that_is_gone_says_so(company: Suggesting) -> None:
    assert "changed meanwhile" in asks(company, company.opens_form().id, "two/who", "ada")["said"]


def test_what_was_offered_is_chosen_without_asking_again(company: Suggesting) -> None:
    post, visitor = company.posts_menu(), Visitor(company.company, company.home)
    number = message_id(post.channel, post.ts)
    with company.bot:
        asks(company, number, "b/who", "vance")
        visitor.posts(
            "/as/rita/fill", **{"surface": number, "name": "b/who", "b/who": "AV", "back": "/as/rita/c/hiring"}
        )
        visitor.posts(
            "/as/rita/fill", **{"surface": number, "name": "b/who", "b/who": "AV", "back": "/as/rita/c/hiring"}
        )
    assert [it["text"]["text"] for it in company.told] == ["Ada Vance"] * 2
    assert company.asked == ["vance"]
