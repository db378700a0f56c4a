"""The README's picture: one screenful of a real run, as an SVG that looks the same wherever it is made."""

import re
from io import StringIO
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from sandbox.demo import Ended
from sandbox.sheets import WIDTH, Sheet, drawn
from sandbox.stories.sights import Audience, FormSeen, MessageSeen, Sight
from sandbox.summary import table_of

FONTS = "Menlo, Consolas, 'DejaVu Sans Mono', monospace"
WIDE = 0.602  # of a letter's height: how wide it is in these fonts
MOMENT = "1 of 2 scorecards is in"  # the thread says so; the form that is handed in next is the one in the picture


class Picture:
    """An audience that passes on what it sees, and keeps one candidate's thread and the scorecard that comes next."""

    def __init__(self, audience: Audience) -> None:
        self._audience = audience
        self._thread: dict[str, MessageSeen] = {}  # by ts, in the order in which they came
        self._form: FormSeen | None = None

    def __call__(self, sight: Sight) -> None:
        self._audience(sight)
        if self._form is not None:
            return
        if isinstance(sight, MessageSeen) and sight.channel:
            self._thread[sight.message.ts] = sight
        elif isinstance(sight, FormSeen) and sight.window.submit == "Next" and self._moment_has_come():
            self._form = sight

    def save(self, path: Path, ended: Ended) -> None:
        """Raises ValueError when the run never came to the moment that is shown."""
        if self._form is None:
            raise ValueError("the stories that were played have no moment for the picture")
        console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
        thread = [MessageSeen(it.by, it.channel, it.message, None) for it in self._thread.values()]
        shown: list[Sight] = [*thread, self._form]
        for sheet in map(drawn, shown):
            assert isinstance(sheet, Sheet)
            console.print(sheet.drawn())
        console.print(Text())
        console.print(table_of(ended.lines))
        svg = console.export_svg(title="make demo", code_format=_frame(), font_aspect_ratio=WIDE, unique_id="demo")
        path.write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")

    def _moment_has_come(self) -> bool:
        return any(MOMENT in it.message.all_text for it in self._thread.values())


def _frame() -> str:
    """Rich's own, in the fonts that the reader's machine has, and with every space kept."""
    frame = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    frame = frame.replace("<svg ", '<svg xml:space="preserve" ', 1)
    return re.sub(r"font-family: [^;]+;", f"font-family: {FONTS};", frame)
