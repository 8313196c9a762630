"""Export the image tower of an OpenCLIP or SigLIP model to ONNX with its card, and vectors of labels beside it.

    python openclip_to_onnx.py ViT-B-32 out/ --pretrained laion2b_s34b_b79k --labels labels.csv --check

The text tower turns each label's names, put into each template, into vectors; their mean, scaled to length 1, is the
label's. The card says what the model learned: its scale (and, of SigLIP, its bias), and how it prepares images.
`--check` compares the ONNX file with PyTorch on images that are made here: vectors must be the same within 0.0001, and
scores (softmax, or sigmoid of SigLIP) within 0.001, with the best labels in the same order.
"""

import argparse
import csv
import hashlib
import json
from pathlib import Path
import sys

import numpy as np
import onnx
import open_clip
from open_clip.transform import PreprocessCfg, image_transform_v2
import torch

from from_card import load, to_input, top
from synthetic import FORMULAS, synthetic

LARGEST_VECTOR_DIFFERENCE, LARGEST_SCORE_DIFFERENCE = 1e-4, 1e-3
INPUT, OUTPUT = "images", "vector"
CROPS = {"shortest": "center", "squash": "squash"}
INTERPOLATIONS = ("bicubic", "bilinear")


class ImageTower(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, images):
        return self.model.encode_image(images, normalize=True)


def make_model(name: str, pretrained: str | None, seed: int):
    torch.manual_seed(seed)
    # The fast path is one operator to PyTorch and none to ONNX; without it, it is a few plain ones.
    torch.backends.mha.set_fastpath_enabled(False)
    return open_clip.create_model(name, pretrained=pretrained).eval()


