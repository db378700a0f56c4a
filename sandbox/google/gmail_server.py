"""The sandbox's Gmail on a port of loopback: the REST paths of Gmail v1 for drafts and for what was sent."""

from sandbox.faults import Faults
from sandbox.google.discovery import GMAIL, Method
from sandbox.google.errors import JSON, GoogleError
from sandbox.google.front import Front, Request
from sandbox.google.gmail import Gmail
from sandbox.google.gmail_methods import ANSWERS
from sandbox.google.records import Call

COMPOSE = "https://www.googleapis.com/auth/gmail.compose"
METADATA = "https://www.googleapis.com/auth/gmail.metadata"
LEAST = frozenset({COMPOSE, METADATA})


def exhausted() -> GoogleError:
    return GoogleError(429, "rateLimitExceeded", "Resource has been exhausted (e.g. check quota).")


class GmailServer(Front):
    """*token* is the only bearer token that is let in, with *scopes*. Faults by method: "drafts.send".

    `enabled = False`: nobody turned the API on in the project.
    """

    api = GMAIL
    root = "/"
    limited = staticmethod(exhausted)

    def __init__(
        self,
        box: Gmail,
        faults: Faults | None = None,
        token: str = "sandbox-google-token",
        *,
        scopes: frozenset[str] = LEAST,
        port: int = 0,
    ) -> None:
        super().__init__(ANSWERS, faults, token, scopes, port)
        self.box = box
        self.enabled = True

    def let_in(self, method: Method, authorization: str) -> None:
        if not self.enabled:
            message = "Gmail API has not been used in this project before or it is disabled."
            raise GoogleError(403, "accessNotConfigured", message, "usageLimits")
        super().let_in(method, authorization)

    def carry_out(self, method: Method, asked: Request) -> JSON | None:
        self._refuse_others(asked.path["userId"])
        self._refuse_by_scope(method, asked.query)
        with self.box.changed:
            return ANSWERS[method.id](self.box, asked)

    def log(self, call: Call) -> None:
        self.box.log(call)

    def _refuse_others(self, user: str) -> None:
        if user.lower() not in {"me", self.box.account}:
            raise GoogleError(403, "forbidden", f"Delegation denied for {self.box.account}")

    def _refuse_by_scope(self, method: Method, query: JSON) -> None:
        """Whoever may see metadata may see no more, whatever else was granted beside it."""
        form = query.get("format", "full")
        if METADATA in self.scopes and "format" in method.parameters and form in {"full", "raw"}:
            raise GoogleError(403, "forbidden", f"Metadata scope doesn't allow format {form.upper()}")
        if METADATA in self.scopes and "q" in query:
            raise GoogleError(403, "forbidden", "Metadata scope does not support 'q' parameter")
        if "q" in query:
            raise GoogleError(400, "invalidArgument", "The sandbox does not search")
