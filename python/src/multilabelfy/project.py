"""A project of a server."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path
from typing import Any, Sequence
from urllib.parse import quote

import httpx

from .connection import Connection
from .embeddings import to_embedding_lines
from .errors import MultilabelfyError
from .frames import Frame, to_frame
from .predictions import KEPT, to_lines
from .release import Release

#: What image files are called.
PHOTOS = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".tif", ".tiff", ".bmp")
#: Seconds between looks at a job.
LOOK_EVERY = 1.0


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

    def upload_embeddings(
        self,
        model: str,
        images: Sequence[str],
        embeddings: Any,
        *,
        replace: bool = False,
        ignore_unknown: bool = False,
    ) -> dict[str, Any]:
        """Stores what a model sees of each image: all of it, or nothing.

        Args:
            model: what to call the model.
            images: keys of images, in the order of the rows.
            embeddings: an array of images by numbers; each is sent as a 32-bit float.
            replace: take the place of the embeddings that have this name.
            ignore_unknown: leave out images that the project lacks, instead of refusing.

        Returns:
            What the server says of them: ``images``, ``size`` and so on.

        Raises:
            ValueError: where rows and images do not fit.
            MultilabelfyError: where the server refuses them.
        """
        wishes = {"replace": replace, "ignoreUnknown": ignore_unknown}
        query = {"model": model, **{wish: "yes" for wish, is_wanted in wishes.items() if is_wanted}}
        lines = list(to_embedding_lines(list(images), embeddings))
        return self._connection.upload(f"{self._path}/embeddings", lines, query)

    def upload_images(self, folder: str | os.PathLike[str], layout: str | None = None) -> dict[str, Any]:
        """Makes images of the photos in a folder, as the page *Add images* does; those that are there already stay.

        Args:
            folder: with a folder per label, or flat.
            layout: ``class-folders``, ``split-folders`` or ``flat``, where folders could mean two things.

        Returns:
            The job that made images of them, see ``run``.

        Raises:
            ValueError: where there is no photo.
            MultilabelfyError: where the server refuses them.
        """
        root = Path(folder)
        photos = sorted(path for path in root.rglob("*") if path.suffix.lower() in PHOTOS and path.is_file())
        if not photos:
            raise ValueError(f"There is no photo in {root}.")
        upload = secrets.token_hex(6)
        for photo in photos:
            path = f"{self._path}/uploads/{upload}/files"
            self._connection.put_file(path, photo.read_bytes(), {"path": photo.relative_to(root).as_posix()})
        wishes = {} if layout is None else {"layout": layout}
        return self.run("import-images", upload=upload, name=root.resolve().name, **wishes)

    def run(self, kind: str, **wishes: Any) -> dict[str, Any]:
        """Starts long work of the server, such as ``propose``, and waits until it is done.

        Args:
            kind: what is to be done; the API's document lists the kinds.
            **wishes: what that kind takes, such as ``model``.

        Returns:
            The job as it ended, with its ``outcome``.

        Raises:
            MultilabelfyError: where it cannot be started, or did not end well (``job-failed``).
        """
        job = self._connection.send_json(f"{self._path}/jobs", {"kind": kind, **wishes})
        while job["state"] in ("queued", "running"):
            time.sleep(LOOK_EVERY)
            job = self._connection.ask(f"{self._path}/jobs/{job['id']}")
        if job["state"] != "done":
            raise MultilabelfyError("job-failed", job["message"] or f"The job was {job['state']}.", 200, job)
        return job