def read_labels(path: Path) -> list[tuple[str, list[str]]]:
    """Of each label its key and its names: a text file with a name on each line, or a label space as CSV or JSON."""
    if path.suffix == ".json":
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        rows = content["labels"] if isinstance(content, dict) else content
    elif path.suffix in (".csv", ".tsv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, delimiter="\t" if path.suffix == ".tsv" else ","))
    else:
        rows = [{"name": line.strip()} for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    labels = []
    for number, row in enumerate(rows, 1):
        key = row.get("key") or row.get("id") or row.get("name") or row.get("label")
        name = row.get("name") or row.get("label") or key
        if not key:
            sys.exit(f"{path}, row {number}: it has none of key, id, name and label.")
        synonyms = row.get("synonyms") or []
        if isinstance(synonyms, str):
            synonyms = [one.strip() for one in synonyms.split("|") if one.strip()]
        labels.append((key, [name, *synonyms]))
    if len({key for key, _ in labels}) < len(labels) or not labels:
        sys.exit(f"{path}: it has no label, or one twice.")
    return labels


def tokenize(model_name: str, texts: list[str], is_random: bool) -> torch.Tensor:
    try:
        return open_clip.get_tokenizer(model_name)(texts)
    except Exception as error:  # A tokenizer that has to be downloaded, of a model whose weights are random anyway.
        if not is_random:
            raise
        print(f"The tokenizer is out of reach ({type(error).__name__}): tokens are made at random.", file=sys.stderr)
        config = open_clip.get_model_config(model_name)["text_cfg"]
        shape = (len(texts), config.get("context_length", 77))
        return torch.randint(1, config.get("vocab_size", 49408), shape, generator=torch.Generator().manual_seed(len(texts)))


def label_vectors(model, name: str, labels, templates: list[str], use_synonyms: bool, is_random: bool) -> np.ndarray:
    rows = []
    for _, names in labels:
        texts = [template.format(one) for one in (names if use_synonyms else names[:1]) for template in templates]
        with torch.no_grad():
            vectors = model.encode_text(tokenize(name, texts, is_random), normalize=True)
        mean = vectors.mean(dim=0)
        rows.append((mean / mean.norm()).numpy())
    return np.stack(rows).astype(np.float32)


def make_card(name: str, pretrained: str | None, model, size: int) -> dict:
    """@raise SystemExit where images are prepared in a way that a card cannot say."""
    config = open_clip.get_model_preprocess_cfg(model)
    sides = config["size"] if isinstance(config["size"], (tuple, list)) else (config["size"],) * 2
    crop, interpolation = config.get("resize_mode", "shortest"), config.get("interpolation", "bicubic")
    if crop not in CROPS or interpolation not in INTERPOLATIONS or config.get("mode", "RGB") != "RGB":
        sys.exit(f"{name} is prepared by {crop} and {interpolation}; known are {tuple(CROPS)} and {INTERPOLATIONS}.")
    # SigLIP learned a bias for each pair of image and text by itself: its scores are not shares of one whole.
    bias = getattr(model, "logit_bias", None)
    title = name if pretrained is None else f"{name} {pretrained}"
    return {
        "name": title.replace("/", "-"),
        "title": title,
        "description": "Random weights, to test the export." if pretrained is None else "",
        "source": f"open_clip {open_clip.__version__}, {title}; exported by models/export/openclip_to_onnx.py",
        "licence": "see the model's page",
        "file": "",
        "sha256": "",
        "labelSpace": "any",
        "input": {"name": INPUT, "layout": "NCHW", "type": "float32", "width": sides[1], "height": sides[0], "channelOrder": "RGB"},
        "preprocessing": {
            "crop": CROPS[crop],
            "cropFraction": 1,
            "interpolation": interpolation,
            "range": 1,
            "mean": list(config["mean"]),
            "std": list(config["std"]),
        },
        "output": {"name": OUTPUT, "kind": "vector", "classes": size, "offset": 0},
        "head": {
            "kind": "image-text",
            "scores": "softmax" if bias is None else "sigmoid",
            "scale": float(model.logit_scale.exp()),
            "bias": 0 if bias is None else float(bias),
        },
        "accuracy": [],
    }  # fmt: skip


def export(tower: ImageTower, card: dict, path: Path) -> None:
    shape = (1, 3, card["input"]["height"], card["input"]["width"])
    torch.onnx.export(
        tower, torch.zeros(shape), str(path), input_names=[INPUT], output_names=[OUTPUT], opset_version=17,
        dynamic_axes={INPUT: {0: "N"}, OUTPUT: {0: "N"}}, dynamo=False,
    )  # fmt: skip
    exported = onnx.load(path)
    # A shape that the exporter traced for one image would forbid batches.
    for output in exported.graph.output:
        output.type.tensor_type.shape.dim[0].dim_param = "N"
        output.type.tensor_type.shape.dim[1].dim_value = card["output"]["classes"]
    path.write_bytes(exported.SerializeToString(deterministic=True))


def scores_of(vectors: np.ndarray, labels: np.ndarray, head: dict) -> np.ndarray:
    logits = head["scale"] * (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)) @ labels.T + head["bias"]
    if head["scores"] == "sigmoid":
        return 1 / (1 + np.exp(-logits))
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def check(model, card_path: Path, labels: np.ndarray) -> bool:
    """Same tensors into PyTorch and ONNX; and the card's preprocessing against OpenCLIP's own transform."""
    exported = load(card_path)
    head = exported.card["head"]
    transform = image_transform_v2(PreprocessCfg(**open_clip.get_model_preprocess_cfg(model)), is_train=False)
    vector, score, pixels, spread, same = 0.0, 0.0, 0.0, 0.0, True
    for formula in FORMULAS:
        photo = synthetic(formula, 500, 333)
        tensor = to_input(photo, exported.card)[None]
        pixels = max(pixels, float(np.abs(transform(photo)[None].numpy() - tensor).max()))
        with torch.no_grad():
            expected = model.encode_image(torch.from_numpy(tensor), normalize=True).numpy()
        actual = exported.outputs(tensor)
        vector = max(vector, float(np.abs(expected - actual).max()))
        wanted, given = scores_of(expected, labels, head), scores_of(actual, labels, head)
        score = max(score, float(np.abs(wanted - given).max()))
        spread = max(spread, float(np.ptp(wanted)))
        same = same and bool((top(wanted, 20) == top(given, 20)).all())
    print(f"largest |vector difference| {vector:.2e}, |score difference| {score:.2e}; scores spread over {spread:.3f}; order {'the same' if same else 'NOT the same'}")
    print(f"largest |difference| of the prepared image from OpenCLIP's transform {pixels:.2e}")
    return vector <= LARGEST_VECTOR_DIFFERENCE and score <= LARGEST_SCORE_DIFFERENCE and same and pixels <= 1e-4


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="OpenCLIP's name of the model")
    parser.add_argument("folder", type=Path, help="where the ONNX file, the card and the vectors go")
    parser.add_argument("--pretrained", help="the weights' tag, or a file")
    parser.add_argument("--labels", type=Path, required=True, help="a name on each line, or a label space (CSV, JSON)")
    parser.add_argument("--template", action="append", help="what a name is put into, such as 'a photo of a {}.'; may be repeated")
    parser.add_argument("--no-synonyms", action="store_true", help="of each label take the first name alone")
    parser.add_argument("--random", action="store_true", help="random weights: nothing is downloaded")
    parser.add_argument("--seed", type=int, default=1, help="of the random weights")
    parser.add_argument("--check", action="store_true", help="compare with PyTorch; ends with 1 where they differ")
    arguments = parser.parse_args()
    if arguments.random == (arguments.pretrained is not None):
        sys.exit("Name the weights with --pretrained (open_clip.list_pretrained() lists them), or say --random.")
    templates = arguments.template or ["a photo of a {}."]
    if any(template.count("{}") != 1 for template in templates):
        sys.exit("A template holds {} once, in the place of the name.")

    labels = read_labels(arguments.labels)
    model = make_model(arguments.model, arguments.pretrained, arguments.seed)
    vectors = label_vectors(model, arguments.model, labels, templates, not arguments.no_synonyms, arguments.random)
    card = make_card(arguments.model, arguments.pretrained, model, vectors.shape[1])
    card["file"] = f"{card['name']}.onnx".replace(" ", "-")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    path = arguments.folder / card["file"]
    export(ImageTower(model), card, path)
    card["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    card_path = path.with_suffix(".json")
    card_path.write_text(json.dumps(card, indent=2) + "\n")
    vectors_path = Path(f"{path.with_suffix('')}.labels.npz")
    np.savez(vectors_path, vectors=vectors, names=np.array([key for key, _ in labels]))
    print(f"{path}: {path.stat().st_size} bytes\n{card_path}\n{vectors_path}: {vectors.shape[0]} labels of {vectors.shape[1]} numbers")
    if arguments.check and not check(model, card_path, vectors):
        sys.exit("The ONNX file does not do what PyTorch does.")


if __name__ == "__main__":
    main()
