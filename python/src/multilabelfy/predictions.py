"""Scores of a model as the lines that a server takes."""

from __future__ import annotations

import json
import math
from typing import Any, Iterator, Sequence

#: As many labels of an image as a server keeps.
KEPT = 100


def to_lines(images: Sequence[str], scores: Any, labels: int, keep: int = KEPT) -> Iterator[bytes]:
    """A line per image, with its best labels, the best first.

    Args:
        images: keys of the project's images.
        scores: an array of images by labels; probabilities or logits.
        labels: how many labels the project has.
        keep: labels of an image that are sent, at most.

    Raises:
        ValueError: where rows and images do not fit, a score is no number, or an image stands twice.
    """
    rows = scores.tolist() if hasattr(scores, "tolist") else [list(row) for row in scores]
    if len(rows) != len(images):
        raise ValueError(f"There are {len(rows)} rows of scores for {len(images)} images.")
    if len(set(images)) != len(images):
        twice = next(image for at, image in enumerate(images) if image in images[:at])
        raise ValueError(f"The image {twice!r} stands twice.")
    for image, row in zip(images, rows):
        if len(row) != labels:
            raise ValueError(f"{image!r} has {len(row)} scores, and the project has {labels} labels.")
        if not all(math.isfinite(score) for score in row):
            raise ValueError(f"A score of {image!r} is no number.")
    for image, row in zip(images, rows):
        best = sorted(range(labels), key=lambda label: (-row[label], label))[:keep]
        record = {"image": image, "labels": best, "scores": [row[label] for label in best]}
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"
