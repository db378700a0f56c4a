"""The members of a workspace, as `users.info` tells of them."""

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sandbox.slack.shapes import JSON


@dataclass
class Member:
    id: str
    name: str
    real_name: str
    email: str
    team_id: str
    tz: str = "UTC"
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_app_user: bool = False  # allowed this app to act for them, as whoever installs it does
    bot_id: str = ""
    teams: list[str] = field(default_factory=list)  # all workspaces they are in, where there is an Enterprise Grid

    def as_json(self, now: datetime, *, with_email: bool) -> JSON:
        profile: JSON = {"real_name": self.real_name, "display_name": self.name, "team": self.team_id}
        if with_email and not self.is_bot:
            profile["email"] = self.email
        if self.is_bot:
            profile["bot_id"] = self.bot_id
        shown: JSON = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "real_name": self.real_name,
            "deleted": self.deleted,
            "profile": profile,
            "is_bot": self.is_bot,
            "is_app_user": self.is_app_user,
            "updated": int(now.timestamp()),
        }
        if not self.deleted:
            shown |= self._zone(now) | self._standing() | self._in_the_grid()
        return shown

    def _in_the_grid(self) -> JSON:
        if not self.teams:
            return {}
        grid = {"id": self.id, "enterprise_id": "E0SANDBOX", "enterprise_name": "Sandbox"}
        return {"enterprise_user": grid | {"is_admin": False, "is_owner": False, "teams": list(self.teams)}}

    def _zone(self, now: datetime) -> JSON:
        try:
            offset = now.astimezone(ZoneInfo(self.tz)).utcoffset()
        except ZoneInfoNotFoundError:
            offset = None  # Slack may know a zone before this machine does
        return {"tz": self.tz, "tz_label": self.tz, "tz_offset": int(offset.total_seconds()) if offset else 0}

    def _standing(self) -> JSON:
        standing: JSON = {
            "is_admin": False,
            "is_owner": False,
            "is_primary_owner": False,
            "is_restricted": self.is_restricted,
            "is_ultra_restricted": self.is_ultra_restricted,
        }
        return standing | ({"is_stranger": True} if self.is_stranger else {})
