"""What one sees by looking at a page: what axe finds wrong for people with other eyes and hands, and a picture."""

import os
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("serious", "critical")
CONTROLS = {
    "button", "checkbox", "combobox", "DisclosureTriangle", "link", "listbox", "radio", "searchbox", "spinbutton", "textbox",
    "Date", "DateTime", "InputTime",
}  # fmt: skip
_WORDS = "it => `${it.tagName.toLowerCase()} ${it.id && '#' + it.id} “${it.innerText?.slice(0, 40).trim() || it.ariaLabel || ''}”`"
_SEEN = """(it, clipped = it => it && (getComputedStyle(it).clipPath !== 'none' || clipped(it.parentElement))) =>
        it.checkVisibility({ visibilityProperty: true }) && it.getClientRects().length && !it.closest('.skip') && !clipped(it)"""
_FITS = f"""() => {{
    const words = {_WORDS}, seen = {_SEEN}
    const gives = style => /auto|scroll/.test(style.overflowX) || style.textOverflow === 'ellipsis'
    const scrolls = it => it && it !== document.body && (gives(getComputedStyle(it)) || scrolls(it.parentElement))
    const all = [...document.querySelectorAll('body *')].filter(it => seen(it))
    const wide = all.filter(it => it.getBoundingClientRect().right > innerWidth + 1 && !scrolls(it) && !it.closest('svg'))
    const cut = all.filter(it => it.matches('button, a, summary, label, legend, th, h1, h2, h3') && !it.matches('.event')
        && (it.scrollWidth > it.clientWidth + 1 || it.scrollHeight > it.clientHeight + 2) && getComputedStyle(it).display !== 'inline')
    const lines = it => {{ const range = document.createRange(); range.selectNodeContents(it); return range.getClientRects().length }}
    const broken = all.filter(it => it.matches('button, .button, th') && !it.children.length && lines(it) > it.innerText.trim().split(/\\s+/).length)
    const outside = all.filter(it => it.matches('.line > *, footer > *') && it.getBoundingClientRect().right > it.parentElement.getBoundingClientRect().right + 1)
    const high = it => it.getBoundingClientRect().height / parseFloat(getComputedStyle(it).lineHeight)
    const halved = all.filter(it => it.matches('.event > b') && Math.abs(high(it) - Math.round(high(it))) > 0.1)
    const stretched = all.filter(it => it.matches('button, .button, .tabs a') && it.clientHeight > 30 + lines(it) * 1.5 * parseFloat(getComputedStyle(it).fontSize))
    const named = {{ wide, cut, 'within a word': broken, outside, 'half a line': halved, stretched }}
    const page = document.documentElement.scrollWidth > innerWidth ? ['the page'] : []
    return [...page, ...Object.entries(named).flatMap(([fault, its]) => its.map(it => `${{fault}}: ${{words(it)}}`))]
}}"""
_LOW = f"""least => {{
    const words = {_WORDS}, seen = {_SEEN}
    const target = it => /checkbox|radio/.test(it.type) ? it.closest('label') ?? it : it
    const inWords = it => getComputedStyle(it).display === 'inline' && it.matches('a')
    return [...document.querySelectorAll('button, a, summary, select, input:not([type=hidden]), textarea')]
        .filter(it => seen(it) && !it.disabled && !inWords(it) && target(it).getBoundingClientRect().height < least - 0.5)
        .map(it => `${{Math.round(target(it).getBoundingClientRect().height)}} px: ${{words(it)}}`)
}}"""


def axe_finds(page: Page) -> list[str]:
    """Every serious or critical violation of the rules for accessible pages, one line for each element.

    Words in the very colour of what is behind them are no violation to axe: it supposes that they are meant to be hidden.
    """
    found = Axe().run(page, options={"resultTypes": ["violations", "incomplete"]}).response
    grave = [(rule, node) for rule in found["violations"] if rule["impact"] in GRAVE for node in rule["nodes"]]
    hidden = [(rule, node) for rule in found["incomplete"] for node in rule["nodes"] if _is_colour_on_itself(node)]
    return [_line(rule, node) for rule, node in grave + hidden]


def _is_colour_on_itself(node: dict[str, Any]) -> bool:
    """Where axe found what is behind: where nothing is, it takes the window for white, which it is not in the evening."""
    colours = [check for check in node["any"] if check["id"] == "color-contrast" and check["relatedNodes"]]
    return any((check["data"] or {}).get("messageKey") == "equalRatio" for check in colours)


def _line(rule: dict[str, Any], node: dict[str, Any]) -> str:
    where = " in ".join(str(selector) for selector in reversed(node["target"]))
    reasons = "; ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])
    return f"{where}: {rule['help']} ({rule['id']}, {rule['impact']}): {reasons}"


def screenshot(page: Page, name: str) -> None:
    """A picture of the whole page as NAME.png in the folder SCREENSHOTS; where that is not set, none is taken."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def nameless(page: Page) -> list[str]:
    """Controls of which a screen reader could only say what they are, as Chromium itself computes their names."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()
    return [
        str(node["role"]["value"])
        for node in nodes
        if not node["ignored"] and node["role"]["value"] in CONTROLS and not node.get("name", {}).get("value")
    ]


def does_not_fit(page: Page) -> list[str]:
    """What is wider than the window without a box of its own to scroll in, or dots at its end; words cut off or broken in buttons, links and events;
    controls that stick out of their row, or that something has pulled long."""
    return list(page.evaluate(_FITS))


def hard_to_tap(page: Page, least: int = 40) -> list[str]:
    """Controls lower than *least* pixels; those within a line of words are as high as the words are."""
    return list(page.evaluate(_LOW, least))


def becomes_true(page: Page, asked: str) -> None:
    """Waits for it, without the eval that Playwright's own waiting takes and that the page does not allow."""
    for _ in range(300):
        if page.evaluate(asked):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"waited in vain for {asked}")
