"""Write reference.json: what PyTorch and the ONNX file answer for eight synthetic images."""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
import PIL
import torch

from measure import open_session, top
from preprocessing import resize_then_crop, to_tensor
from synthetic import FORMULAS, synthetic
from variants import VARIANTS, load_pytorch, pytorch_logits

IMAGES = [
    ("gradient", 70, 50),
    ("rings", 500, 300),
    ("checkerboard", 123, 217),
    ("product", 256, 256),
    ("stripes", 333, 251),
    ("blocks", 300, 451),
    ("noise", 50, 70),
    ("dots", 224, 224),
]


def answer(logits: np.ndarray) -> dict:
    classes = top(logits, 20)[0]
    return {"classes": classes.tolist(), "logits": [round(float(logits[0, i]), 6) for i in classes]}


def sha256(image) -> str:
    return hashlib.sha256(image.tobytes()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--variant", type=int, choices=VARIANTS, default=0)
    arguments = parser.parse_args()

    variant = VARIANTS[arguments.variant]
    original = load_pytorch(variant)
    session = open_session(arguments.model, 1)
    rows = []
    for formula, width, height in IMAGES:
        image = synthetic(formula, width, height)
        crop = resize_then_crop(image, variant.size)
        batch = to_tensor(crop)[None]
        rows.append(
            {
                "formula": formula,
                "width": width,
                "height": height,
                "pixelsSha256": sha256(image),
                "croppedSha256": sha256(crop),
                "pytorch": answer(pytorch_logits(original, batch)),
                "onnx": answer(session.run(["logits"], {"images": batch})[0]),
            }
        )
    reference = {
        "about": (
            "The 20 highest logits, best first, for synthetic images. Each image has width * height * 3 bytes: row by row "
            "from the top, in a row from the left, red then green then blue. All arithmetic is on whole numbers, floor "
            "rounds down. x is the column, y the row, both from 0; c is 0 for red, 1 for green, 2 for blue. pixelsSha256 "
            "is the SHA-256 of those bytes, croppedSha256 that of the bytes after resizing and cropping "
            f"({variant.size} * {variant.size} * 3, same order), before mean and std."
        ),
        "model": arguments.model.name,
        "modelSha256": hashlib.sha256(arguments.model.read_bytes()).hexdigest(),
        "madeWith": {"pillow": PIL.__version__, "torch": torch.__version__.split("+")[0], "onnxruntime": onnxruntime.__version__},
        "formulas": {name: FORMULAS[name] for name, _, _ in IMAGES},
        "images": rows,
    }
    text = json.dumps(reference, indent=1)
    arguments.out.write_text(text + "\n")
    print(f"{arguments.out}: {len(text)} bytes")


if __name__ == "__main__":
    main()
