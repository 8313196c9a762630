"""What a model sees of images, as the lines that a server takes."""

from __future__ import annotations

import base64
import json
import math
import sys
from array import array
from typing import Any, Iterator, Sequence


def to_embedding_lines(images: Sequence[str], embeddings: Any) -> Iterator[bytes]:
    """A line per image, its numbers as 32-bit floats.

    Args:
        images: keys of the project's images.
        embeddings: an array of images by numbers.

    Raises:
        ValueError: where rows and images do not fit, a number is none, or an image stands twice.
    """
    if len(embeddings) != len(images):
        raise ValueError(f"There are {len(embeddings)} embeddings for {len(images)} images.")
    if len(set(images)) != len(images):
        twice = next(image for at, image in enumerate(images) if image in images[:at])
        raise ValueError(f"The image {twice!r} stands twice.")
    size: int | None = None
    for image, row in zip(images, embeddings):
        numbers = array("f", row.tolist() if hasattr(row, "tolist") else row)
        if size is not None and len(numbers) != size:
            raise ValueError(f"{image!r} has {len(numbers)} numbers, and those before it have {size}.")
        if not all(math.isfinite(number) for number in numbers):
            raise ValueError(f"A number of {image!r} is none, or too large.")
        size = len(numbers)
        if sys.byteorder == "big":
            numbers.byteswap()
        record = {"image": image, "embedding": base64.b64encode(numbers.tobytes()).decode()}
        yield json.dumps(record, ensure_ascii=False).encode() + b"\n"
