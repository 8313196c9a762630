"""A project of a server."""

from __future__ import annotations

import os
from typing import Any, Sequence
from urllib.parse import quote

import httpx

from .connection import Connection
from .frames import Frame, to_frame
from .predictions import KEPT, to_lines
from .release import Release


class Project:
    """A project of a Multilabelfy server, with the rights of a token's person.

    Args:
        server: its address, such as ``http://127.0.0.1:4400``.
        project: its id, as in the address of its pages.
        token: an access token; read from ``MULTILABELFY_TOKEN`` where it is left out.
        transport: how requests are sent; for tests.
    """

    def __init__(
        self,
        server: str,
        project: str,
        token: str | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        token = token or os.environ.get("MULTILABELFY_TOKEN")
        if not token:
            raise ValueError("There is no token: give one, or set MULTILABELFY_TOKEN.")
        self._connection = Connection(server, token, transport)
        self._path = f"/projects/{quote(project, safe='')}"

    def __enter__(self) -> "Project":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def overview(self) -> dict[str, Any]:
        """How the project stands, as its page shows it."""
        return self._connection.ask(f"{self._path}/overview")

    def label_names(self) -> list[str]:
        """The labels, in the order of their indices; those that were retired too."""
        labels = self._connection.ask(f"{self._path}/label-space")["labels"]
        return [label["name"] for label in sorted(labels, key=lambda label: label["index"])]

    def images(self, frame: Frame = "pandas", **filters: Any) -> Any:
        """A row per image: ``key``, ``status``, final ``labels`` (None before there are any), ``originals``.

        Args:
            frame: ``pandas``, ``polars`` or ``rows``.
            **filters: as the page *Images* has them: ``status``, ``label``, ``original``, ``text`` ...
        """
        found = self._connection.pages(f"{self._path}/images", "images", filters)
        return to_frame([{"key": row["key"], **row} for row in found], frame)

    def releases(self) -> list[Release]:
        """The releases, the newest first."""
        listed = self._connection.ask(f"{self._path}/releases")["releases"]
        return [Release(self._connection, about) for about in listed]

    def release(self, number: int | None = None) -> Release:
        """A release by its number; the newest one where it is left out.

        Raises:
            LookupError: where there is none.
        """
        for release in self.releases():
            if number is None or release.number == number:
                return release
        raise LookupError("There is no release yet." if number is None else f"There is no release {number}.")

    def labels(self, release: int | None = None, frame: Frame = "pandas") -> Any:
        """A row per label of an image, of a release; see ``release``."""
        return self.release(release).labels(frame)

    def votes(self, release: int | None = None, frame: Frame = "pandas") -> Any:
        """A row per answer of a person about a label, as a release froze them; see ``release``."""
        return self.release(release).votes(frame)

    def upload_predictions(
        self,
        model: str,
        images: Sequence[str],
        scores: Any,
        *,
        keep: int = KEPT,
        replace: bool = False,
        ignore_unknown: bool = False,
        allow_implausible: bool = False,
    ) -> dict[str, Any]:
        """Stores a model's predictions in the project: all of them, or none.

        Args:
            model: what to call the model.
            images: keys of images, in the order of the rows.
            scores: an array of images by labels; the best ``keep`` of each row are sent.
            replace: take the place of the predictions that have this name.
            ignore_unknown: leave out images that the project lacks, instead of refusing.
            allow_implausible: store predictions that fit the original labels no better than chance.

        Returns:
            What the server says of them: ``images``, ``topIsOriginal`` and so on.

        Raises:
            ValueError: where rows, images and labels do not fit.
            MultilabelfyError: where the server refuses them.
        """
        wishes = {"replace": replace, "ignoreUnknown": ignore_unknown, "allowImplausible": allow_implausible}
        query = {"model": model, **{wish: "yes" for wish, is_wanted in wishes.items() if is_wanted}}
        lines = to_lines(list(images), scores, len(self.label_names()), keep)
        return self._connection.upload(f"{self._path}/predictions", lines, query)
