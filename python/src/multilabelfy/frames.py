"""Rows as the frames of other packages."""

from __future__ import annotations

import csv
import io
from typing import Any, Literal

Rows = list[dict[str, Any]]
Frame = Literal["pandas", "polars", "rows"]


def to_frame(rows: Rows, frame: Frame) -> Any:
    """A pandas or polars frame, or the rows as they are."""
    if frame == "rows":
        return rows
    if frame == "pandas":
        import pandas

        return pandas.DataFrame(rows)
    if frame == "polars":
        import polars

        return polars.DataFrame(rows)
    raise ValueError(f'frame is {frame!r}, and must be "pandas", "polars" or "rows".')


def read_csv(text: str) -> Rows:
    """The rows of a CSV file, every value as text: an image called 007 keeps its zeros."""
    return list(csv.DictReader(io.StringIO(text)))
