"""Reads letters and mails, and the rules about them."""

from datetime import timedelta
from typing import Literal, cast

from bot.hiring.letter_text import certain_places, leftovers, places
from bot.hiring.process import LetterRules, LetterTemplate
from bot.process_file.limits import PARAGRAPH, SENTENCE, SUBJECT
from bot.process_file.place import Fields, Place
from bot.process_file.variables import BY_HAND, MAILS, OPTIONAL, REJECTION, REJECTIONS
from bot.process_file.words import closest, did_you_mean

READERS = ("asked", "needed")


def read_letters(place: Place) -> dict[str, LetterTemplate]:
    letters = {}
    for key, entry in place.entries():
        entry.check_word(key)
        letters[key] = _read_letter(entry, key)
    for key in (*MAILS, *REJECTIONS):
        if place.is_given and key not in letters and key not in OPTIONAL:
            place.wrong(f"the letter {key} is missing.")
    return letters


def _read_letter(place: Place, key: str) -> LetterTemplate:
    fields = place.fields(
        *("subject", "body", "variables", "required", "defaults", "max_words", "rejection", "second_reader")
    )
    rejection = fields.maybe("rejection").flag()
    known = _offered(place, key, rejection)
    variables = fields["variables"].words(known, "variable of this letter")
    template = LetterTemplate(
        id=key,
        subject=fields["subject"].text(SUBJECT),
        body=fields["body"].text(PARAGRAPH),
        variables=variables,
        required=fields["required"].words(variables, "variable that this letter declares"),
        max_words=fields["max_words"].number(20, 1000, "words", stand_in=1000),
        defaults=_read_defaults(fields.maybe("defaults"), variables),
        rejection=rejection,
        second_reader=_read_second_reader(fields.maybe("second_reader"), key, rejection=rejection),
    )
    _check_syntax(fields)
    _check_variables(fields, template)
    words = len(template.body.split())
    if words > template.max_words:
        fields["body"].wrong(f"has {words} words; max_words is {template.max_words}.")
    return template


def _read_second_reader(place: Place, key: str, *, rejection: bool) -> Literal["asked", "needed"] | None:
    wanted = place.one_of(READERS, "way to have a second reader") if place.is_given else None
    if wanted and not rejection and key not in BY_HAND:
        place.wrong("this mail leaves by itself: nobody could read it first.")
    return cast("Literal['asked', 'needed'] | None", wanted)


def _offered(place: Place, key: str, rejection: bool) -> tuple[str, ...]:
    """The variables there are values for. Letters of rejection may have any id, the others are known by theirs."""
    if rejection != (key in REJECTIONS) and key in {*MAILS, *REJECTIONS}:
        place.wrong(f"needs rejection: {'true' if key in REJECTIONS else 'false'}.")
    if rejection or key in REJECTIONS:
        return REJECTION
    if key not in MAILS:
        place.wrong(f"nobody sends this letter.{did_you_mean(key, [*MAILS, *REJECTIONS])}")
    return MAILS.get(closest(key, MAILS) or "", ())


def _read_defaults(place: Place, variables: tuple[str, ...]) -> dict[str, str]:
    defaults = {}
    for key, entry in place.entries():
        text = entry.text(SENTENCE)
        if places(text) or leftovers(text):
            entry.wrong("a default is plain text, without {places} and [[ ]].")
        defaults[entry.known(key, variables, "variable that this letter declares")] = text
    return defaults


def _check_syntax(fields: Fields) -> None:
    for key in ("subject", "body"):
        text = fields.maybe(key)
        for left in leftovers(text.text()) if text.is_given else ():
            text.wrong(f"“{left}” is neither a {{variable}} nor a pair of [[ and ]].")


def _check_variables(fields: Fields, template: LetterTemplate) -> None:
    used = places(f"{template.subject}\n{template.body}")
    certain = certain_places(f"{template.subject}\n{template.body}")
    for name in used:
        if name not in template.variables:
            fields.maybe("body").wrong(f"{{{name}}} is used but not declared.{did_you_mean(name, template.variables)}")
        elif name in certain and name not in {*template.required, *template.defaults}:
            fields.maybe("body").wrong(f"{{{name}}} may be empty: make it required, or put its sentence in [[ and ]].")
    for name in template.required:
        if name not in used:
            fields.maybe("required").wrong(f"{name} is required but not used.")
    for name in template.variables:
        if name not in used and name not in template.required:
            fields.maybe("variables").wrong(f"{name} is declared but not used.")


def read_letter_rules(place: Place) -> LetterRules:
    fields = place.fields(
        *("undo_minutes", "send_from_hour", "send_until_hour", "rejections_friday_until_hour"),
        *("forbidden_phrases", "reply_to"),
    )
    start = fields["send_from_hour"].number(0, 23, "o'clock", stand_in=9)
    end = fields["send_until_hour"].number(1, 24, "o'clock", stand_in=17)
    friday = fields["rejections_friday_until_hour"].number(0, 24, "o'clock", stand_in=15)
    if start >= end:
        fields["send_until_hour"].wrong(f"{end} is not after {start}: no letter could ever leave.")
    reply_to = fields.maybe("reply_to")
    address = reply_to.text(200)
    if address and address.count("@") != 1:
        reply_to.wrong(f"“{address}” is no mail address.")
    return LetterRules(
        undo=timedelta(minutes=fields["undo_minutes"].number(0, 120, "minutes")),
        window_start_hour=start,
        window_end_hour=end,
        forbidden_phrases=tuple(phrase.text(100) for phrase in fields["forbidden_phrases"].items()),
        reply_to=address or None,
        rejections_friday_until_hour=friday,
    )
