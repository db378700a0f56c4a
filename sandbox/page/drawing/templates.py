"""The macros in templates/blocks/, called by name."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

_TEMPLATES = Path(__file__).parent.parent / "templates" / "blocks"
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(macro: str, **given: Any) -> Markup:
    """*macro* is `file.name`: the macro *name* of templates/blocks/*file*.html."""
    file, _, name = macro.partition(".")
    made: Markup = getattr(_ENVIRONMENT.get_template(f"{file}.html").module, name)(**given)
    return made


def unsupported(kind: object) -> Markup:
    """The box that stands where something is not drawn."""
    return html("layout.unsupported", kind=str(kind))
