"""Reading what was drawn: a strict little tree of HTML, and a workspace to draw for."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from sandbox.page.drawing import Around, Surface, drawn
from sandbox.slack.channels import Channel
from sandbox.slack.mrkdwn import Reader
from sandbox.slack.people import Member

VOID = {"area", "base", "br", "hr", "img", "input", "link", "meta", "wbr"}
PEOPLE = {"U0ADA": "Ada Example", "U0GUS": "Gus Example", "U0RITA": "Rita Example"}
NAMES = PEOPLE | {"C0HIRING": "hiring", "C0SECRET": "secret"}


@dataclass
class Node:
    tag: str
    attrs: dict[str, str]
    children: list = field(default_factory=list)

    def __iter__(self):
        """Every element below this one, in reading order."""
        for child in self.children:
            if isinstance(child, Node):
                yield child
                yield from child

    def all(self, tag="", **wanted):
        """*wanted* by attribute: `_` stands for `-`; `class_` and `for_` for what Python keeps for itself."""
        names = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [it for it in self if tag in ("", it.tag) and all(_has(it, *pair) for pair in names.items())]

    def one(self, tag="", **wanted):
        found = self.all(tag, **wanted)
        assert len(found) == 1, (tag, wanted, [it.attrs for it in found])
        return found[0]

    @property
    def text(self):
        return "".join(it if isinstance(it, str) else "\n" if it.tag == "br" else it.text for it in self.children)

    @property
    def words(self):
        return " ".join(self.text.split())


def _has(node, name, value):
    return value in node.attrs.get("class", "").split() if name == "class" else node.attrs.get(name) == value


class _Builder(HTMLParser):
    def __init__(self):
        super().__init__()
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag, f"</{tag}> closes something else"

    def handle_data(self, data):
        self.open[-1].children.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"nobody writes comments: {data}")


def read(html):
    """The tree of *html*. Raises AssertionError where something is not closed as it was opened."""
    builder = _Builder()
    builder.feed(str(html))
    builder.close()
    assert builder.open == [builder.root], builder.open[-1].tag
    return builder.root


def around(zone="Europe/Berlin", *, link=lambda address: address, people=PEOPLE, shared=""):
    members = [Member(who, name.split()[0].lower(), name, "", "T0") for who, name in people.items()]
    secret = Channel("C0SECRET", "secret", "private_channel", 0, shared=shared)
    channels = [Channel("C0HIRING", "hiring", "public_channel", 0), secret]
    return Around(Reader(zone, lambda it: NAMES.get(it, it)), members, channels, link)


def seen(*blocks, values=None, errors=None, busy=False, kind="modal", **more):
    """What these blocks look like on a surface called V1."""
    return read(drawn(list(blocks), Surface(kind, "V1", values or {}, errors or {}, busy), around(**more)))
