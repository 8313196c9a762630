"""Photo to model input, as the model card describes it. The TypeScript code must give the same bytes."""

from math import floor

import numpy as np
from PIL import Image

from variants import CROP_FRACTION, MEAN, STD

BICUBIC = Image.Resampling.BICUBIC


def resize_then_crop(photo: Image.Image, size: int, crop_fraction: float = CROP_FRACTION, filter=BICUBIC) -> Image.Image:
    """The evaluation transform of the timm library with crop mode "center".

    The shorter side becomes floor(size / crop_fraction), then the middle size x size pixels are cut
    out. An EXIF orientation is ignored, as timm ignores it.
    """
    photo = photo.convert("RGB")
    scale = floor(size / crop_fraction)
    width, height = photo.size
    short, long = min(width, height), max(width, height)
    resized_long = int(scale * long / short)
    target = (scale, resized_long) if width <= height else (resized_long, scale)
    resized = photo.resize(target, filter)
    left = int(round((target[0] - size) / 2))
    top = int(round((target[1] - size) / 2))
    return resized.crop((left, top, left + size, top + size))


def crop_then_resize(photo: Image.Image, size: int, filter=BICUBIC) -> Image.Image:
    """The order of TensorFlow's EfficientNet code: cut out the middle square, then resize it."""
    photo = photo.convert("RGB")
    padding = round(size * (1 / CROP_FRACTION - 1))
    width, height = photo.size
    side = int(size / (size + padding) * min(width, height))
    top = (height - side + 1) // 2
    left = (width - side + 1) // 2
    return photo.crop((left, top, left + side, top + side)).resize((size, size), filter)


def to_tensor(crop: Image.Image) -> np.ndarray:
    """float32 [3, height, width], RGB, (value - 127) / 128."""
    pixels = np.asarray(crop, dtype=np.float32)
    return np.ascontiguousarray(((pixels - np.float32(MEAN)) / np.float32(STD)).transpose(2, 0, 1))
