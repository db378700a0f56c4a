"""The rich_text block: sections, lists, quotes and code, made of styled pieces."""

from sandbox.slack.block_kit.shapes import Fields, flag, items, one_of, record, string, typed, whole
from sandbox.slack.block_kit.texts import CONVERSATION, ID, LINK, USER

_LONGEST = 40_000
_MOST = 1_000
_STYLE = record(
    {},
    dict.fromkeys(("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), flag),
)
_STYLED: Fields = {"style": _STYLE}
_PIECES: Fields = {
    "text": record({"text": string(_LONGEST)}, _STYLED),
    "link": record({"url": LINK}, {**_STYLED, "text": string(_LONGEST), "unsafe": flag}),
    "emoji": record({"name": string(255)}, {**_STYLED, "unicode": string(255), "skin_tone": whole(1, 6)}),
    "user": record({"user_id": USER}, _STYLED),
    "usergroup": record({"usergroup_id": ID}, _STYLED),
    "channel": record({"channel_id": CONVERSATION}, _STYLED),
    "broadcast": record({"range": one_of("here", "channel", "everyone")}, _STYLED),
    "color": record({"value": string(255)}, _STYLED),
    "date": record(
        {"timestamp": whole(0, 9_999_999_999), "format": string(255)},
        {**_STYLED, "url": LINK, "fallback": string(255)},
    ),
}
_LINE = items(typed(_PIECES), least=0, most=_MOST)
_CODE = items(typed({kind: _PIECES[kind] for kind in ("text", "link")}, _PIECES), least=0, most=_MOST)
_BORDER: Fields = {"border": whole(0, 1)}
_SECTION: Fields = {"rich_text_section": record({"elements": _LINE})}
_PARTS: Fields = {
    **_SECTION,
    "rich_text_list": record(
        {"style": one_of("bullet", "ordered"), "elements": items(typed(_SECTION), most=_MOST)},
        {**_BORDER, "indent": whole(0, 8), "offset": whole(0, _MOST)},
    ),
    "rich_text_quote": record({"elements": _LINE}, _BORDER),
    "rich_text_preformatted": record({"elements": _CODE}, {**_BORDER, "language": string(255)}),
}
RICH_TEXT = record({"elements": items(typed(_PARTS), most=_MOST)}, {"block_id": ID})
