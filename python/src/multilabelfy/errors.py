"""What a server refuses."""

from __future__ import annotations

from typing import Any


class MultilabelfyError(Exception):
    """A request that failed, in the server's words.

    Attributes:
        code: what kind of failure it is, such as ``not-found``; the API's document lists them.
        status: the HTTP status.
        details: for programs, such as the rows of a refused file; None where there are none.
    """

    def __init__(self, code: str, message: str, status: int, details: Any = None) -> None:
        super().__init__(message)
        self.code = code
        self.status = status
        self.details = details
