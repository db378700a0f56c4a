"""Every surface of the page as it looks: on a desk and on a phone, by day and in the evening, for every eye and hand."""

import pytest

from sandbox.page.drawing.texts import _EMOJI
from tests.browser.looking import axe_finds, does_not_fit, hard_to_tap, nameless, screenshot
from tests.browser.surfaces import SURFACES, channel

DRAWN = """letter => {
    const pen = document.createElement('canvas').getContext('2d')
    pen.font = `40px ${getComputedStyle(document.body).fontFamily}`
    pen.fillText(letter, 10, 50)
    return pen.canvas.toDataURL()
}"""
WIDTHS = {"wide": {"width": 1280, "height": 800}, "narrow": {"width": 390, "height": 844}}
BETWEEN = (760, 761, 900, 961, 1024, 1100, 1101)  # a tablet, half a screen, and where the page changes its shape


@pytest.mark.parametrize("surface", SURFACES, ids=lambda it: it.__name__)
def test_everybody_can_read_it_and_nothing_is_cut_off(company, sits_down, surface):
    page = surface(company, sits_down).page
    wrong = []
    for width, size in WIDTHS.items():
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            screenshot(page, f"{surface.__name__}-{width}-{scheme}")
            wrong += [f"{width}, {scheme}: {it}" for it in axe_finds(page)]
        wrong += [f"{width}: {it}" for it in does_not_fit(page)]
    wrong += [f"low: {it}" for it in hard_to_tap(page)]
    for wide in BETWEEN:
        page.set_viewport_size({"width": wide, "height": 800})
        wrong += [f"{wide}: {it}" for it in does_not_fit(page)]
    wrong += [f"without a name: {it}" for it in nameless(page)]
    assert not wrong, "\n".join(wrong)


def test_signs_are_drawn_where_no_font_of_emoji_is(sits_down):
    page = sits_down("rita").page
    box = page.evaluate(DRAWN, "\U0010fffe")
    boxes = [sign for sign in [*_EMOJI.values(), *"◆✕⋯▾⚠‹›"] if page.evaluate(DRAWN, sign) == box]
    assert not boxes


def test_on_a_phone_the_conversation_has_most_of_the_height(company, sits_down):
    rita = channel(company, sits_down)
    rita.page.set_viewport_size(WIDTHS["narrow"])
    heights = {name: rita.page.locator(name).bounding_box()["height"] for name in ("#stream", "#composer-main")}
    assert heights["#stream"] > 0.6 * 844
    assert heights["#composer-main"] < 80


def test_on_everything_wider_than_a_phone_the_bar_is_one_row(sits_down):
    page = sits_down("bo").page  # in Stockholm, the longest name of a place here
    middle = (
        "name => { const it = document.querySelector(name).getBoundingClientRect(); return it.top + it.height / 2 }"
    )
    for wide in (*BETWEEN[1:], 1040, 1041, 1240, 1241, 1280):
        page.set_viewport_size({"width": wide, "height": 800})
        assert page.evaluate(middle, "#top nav") == page.evaluate(middle, "#world"), wide
