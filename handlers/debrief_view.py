"""[Read the cards]: scorecards side by side, traits × interviewers, for those who may. No totals, no ranking."""

from collections.abc import Iterable, Sequence
from itertools import chain

from bot.hiring.debrief import Coverage, Vote, by_agenda, conversations, coverage
from bot.ports import Block
from handlers import debrief_agenda_view, debrief_share_view, debrief_summary_view
from handlers.blocks import actions, button, context, divider, esc, modal, section, when
from handlers.debrief_card_view import card_group
from handlers.debrief_first_view import first_rating
from handlers.debrief_reading_view import VERDICTS, Reading, label, who
from handlers.debrief_words import Group, mark_words, name_of, noted
from handlers.scorecard_without_view import without

PAGE = "debrief.page"

BLOCKS_A_PAGE = 80  # of Slack's 100
TEXT_A_PAGE = 40_000  # characters; a view may hold 250 KB


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
    return modal("Scorecards", blocks, callback="debrief.cards", metadata=f"{reading.standing.application.id}.{page}")


def page_of(value: str) -> tuple[int, int]:
    """(application id, page), from a button or the view's own metadata."""
    application, _, page = value.partition(".")
    return int(application), int(page or 0)


def _groups(reading: Reading) -> list[Group]:
    """What stands together on a page."""
    covered = by_agenda(coverage(reading.standing.process, reading.cards))
    missing = without(reading.standing, reading.forgone, reading.people)
    return [
        [_top(reading)],
        *debrief_summary_view.groups(reading),
        *debrief_agenda_view.groups(reading),
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
        " · views differ" if covered.differs else " · seen in one conversation" if covered.conversations == 1 else ""
    )
    blocks: Group = [divider(), section(f"*{esc(trait.name)}* · {seen}")]
    not_seen = []
    for card in reading.cards:
        rating = card.rating(trait.id)
        author = who(card, reading)
        if rating is None or (rating.mark is None and not rating.note):
            not_seen.append(author)
        else:
            blocks += noted(f"{author} · *{esc(mark_words(rating, reading.standing.process))}*", rating.note)
            if card.scorecard.interviewer == reading.reader and rating.note:
                blocks += debrief_share_view.beside(reading, card.interview.id, trait.id)
        blocks += first_rating(card, trait.id, author, reading.standing.process)
    if not_seen:
        label = esc(reading.standing.process.scale.not_observed)
        blocks.append(context(f"{label}: {', '.join(not_seen)}"))
    return blocks


def _votes(reading: Reading) -> Iterable[Group]:
    if not reading.voting:
        return
    yield [divider(), section(f"*Votes* · {reading.voted} of {reading.voting} are in")]
    if reading.votes is None:
        shown = f", or {when(reading.votes_show_at)}" if reading.votes_show_at else ""
        yield [context(f"They show when all have voted{shown}.")]
        return
    for vote in reading.votes:
        yield _vote(reading, vote)


def _vote(reading: Reading, vote: Vote) -> Group:
    head = f"{name_of(vote.person, reading.people)} · *{label(reading, vote.recommendation)}*"
    if vote.person in reading.outdated:
        head += " · from before the last conversation"
    if vote.late:
        head += " · given after the votes showed"
    group = noted(head, vote.reason)
    if vote.is_changed:
        group += noted(f"_Changed after the votes showed. First vote: {label(reading, vote.first)}_", vote.first_reason)
    return group


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
