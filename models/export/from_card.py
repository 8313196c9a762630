"""Photo to model input and model to ranking, as a model card says: the reference for the TypeScript code."""

from dataclasses import dataclass
from math import floor
import json
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

FILTERS = {"bicubic": Image.Resampling.BICUBIC, "bilinear": Image.Resampling.BILINEAR}
TYPES = {"float32": np.float32, "float16": np.float16, "uint8": np.uint8}


@dataclass(frozen=True)
class Model:
    card: dict
    session: onnxruntime.InferenceSession

    def outputs(self, batch: np.ndarray) -> np.ndarray:
        """Outputs [N, classes], without those that precede label 0."""
        output = self.card["output"]
        answer = self.session.run([output["name"]], {self.card["input"]["name"]: batch})[0]
        return answer.reshape(len(batch), output["classes"])[:, output["offset"] :].astype(np.float32)


def load(card_path: Path, threads: int = 1) -> Model:
    card = json.loads(card_path.read_text())
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(
        str(card_path.parent / card["file"]), options, providers=["CPUExecutionProvider"]
    )
    return Model(card, session)


def resize_and_crop(photo: Image.Image, card: dict) -> Image.Image:
    """timm's evaluation transform for a square input; an EXIF orientation is ignored, as timm ignores it."""
    size = card["input"]["width"]
    if size != card["input"]["height"]:
        raise ValueError("only square inputs have a reference here")
    preprocessing = card["preprocessing"]
    scale = floor(size / preprocessing["cropFraction"])
    photo = photo.convert("RGB")
    width, height = photo.size
    if preprocessing["crop"] == "squash":
        target = (scale, scale)
    else:
        long = int(scale * max(width, height) / min(width, height))
        target = (scale, long) if width <= height else (long, scale)
    resized = photo.resize(target, FILTERS[preprocessing["interpolation"]])
    left, top = (int(round((side - size) / 2)) for side in target)
    return resized.crop((left, top, left + size, top + size))


def to_input(photo: Image.Image, card: dict) -> np.ndarray:
    """One photo as the model wants it: [3, height, width] or [height, width, 3]."""
    preprocessing = card["preprocessing"]
    values = np.asarray(resize_and_crop(photo, card), dtype=np.float32)
    if preprocessing["range"] == 1:
        values = values / np.float32(255)
    values = (values - np.float32(preprocessing["mean"])) / np.float32(preprocessing["std"])
    if card["input"]["channelOrder"] == "BGR":
        values = values[:, :, ::-1]
    if card["input"]["layout"] == "NCHW":
        values = values.transpose(2, 0, 1)
    kind = TYPES[card["input"]["type"]]
    return np.ascontiguousarray((np.rint(values).clip(0, 255) if kind is np.uint8 else values).astype(kind))


def top(outputs: np.ndarray, count: int) -> np.ndarray:
    """The best labels, best first; equal ones by index."""
    return np.argsort(-outputs, axis=1, kind="stable")[:, :count]
