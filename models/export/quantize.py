"""A classifier with 8-bit weights and activations, and its card: half the time of the processor, a quarter of the size.

    python quantize.py CARD PHOTOS OUT [--count 200]

CARD is the card of a model beside its ONNX file, PHOTOS a folder of photos by which the range of each activation is found
(any photos of the kind; their labels do not matter), OUT a folder. The answers depend on the processor: one without VNNI
adds two products of 8 bits in 16, which can overflow, so --reduce-range keeps weights to 7 bits, for processors of before
2019. Then measure it: `multilabelfy models add OUT/NAME-8bit.onnx --card OUT/NAME-8bit.json`.
"""

import argparse
import hashlib
import json
from pathlib import Path
import tempfile

import numpy as np
import onnx
import onnxruntime
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from PIL import Image

from from_card import load, to_input


class Photos(CalibrationDataReader):
    """Photos as the model sees them, one at a time."""

    def __init__(self, paths: list, card: dict):
        self.card = card
        self.paths = iter(paths)

    def get_next(self):
        path = next(self.paths, None)
        if path is None:
            return None
        with Image.open(path) as photo:
            return {self.card["input"]["name"]: to_input(photo, self.card)[None].astype(np.float32)}


def fold_constants(source: Path, target: Path) -> None:
    """Weights that a graph computes (as those of 24 bits are) become float32 constants, which alone are quantised."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(str(source), options, providers=["CPUExecutionProvider"])


def quantize(card_path: Path, photos: list, out: Path, reduce_range: bool) -> dict:
    card = json.loads(card_path.read_text())
    if card["input"]["type"] != "float32":
        raise SystemExit(f"{card_path}: the input is {card['input']['type']}; only models in float32 are quantised")
    name = f"{card['name']}-8bit"
    target = out / f"{name}.onnx"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folded, prepared = Path(scratch, "folded.onnx"), Path(scratch, "prepared.onnx")
        fold_constants(card_path.parent / card["file"], folded)
        quant_pre_process(str(folded), str(prepared), skip_symbolic_shape=True)
        quantize_static(
            str(prepared),
            str(target),
            Photos(photos, card),
            quant_format=QuantFormat.QDQ,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=reduce_range,
        )
    tensors = {output for node in onnx.load(str(target)).graph.node for output in node.output}
    embedding = card.get("embedding")
    quantised = {
        **card,
        "name": name,
        "title": f"{card['title']}, 8 bits",
        "source": f"{card['source']} Quantised to 8 bits by models/export/quantize.py.",
        "file": target.name,
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "accuracy": [],
    }
    quantised.pop("measured", None)
    if embedding and embedding["output"] not in tensors:
        quantised.pop("embedding")
    (out / f"{name}.json").write_text(json.dumps(quantised, indent=2) + "\n")
    return quantised


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("card", type=Path)
    parser.add_argument("photos", type=Path, help="a folder of photos")
    parser.add_argument("out", type=Path, help="a folder")
    parser.add_argument("--count", type=int, default=200, help="photos by which ranges are found (default: 200)")
    parser.add_argument("--reduce-range", action="store_true", help="weights of 7 bits, for processors without VNNI")
    arguments = parser.parse_args()
    found = sorted(path for path in arguments.photos.iterdir() if path.suffix.lower() in {".jpg", ".jpeg", ".png"})
    if not found:
        raise SystemExit(f"{arguments.photos} holds no photos")
    photos = found[:: max(1, len(found) // arguments.count)][: arguments.count]
    card = quantize(arguments.card, photos, arguments.out, arguments.reduce_range)
    load(arguments.out / f"{card['name']}.json")
    print(f"{card['file']}: SHA-256 {card['sha256']}, ranges by {len(photos)} photos")


if __name__ == "__main__":
    main()
