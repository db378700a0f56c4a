"""The part of the scorecard's form that asks about one trait: a mark with its anchors, and the evidence."""

from bot.hiring.process import Trait
from bot.hiring.scorecard import MARK, NOTE
from bot.ports import Block
from handlers.blocks import field, radio, text_input
from handlers.scorecard_sheet_view import NOT_OBSERVED, Sheet

KEEP = "draft.keep"


def asked(name: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """A field whose every change is kept as a draft."""
    return field(name, label, {**element, "action_id": KEEP}, optional=optional, hint=hint, live=True)


def rated(sheet: Sheet, key: str, *, note_needed: bool) -> list[Block]:
    """Notes can be left out while the interview runs, where nothing was observed, and for traits that were added."""
    trait = sheet.process.trait(key)
    unseen = sheet.text(MARK + key) == NOT_OBSERVED
    return [
        asked(
            MARK + key,
            trait.name,
            _marks(sheet, trait),
            optional=not sheet.is_over,
            hint=f"{trait.asks} Not this: {trait.not_this}",
        ),
        asked(
            NOTE + key,
            f"{trait.name}: {sheet.process.scale.note_hint}",
            text_input(multiline=True, initial=sheet.text(NOTE + key)),
            optional=not (sheet.is_over and note_needed) or unseen,
        ),
    ]


def _marks(sheet: Sheet, trait: Trait) -> Block:
    scale = sheet.process.scale
    labels = [(str(mark), scale.labels[mark]) for mark in scale.marks]
    if not sheet.is_short:
        labels.append((NOT_OBSERVED, scale.not_observed))
    anchors = {str(mark): anchor for mark, anchor in trait.short_anchors.items()}
    return radio(labels, initial=sheet.text(MARK + trait.id), descriptions=anchors)
