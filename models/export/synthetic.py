"""Small images made by whole-number arithmetic, so that another language can make the same pixels.

Every formula gives the byte at column x, row y, channel c (0 red, 1 green, 2 blue) of an image of the
given width and height. FORMULAS states them in words; FUNCTIONS computes them.
"""

import numpy as np
from PIL import Image

FORMULAS = {
    "gradient": "red = floor(255 * x / (width - 1)); green = floor(255 * y / (height - 1)); "
    "blue = floor(255 * (x + y) / (width + height - 2)). Used for width and height of at least 2 only.",
    "rings": "value = (x * x + y * y + 40 * c) mod 256.",
    "checkerboard": "value = 255 if (floor(x / 7) + floor(y / 5) + c) mod 2 is 0, otherwise 0.",
    "product": "value = (x * (y + 3) + 5 * x + 11 * y + 85 * c) mod 256.",
    "stripes": "value = 255 if (x + 2 * y + 3 * c) mod 12 is less than 5, otherwise 30.",
    "blocks": "value = (37 * floor(x / 16) + 91 * floor(y / 16) + 149 * c + 53 * floor(x / 16) * floor(y / 16)) mod 256.",
    "noise": "state starts at 20 + width + 1000 * height; for each byte in storage order (row by row from the top, in a "
    "row from the left, red then green then blue) state = (16807 * state) mod 2147483647, "
    "value = floor(state / 256) mod 256.",
    "dots": "value = 250 - 60 * c if ((x mod 24) - 12)^2 + ((y mod 24) - 12)^2 is less than 70, otherwise 20 + 50 * c.",
}


def noise(width: int, height: int) -> np.ndarray:
    state = 20 + width + 1000 * height
    values = np.empty(height * width * 3, dtype=np.uint8)
    for i in range(values.size):
        state = 16807 * state % 2147483647
        values[i] = state // 256 % 256
    return values.reshape(height, width, 3)


FUNCTIONS = {
    "gradient": lambda x, y, c, w, h: np.choose(c, [255 * x // (w - 1), 255 * y // (h - 1), 255 * (x + y) // (w + h - 2)]),
    "rings": lambda x, y, c, w, h: (x * x + y * y + 40 * c) % 256,
    "checkerboard": lambda x, y, c, w, h: np.where((x // 7 + y // 5 + c) % 2 == 0, 255, 0),
    "product": lambda x, y, c, w, h: (x * (y + 3) + 5 * x + 11 * y + 85 * c) % 256,
    "stripes": lambda x, y, c, w, h: np.where((x + 2 * y + 3 * c) % 12 < 5, 255, 30),
    "blocks": lambda x, y, c, w, h: (37 * (x // 16) + 91 * (y // 16) + 149 * c + 53 * (x // 16) * (y // 16)) % 256,
    "dots": lambda x, y, c, w, h: np.where((x % 24 - 12) ** 2 + (y % 24 - 12) ** 2 < 70, 250 - 60 * c, 20 + 50 * c),
}


def synthetic(formula: str, width: int, height: int) -> Image.Image:
    if formula == "noise":
        return Image.fromarray(noise(width, height))
    y, x, c = np.indices((height, width, 3))
    return Image.fromarray(FUNCTIONS[formula](x, y, c, width, height).astype(np.uint8))
