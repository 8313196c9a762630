"""Write the top 20 that Pillow and onnxruntime give for photos, which the TypeScript code must give too.

The photos themselves are not part of the repository; the file holds their names and label indices.
"""

import argparse
import json
from pathlib import Path

import onnxruntime
import PIL
from PIL import Image

from from_card import load, to_input, top


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("card", type=Path, help="the model's card, beside its ONNX file")
    parser.add_argument("photos", type=Path, help="a folder of *.JPEG files")
    parser.add_argument("out", type=Path, help="the JSON file to write")
    parser.add_argument("--count", type=int, default=200, help="how many photos, spread over the folder")
    arguments = parser.parse_args()

    paths = sorted(arguments.photos.glob("*.JPEG"))
    chosen = paths[:: max(1, len(paths) // arguments.count)][: arguments.count]
    if not chosen:
        parser.error(f"There are no *.JPEG files in {arguments.photos}.")
    model = load(arguments.card)
    ranked = {}
    for path in chosen:
        with Image.open(path) as photo:
            ranked[path.name] = top(model.outputs(to_input(photo, model.card)[None]), 20)[0].tolist()
    head = {
        "about": "Label indices of the top 20, best first, by photo; made by models/export/compare_with_python.py.",
        "model": model.card["name"],
        "modelSha256": model.card["sha256"],
        "madeWith": {"pillow": PIL.__version__, "onnxruntime": onnxruntime.__version__},
    }
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(labels, separators=(',', ':'))}" for name, labels in ranked.items())
    text = json.dumps(head, indent=1)[:-2] + ',\n "top20": {\n' + lines + "\n }\n}\n"
    json.loads(text)
    arguments.out.write_text(text)
    print(f"{arguments.out}: {len(ranked)} photos, {len(text)} bytes")


if __name__ == "__main__":
    main()
