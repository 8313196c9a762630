"""Measure an exported model: accuracy on labelled photos, agreement with PyTorch, speed.

The photos lie in one folder and are named <WordNet id>_<anything>.JPEG; the class list is a JSON object
from class index to WordNet id. With --card the accuracy is written into that model card.
"""

import argparse
import hashlib
import json
import platform
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import onnxruntime
import PIL
from PIL import Image

from preprocessing import crop_then_resize, resize_then_crop, to_tensor
from variants import VARIANTS, load_pytorch, pytorch_logits

BATCH = 25
IMAGENET_MEAN = np.float32([0.485, 0.456, 0.406]).reshape(3, 1, 1)
IMAGENET_STD = np.float32([0.229, 0.224, 0.225]).reshape(3, 1, 1)

DATA = (
    "{images} ImageNet-1k photos, one of each class (the collection imagenet-sample-images). They contain training "
    "photos of this model, so the numbers are optimistic: the authors of the model publish {published} % "
    "top-1 for the ImageNet validation set."
)
HOW = (
    "models/export/measure.py; Python {python}, Pillow {pillow}, onnxruntime {onnxruntime}; resize then centre crop "
    "as in this card"
)


def open_session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def in_batches(classify, images: np.ndarray, size: int = BATCH) -> np.ndarray:
    return np.concatenate([classify(images[i : i + size]) for i in range(0, len(images), size)])


def top(logits: np.ndarray, count: int) -> np.ndarray:
    """Class indices of the highest logits, best first, the lower index first on a tie."""
    return np.argsort(-logits, axis=1, kind="stable")[:, :count]


def shares(logits: np.ndarray, labels: np.ndarray) -> dict:
    ranked = top(logits, 20) == labels[:, None]
    return {"top1": round(float(ranked[:, :1].any(1).mean()), 4), "top20": round(float(ranked.any(1).mean()), 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("photos", type=Path, help="folder of labelled photos")
    parser.add_argument("classes", type=Path, help="JSON: class index to WordNet id")
    parser.add_argument("--variant", type=int, choices=VARIANTS, default=0)
    parser.add_argument("--card", type=Path, help="model card whose hash and accuracy are to be updated")
    arguments = parser.parse_args()

    variant = VARIANTS[arguments.variant]
    size = variant.size
    index = {wordnet: int(number) for number, wordnet in json.loads(arguments.classes.read_text()).items()}
    paths = sorted(arguments.photos.glob("*.JPEG"))
    if not paths:
        sys.exit(f"No *.JPEG files in {arguments.photos}.")
    labels = np.array([index[path.name.split("_")[0]] for path in paths])
    photos = [Image.open(path).convert("RGB") for path in paths]
    images = np.stack([to_tensor(resize_then_crop(photo, size)) for photo in photos])

    session = open_session(arguments.model, 2)
    classify = lambda batch: session.run(["logits"], {"images": batch})[0]

    logits = in_batches(classify, images)
    accuracy = shares(logits, labels)
    print(f"accuracy, resize then crop: {accuracy}")

    pixels = images * np.float32(128) + np.float32(127)
    for name, other in {
        "crop then resize (TensorFlow's order)": lambda: np.stack([to_tensor(crop_then_resize(p, size)) for p in photos]),
        "bilinear": lambda: np.stack([to_tensor(resize_then_crop(p, size, filter=Image.Resampling.BILINEAR)) for p in photos]),
        "mean and std 127.5": lambda: (pixels - np.float32(127.5)) / np.float32(127.5),
        "ImageNet mean and std": lambda: (pixels / np.float32(255) - IMAGENET_MEAN) / IMAGENET_STD,
        "range 0 to 1": lambda: pixels / np.float32(255),
        "BGR": lambda: np.ascontiguousarray(images[:, ::-1]),
    }.items():
        print(f"accuracy, {name}: {shares(in_batches(classify, other()), labels)}")

    original = load_pytorch(variant)
    expected = in_batches(lambda batch: pytorch_logits(original, batch), images)
    a, b = top(expected, 20), top(logits, 20)
    same_set = np.mean([set(x) == set(y) for x, y in zip(a, b)])
    print(f"PyTorch: {shares(expected, labels)}")
    print(f"largest |logit difference| {np.abs(expected - logits).max():.2e}, mean {np.abs(expected - logits).mean():.2e}")
    print(f"same top 20: {same_set:.4f}, in the same order: {np.mean((a == b).all(1)):.4f}, same top 1: {np.mean(a[:, 0] == b[:, 0]):.4f}")

    for threads in (1, 2):
        start = time.perf_counter()
        session = open_session(arguments.model, threads)
        load = time.perf_counter() - start
        for batch in (1, 8):
            best = 0.0
            for _ in range(5):
                start = time.perf_counter()
                in_batches(classify, images[:64], batch)
                best = max(best, len(images[:64]) / (time.perf_counter() - start))
            print(f"{threads} thread(s), batch {batch}: {best:.0f} images/s (loading {load:.2f} s)")

    if arguments.card:
        card = json.loads(arguments.card.read_text())
        card["sha256"] = hashlib.sha256(arguments.model.read_bytes()).hexdigest()
        card["accuracy"] = [
            {
                "data": DATA.format(images=len(paths), published=variant.published_top1),
                "images": len(paths),
                **accuracy,
                "measured": date.today().isoformat(),
                "how": HOW.format(
                    python=platform.python_version(), pillow=PIL.__version__, onnxruntime=onnxruntime.__version__
                ),
            }
        ]
        arguments.card.write_text(json.dumps(card, indent=2) + "\n")


if __name__ == "__main__":
    main()
