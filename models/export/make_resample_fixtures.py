"""Write what Pillow's resize gives for synthetic images: the bytes that the TypeScript port must give."""

import argparse
import base64
import hashlib
import json
from pathlib import Path

import PIL
from PIL import Image

from synthetic import FORMULAS, synthetic

FILTERS = {"bicubic": Image.Resampling.BICUBIC, "bilinear": Image.Resampling.BILINEAR}

# formula, source width and height, target width and height
CASES = [
    ("noise", 70, 50, 37, 23),  # smaller, odd
    ("noise", 17, 13, 61, 47),  # larger: overshoots are clipped between the two passes
    ("checkerboard", 97, 61, 45, 45),  # the aspect ratio changes
    ("checkerboard", 20, 30, 40, 60),  # exactly twice as large
    ("gradient", 64, 64, 32, 32),  # exactly half
    ("rings", 500, 300, 47, 29),  # much smaller: many pixels under the filter
    ("stripes", 40, 40, 75, 19),  # wider and lower at once
    ("noise", 40, 30, 25, 30),  # only the width changes: one pass
    ("noise", 30, 40, 30, 53),  # only the height changes: one pass
    ("noise", 1, 5, 6, 9),  # a single column
    ("noise", 9, 1, 4, 3),  # a single row
    ("product", 31, 31, 30, 32),  # by one pixel
    ("dots", 60, 45, 1, 1),  # everything into one pixel
    ("product", 12, 9, 12, 9),  # unchanged
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    cases = []
    for formula, width, height, target_width, target_height in CASES:
        source = synthetic(formula, width, height)
        for name, filter in FILTERS.items():
            resized = source.resize((target_width, target_height), filter).tobytes()
            cases.append(
                {
                    "formula": formula,
                    "width": width,
                    "height": height,
                    "sourceSha256": hashlib.sha256(source.tobytes()).hexdigest(),
                    "filter": name,
                    "targetWidth": target_width,
                    "targetHeight": target_height,
                    "resized": base64.b64encode(resized).decode(),
                }
            )
    fixtures = {
        "about": (
            "Image.resize of Pillow on RGB images. Images are bytes row by row from the top, in a row from the left, red "
            "then green then blue; resized is base64 of those bytes, sourceSha256 the SHA-256 of the source's bytes. "
            "All arithmetic of the formulas is on whole numbers, floor rounds down. x is the column, y the row, both "
            "from 0; c is 0 for red, 1 for green, 2 for blue."
        ),
        "pillow": PIL.__version__,
        "formulas": {name: FORMULAS[name] for name in dict.fromkeys(case[0] for case in CASES)},
        "cases": cases,
    }
    text = json.dumps(fixtures, indent=1)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    arguments.out.write_text(text + "\n")
    print(f"{arguments.out}: {len(text)} bytes")


if __name__ == "__main__":
    main()
