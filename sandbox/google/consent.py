"""Google's consent screen and token endpoint, for one OAuth client of type "Desktop app": whoever comes, consents."""

import json
import secrets
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import web

from sandbox.background import HOST, WebServer

CLIENT_ID, CLIENT_SECRET = "sandbox-client.apps.googleusercontent.com", "sandbox-client-secret"


class ConsentServer:
    """*refuses*: the person presses Cancel."""

    def __init__(self, *, refuses: bool = False) -> None:
        self.refuses = refuses
        self._codes: dict[str, dict[str, str]] = {}
        app = web.Application()
        app.router.add_get("/o/oauth2/auth", self._ask)
        app.router.add_post("/token", self._token)
        self._server = WebServer("sandbox-consent", app, 0)

    def stop(self) -> None:
        self._server.stop()

    def write_client(self, path: Path) -> None:
        """The file that Google's console offers for download."""
        here = f"http://{HOST}:{self._server.port}"
        client = {
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "auth_uri": f"{here}/o/oauth2/auth",
            "token_uri": f"{here}/token",
            "redirect_uris": ["http://localhost"],
        }
        path.write_text(json.dumps({"installed": client}), encoding="utf-8")

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        asked = dict(request.query)
        if asked.get("client_id") != CLIENT_ID or asked.get("response_type") != "code":
            return web.Response(status=400, text="invalid_request")
        if not asked.get("redirect_uri", "").startswith(("http://localhost:", "http://127.0.0.1:")):
            return web.Response(status=400, text="redirect_uri_mismatch")
        if self.refuses:
            answer = {"error": "access_denied", "state": asked["state"]}
        else:
            code = secrets.token_urlsafe(16)
            self._codes[code] = asked
            answer = {"code": code, "state": asked["state"], "scope": asked["scope"]}
        raise web.HTTPFound(f"{asked['redirect_uri']}?{urlencode(answer)}")

    async def _token(self, request: web.Request) -> web.StreamResponse:
        given = await request.post()
        asked = self._codes.pop(str(given.get("code")), None)
        if asked is None or given.get("redirect_uri") != asked["redirect_uri"]:
            return web.json_response({"error": "invalid_grant"}, status=400)
        lasting = {"refresh_token": "1//sandbox-refresh"} if asked.get("access_type") == "offline" else {}
        return web.json_response(
            {
                "access_token": "ya29.sandbox",
                "expires_in": 3599,
                "scope": asked["scope"],
                "token_type": "Bearer",
                **lasting,
            }
        )
