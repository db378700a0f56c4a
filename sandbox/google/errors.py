"""Google's way to say no."""

from typing import Any

JSON = dict[str, Any]


class GoogleError(Exception):
    """An answer that is not 2xx. *reason* is the word clients decide by."""

    def __init__(self, code: int, reason: str, message: str, domain: str = "global", location: str = "") -> None:
        super().__init__(f"{code} {reason}: {message}")
        self.code, self.reason, self.message, self.domain, self.location = code, reason, message, domain, location

    def body(self) -> JSON:
        error: JSON = {"domain": self.domain, "reason": self.reason, "message": self.message}
        if self.location:
            error |= {"locationType": "parameter", "location": self.location}
        return {"error": {"errors": [error], "code": self.code, "message": self.message}}


def invalid(message: str, location: str = "") -> GoogleError:
    return GoogleError(400, "invalid", message, location=location)


def required(message: str) -> GoogleError:
    return GoogleError(400, "required", message)


def not_found() -> GoogleError:
    return GoogleError(404, "notFound", "Not Found")


def empty_range() -> GoogleError:
    return GoogleError(400, "timeRangeEmpty", "The specified time range is empty.", "calendar", "timeMax")


def forbidden_for_guests() -> GoogleError:
    message = "Shared properties can only be changed by the organizer of the event."
    return GoogleError(403, "forbiddenForNonOrganizer", message, "calendar")


def needs_writer() -> GoogleError:
    return GoogleError(403, "requiredAccessLevel", "You need to have writer access to this calendar.", "calendar")


def rate_limited() -> GoogleError:
    return GoogleError(403, "rateLimitExceeded", "Rate Limit Exceeded", "usageLimits")


def bad_credentials() -> GoogleError:
    return GoogleError(401, "authError", "Invalid Credentials")


def backend_error() -> GoogleError:
    return GoogleError(500, "backendError", "Backend Error")
