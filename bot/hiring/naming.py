"""Finding a name as people type it: without accents, in any case, in any order of its words."""

import unicodedata

SPELLED = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


def plain(text: str) -> str:
    """In lower case and without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(SPELLED))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def is_meant(words: str, *names: str) -> bool:
    """Whether every one of *words* stands somewhere in *names*."""
    where = " ".join(plain(name) for name in names)
    return all(word in where for word in plain(words).split())
