"""Export a classifier of the timm library to one ONNX file with its model card.

    python timm_to_onnx.py eva02_large_patch14_448.mim_m38m_ft_in22k_in1k out/ --check

Everything that the card says of preprocessing comes from timm's own data configuration of these weights. `--check`
compares the ONNX file with PyTorch on images that are made here: the same tensor goes into both, and the largest
difference of a logit must be at most 0.001, with the same top 20 in the same order.
"""

import argparse
import hashlib
import json
from pathlib import Path
import sys

import numpy as np
import onnx
import onnxruntime
from PIL import Image
import timm
import timm.data
import torch

from from_card import load, to_input, top
from synthetic import FORMULAS, synthetic

LARGEST_DIFFERENCE = 1e-3
INPUT, OUTPUT = "images", "logits"
KNOWN = {"crop": ("center", "squash"), "interpolation": ("bicubic", "bilinear")}


def make_model(name: str, is_random: bool, seed: int):
    torch.manual_seed(seed)
    # Fused attention is one operator to PyTorch and none to ONNX; without it, it is a few plain ones.
    timm.layers.set_fused_attn(False)
    model = timm.create_model(name, pretrained=not is_random, exportable=True).eval()
    # timm starts the last layer near zero: every logit would be the same, and any export would pass the check.
    if is_random:
        torch.nn.init.normal_(model.get_classifier().weight)
    return model


def make_card(name: str, model, is_random: bool, label_space: str) -> dict:
    """@raise SystemExit where timm prepares images in a way that a card cannot say."""
    config = timm.data.resolve_model_data_config(model)
    channels, height, width = config["input_size"]
    crop, interpolation = config["crop_mode"], config["interpolation"]
    if channels != 3 or crop not in KNOWN["crop"] or interpolation not in KNOWN["interpolation"]:
        sys.exit(f"{name} is prepared by crop {crop} and {interpolation} of {channels} channels; known are 3 and {KNOWN}.")
    return {
        "name": name,
        "title": name,
        "description": "Random weights, to test the export." if is_random else "",
        "source": f"timm {timm.__version__}, {name}; exported by models/export/timm_to_onnx.py",
        "licence": model.pretrained_cfg.get("license") or "see the model's page",
        "file": f"{name}.onnx",
        "sha256": "",
        "labelSpace": label_space,
        "input": {"name": INPUT, "layout": "NCHW", "type": "float32", "width": width, "height": height, "channelOrder": "RGB"},
        "preprocessing": {
            "crop": crop,
            "cropFraction": config["crop_pct"],
            "interpolation": interpolation,
            "range": 1,
            "mean": list(config["mean"]),
            "std": list(config["std"]),
        },
        "output": {"name": OUTPUT, "kind": "logits", "classes": model.num_classes, "offset": 0},
        "accuracy": [],
    }


def export(model, card: dict, path: Path) -> None:
    shape = (1, 3, card["input"]["height"], card["input"]["width"])
    torch.onnx.export(
        model, torch.zeros(shape), str(path), input_names=[INPUT], output_names=[OUTPUT], opset_version=17,
        dynamic_axes={INPUT: {0: "N"}, OUTPUT: {0: "N"}}, dynamo=False,
    )  # fmt: skip
    exported = onnx.load(path)
    # A shape that the exporter traced for one image would forbid batches.
    for output in exported.graph.output:
        output.type.tensor_type.shape.dim[0].dim_param = "N"
    path.write_bytes(exported.SerializeToString(deterministic=True))


def check(model, card_path: Path) -> bool:
    """Same tensors into PyTorch and ONNX; and the card's preprocessing against timm's own transform."""
    exported = load(card_path)
    config = timm.data.resolve_model_data_config(model)
    transform = timm.data.create_transform(**config, is_training=False)
    largest, same, pixels, spread = 0.0, True, 0.0, 0.0
    for formula in FORMULAS:
        photo = synthetic(formula, 500, 333)
        tensor = to_input(photo, exported.card)[None]
        pixels = max(pixels, float(np.abs(transform(photo)[None].numpy() - tensor).max()))
        with torch.no_grad():
            expected = model(torch.from_numpy(tensor)).numpy()
        actual = exported.outputs(tensor)
        spread = max(spread, float(np.ptp(expected)))
        largest = max(largest, float(np.abs(expected - actual).max()))
        same = same and bool((top(expected, 20) == top(actual, 20)).all())
    print(f"largest |logit difference| {largest:.2e}; logits spread over {spread:.1f}; top 20 {'the same' if same else 'NOT the same'}")
    print(f"largest |difference| of the prepared image from timm's transform {pixels:.2e}")
    return largest <= LARGEST_DIFFERENCE and same and pixels <= 1e-4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="timm's name of the model, with its weights' tag")
    parser.add_argument("folder", type=Path, help="where the ONNX file and the card go")
    parser.add_argument("--label-space", default="imagenet-1k", help="what the outputs mean")
    parser.add_argument("--random", action="store_true", help="random weights: nothing is downloaded")
    parser.add_argument("--seed", type=int, default=1, help="of the random weights")
    parser.add_argument("--check", action="store_true", help="compare with PyTorch; ends with 1 where they differ")
    arguments = parser.parse_args()

    model = make_model(arguments.model, arguments.random, arguments.seed)
    card = make_card(arguments.model, model, arguments.random, arguments.label_space)
    arguments.folder.mkdir(parents=True, exist_ok=True)
    path = arguments.folder / card["file"]
    export(model, card, path)
    card["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    card_path = path.with_suffix(".json") if path.suffix == ".onnx" else Path(f"{path}.json")
    card_path.write_text(json.dumps(card, indent=2) + "\n")
    print(f"{path}: {path.stat().st_size} bytes\n{card_path}")
    if arguments.check and not check(model, card_path):
        sys.exit("The ONNX file does not do what PyTorch does.")


if __name__ == "__main__":
    main()
