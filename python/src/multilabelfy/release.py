"""A frozen version of a project's labels."""

from __future__ import annotations

import json
from typing import Any

from .connection import Connection
from .frames import Frame, read_csv, to_frame


class Release:
    """A frozen version of a project's labels: what is cited.

    Attributes:
        number: counted from 1 within the project.
        name: as its lead called it.
        sha256: of its labels.
        about: all that the server says of it.
    """

    def __init__(self, connection: Connection, about: dict[str, Any]) -> None:
        self._connection = connection
        self.about = about
        self.number: int = about["number"]
        self.name: str = about["name"]
        self.sha256: str = about["sha256"]

    def __repr__(self) -> str:
        return f"Release({self.number}, {self.name!r}, images={self.about['images']})"

    def export(self, format: str) -> str:
        """The release in one of the server's formats, such as ``real`` or ``croissant``."""
        return self._connection.text(f"/releases/{self.about['id']}/export/{format}")

    def labels(self, frame: Frame = "pandas") -> Any:
        """A row per label of an image."""
        return to_frame(read_csv(self.export("csv")), frame)

    def votes(self, frame: Frame = "pandas") -> Any:
        """A row per answer of a person about a label."""
        return to_frame(read_csv(self.export("votes")), frame)

    def dataset(self) -> Any:
        """A ``datasets.Dataset``: a row per image, with its labels by index and by name."""
        from datasets import Dataset

        return Dataset.from_list([json.loads(line) for line in self.export("jsonl").splitlines()])
