"""How requests are sent, and sent again."""

from __future__ import annotations

import json
import time
from typing import Any, Iterable, Iterator, Mapping

import httpx

from .errors import MultilabelfyError

#: Seconds that one request may wait in all for a server that asks to come back later.
PATIENCE = 60.0
#: Statuses with which a server asks to come back later.
LATER = (429, 503)


class Connection:
    """A server, and the token that opens it."""

    def __init__(self, server: str, token: str, transport: httpx.BaseTransport | None = None) -> None:
        self._client = httpx.Client(
            base_url=server.rstrip("/") + "/api/v1",
            headers={"authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(60.0, read=600.0),
            transport=transport,
        )

    def ask(self, path: str, query: Mapping[str, Any] | None = None) -> Any:
        """The JSON of a reply."""
        return self._send("GET", path, query=query).json()

    def pages(self, path: str, rows: str, query: Mapping[str, Any] | None = None) -> Iterator[Any]:
        """The rows of a list, all its pages one after the other."""
        after: str | None = None
        while True:
            page = self.ask(path, {**(query or {}), **({"after": after} if after else {})})
            yield from page[rows]
            after = page["after"]
            if after is None:
                return

    def text(self, path: str) -> str:
        """The text of a file."""
        return self._send("GET", path).text

    def upload(self, path: str, lines: Iterable[bytes], query: Mapping[str, Any]) -> Any:
        """Sends JSON lines; all of them count, or none."""
        return self._send("POST", path, "application/x-ndjson", query, b"".join(lines)).json()

    def put_file(self, path: str, content: bytes, query: Mapping[str, Any]) -> Any:
        """Sends a file as it is."""
        return self._send("PUT", path, "application/octet-stream", query, content).json()

    def send_json(self, path: str, body: Any) -> Any:
        """Sends JSON."""
        return self._send("POST", path, "application/json", None, json.dumps(body).encode()).json()

    def close(self) -> None:
        self._client.close()

    def _send(
        self,
        method: str,
        path: str,
        kind: str | None = None,
        query: Mapping[str, Any] | None = None,
        content: bytes | None = None,
    ) -> httpx.Response:
        headers = {} if kind is None else {"content-type": kind}
        until = time.monotonic() + PATIENCE
        while True:
            reply = self._client.request(method, path, params=query, content=content, headers=headers)
            wait = float(reply.headers.get("retry-after", 1))
            if reply.status_code not in LATER or time.monotonic() + wait > until:
                break
            time.sleep(wait)
        if reply.is_success:
            return reply
        try:
            said = reply.json()
        except ValueError:
            said = {}
        raise MultilabelfyError(
            said.get("code", "no-multilabelfy"),
            said.get("message", f"{reply.url} answered {reply.status_code}, and is no Multilabelfy server."),
            reply.status_code,
            said.get("details"),
        )
