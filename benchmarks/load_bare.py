"""A bare Bolt app in Bolt's own WSGI adapter on waitress: what `benchmarks.load` holds the bot against.

python -m benchmarks.load_bare PORT SLACK_API_URL [--listeners]

It has one listener, or with --listeners as many as the bot, asked in the same order. Each of them only acks.
"""

import sys
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from waitress import serve

HOST, SECRET, TOKEN, THREADS = "127.0.0.1", "sandbox-signing-secret", "xoxb-sandbox", 10


class OnlyAcks:
    """Takes what the bot registers and puts a listener that only acks in the place of each."""

    def __init__(self, app: App) -> None:
        self._app = app

    def __getattr__(self, kind: str) -> Callable[..., Callable[..., None]]:
        def asked_for(*which: Any, **more: Any) -> Callable[..., None]:
            def instead(*_: Any, **__: Any) -> None:
                getattr(self._app, kind)(*which, **more)(acks)

            return instead

        return asked_for


def acks(ack: Ack) -> None:
    ack()


def main() -> None:
    port, slack = int(sys.argv[1]), sys.argv[2]
    client = WebClient(TOKEN, base_url=slack)
    app = App(client=client, signing_secret=SECRET, process_before_response=True)
    if "--listeners" in sys.argv:
        import handlers  # noqa: PLC0415  # the plain one is a bare app's memory, too

        handlers.register(OnlyAcks(app))  # type: ignore[arg-type]
    else:
        app.command("/scorecard")(acks)
    serve(SlackRequestHandler(app), host=HOST, port=port, threads=THREADS)


if __name__ == "__main__":
    main()
