"""[Read the cards]: scorecards side by side, traits × interviewers, for those who may. No totals, no ranking."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from bot.hiring.debrief import Card, Coverage, Vote, conversations, coverage
from bot.hiring.forgone import Forgone
from bot.hiring.person import Person
from bot.hiring.standing import Standing
from bot.ports import Block
from handlers.blocks import actions, button, context, divider, esc, modal, section, when
from handlers.debrief_card_view import card_group
from handlers.debrief_first_view import first_rating
from handlers.debrief_words import Group, mark_words, name_of, noted
from handlers.scorecard_without_view import without

READ = "debrief.read"
PAGE = "debrief.page"

BLOCKS_A_PAGE = 80  # of Slack's 100
TEXT_A_PAGE = 40_000  # characters; a view may hold 250 KB

VERDICTS = {
    "advance": "Advance",
    "reject": "Reject",
    "offer": "Make an offer",
    "one_more": "One more conversation",
    "withdraw": "Withdrawn",
    "accepted": "Offer accepted",
    "declined": "Offer declined",
}


@dataclass(frozen=True)
class Decided:
    stage: str
    verdict: str
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Reading:
    """*cards* are those the reader may see; *votes* is None while nobody may see them, *voting* counts who votes."""

    standing: Standing
    cards: Sequence[Card]
    people: Mapping[str, Person]
    readers: Sequence[tuple[str, datetime]]
    decided: Sequence[Decided] = ()
    forgone: Sequence[Forgone] = ()
    votes: Sequence[Vote] | None = None
    voted: int = 0
    voting: int = 0
    votes_show_at: datetime | None = None


def cards(reading: Reading, page: int = 0) -> Block:
    """One page of it; *page* wraps around."""
    pages = _pages(_groups(reading))
    page %= len(pages)
    blocks = [block for group in pages[page] for block in group]
    if len(pages) > 1:
        follows = (page + 1) % len(pages)
        label = "More" if follows else "Back to the start"
        value = f"{reading.standing.application.id}.{follows}"
        blocks += [
            context(f"Page {page + 1} of {len(pages)}"),
            actions(button(label, action=PAGE, value=value)),
        ]
    return modal("Scorecards", blocks, callback="debrief.cards", metadata=str(reading.standing.application.id))


def page_of(value: str) -> tuple[int, int]:
    """(application id, page)."""
    application, _, page = value.partition(".")
    return int(application), int(page)


def _groups(reading: Reading) -> list[Group]:
    """What stands together on a page."""
    covered = coverage(reading.standing.process, reading.cards)
    missing = without(reading.standing, reading.forgone, reading.people)
    return [
        [_top(reading)],
        *([missing] if missing else []),
        *(card_group(card, reading.standing.process, reading.people) for card in reading.cards),
        *(_trait(reading, trait) for trait in covered),
        *_votes(reading),
        *_decided(reading),
        [divider(), _readers(reading)],
    ]


def _top(reading: Reading) -> Block:
    name, count = esc(reading.standing.application.name), conversations(reading.cards)
    return section(
        f"*{name}* · {count} conversation{'' if count == 1 else 's'}\n"
        "Side by side, as they were handed in. There is no total: read what was seen, then form your own view."
    )


def _trait(reading: Reading, covered: Coverage) -> Group:
    trait = reading.standing.process.trait(covered.trait)
    seen = f"seen in {covered.conversations} of {conversations(reading.cards)}" + (
        " · views differ" if covered.differs else ""
    )
    blocks: Group = [divider(), section(f"*{esc(trait.name)}* · {seen}")]
    not_seen = []
    for card in reading.cards:
        rating = card.rating(trait.id)
        who = _who(card, reading)
        if rating is None or (rating.mark is None and not rating.note):
            not_seen.append(who)
        else:
            blocks += noted(f"{who} · *{esc(mark_words(rating, reading.standing.process))}*", rating.note)
        blocks += first_rating(card, trait.id, who, reading.standing.process)
    if not_seen:
        label = esc(reading.standing.process.scale.not_observed)
        blocks.append(context(f"{label}: {', '.join(not_seen)}"))
    return blocks


def _who(card: Card, reading: Reading) -> str:
    """With the session's name where one person held two of the conversations."""
    author = card.scorecard.interviewer
    who = name_of(author, reading.people)
    if sum(other.scorecard.interviewer == author for other in reading.cards) > 1:
        who += f" ({esc(reading.standing.process.session(card.interview.session).name)})"
    return who


def _votes(reading: Reading) -> Iterable[Group]:
    if not reading.voting:
        return
    yield [divider(), section(f"*Votes* · {reading.voted} of {reading.voting} are in")]
    if reading.votes is None:
        shown = f", or {when(reading.votes_show_at)}" if reading.votes_show_at else ""
        yield [context(f"They show when all have voted{shown}.")]
        return
    labels = {choice.id: choice.label for choice in reading.standing.process.recommendations}
    for vote in reading.votes:
        said = esc(labels.get(vote.recommendation, vote.recommendation))
        yield noted(f"{name_of(vote.person, reading.people)} · *{said}*", vote.reason)


def _decided(reading: Reading) -> Iterable[Group]:
    names = {stage.id: stage.name for stage in reading.standing.process.stages}
    for it in reading.decided:
        words = f"*{VERDICTS.get(it.verdict, it.verdict)}* · {esc(names.get(it.stage, it.stage))}"
        yield [divider(), *noted(f"{words} · {name_of(it.by, reading.people)}, {when(it.at)}", it.reason)]


def _readers(reading: Reading) -> Block:
    read = [f"{name_of(person, reading.people)} {when(at)}" for person, at in reading.readers]
    return context(f"Read by: {', '.join(read)}")


def _pages(groups: Sequence[Group]) -> list[list[Group]]:
    """Groups are kept whole where they fit; one that is larger than a page is cut between its blocks."""
    pages: list[list[Group]] = [[]]
    blocks = text = 0
    for group in chain.from_iterable(_parts(whole) for whole in groups):
        size = sum(len(str(block)) for block in group)
        if pages[-1] and (blocks + len(group) > BLOCKS_A_PAGE or text + size > TEXT_A_PAGE):
            pages.append([])
            blocks = text = 0
        pages[-1].append(group)
        blocks, text = blocks + len(group), text + size
    return pages


def _parts(group: Group) -> Iterable[Group]:
    if len(group) <= BLOCKS_A_PAGE and sum(len(str(block)) for block in group) <= TEXT_A_PAGE:
        return [group]
    return [[block] for block in group]
