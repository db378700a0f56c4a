"""The story in a terminal, as it happens."""

from rich.console import Console

from sandbox.sheets import WIDTH, Sheet, drawn, likewise
from sandbox.stories.sights import MessageSeen, Sight, StoryBegins


class Terminal:
    """An audience that prints. In a pipe there are no control codes and a line has 100 columns.

    What was shown before is shown shorter: the second form of a sort, the same message to somebody else.
    """

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        if not self.console.is_terminal or self.console.width > WIDTH:
            self.console.width = WIDTH
        self._place = ""
        self._sorts: set[tuple[str, str]] = set()
        self._just_told: set[str] = set()

    def __call__(self, sight: Sight) -> None:
        if isinstance(sight, StoryBegins):
            self._place = f"story {sight.number} of {sight.of} · "
        if not isinstance(sight, MessageSeen):
            self._just_told.clear()
        elif self._was_just_told(sight):
            self.console.print(likewise(sight))
            return
        picture = drawn(sight, self._place)
        if isinstance(picture, Sheet):
            self.console.print(picture.drawn(again=(picture.kind, picture.sort) in self._sorts))
            self._sorts.add((picture.kind, picture.sort))
        elif picture is not None:
            self.console.print(picture)

    def _was_just_told(self, sight: MessageSeen) -> bool:
        """Several people get the same message: it is shown once, then only who else got it."""
        if sight.channel:
            return False
        words = sight.message.all_text.split(", ", 1)[0]
        known = words in self._just_told
        self._just_told.add(words)
        return known
