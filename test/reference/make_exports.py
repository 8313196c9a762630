"""Makes exports.json: what other tools read in the files of a release.

    python -m venv /tmp/reference
    /tmp/reference/bin/pip install datasets fiftyone label-studio-sdk mlcroissant pandas pillow pycocotools
    node test/reference/writeExports.ts /tmp/exports
    /tmp/reference/bin/python test/reference/make_exports.py /tmp/exports > test/reference/exports.json

Each tool is run as it is published, on the files as they are written; the sample photos lie beside them where the
tool wants images. `read` holds the labels of each image as the tool tells them.
"""

import hashlib
import json
import shutil
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

folder = Path(sys.argv[1])
photos = Path(__file__).parents[2] / "samples" / "photos"
images = [json.loads(line)["image"] for line in (folder / "labels.jsonl").read_text("utf8").splitlines()]


def beside(place, *files):
    """A folder with the photos in `place`, and files with the names that the tool wants."""
    made = Path(tempfile.mkdtemp())
    (made / place).mkdir(parents=True, exist_ok=True)
    for image in images:
        shutil.copy(photos / image, made / place / image)
    for name, wanted in files:
        shutil.copy(folder / name, made / wanted)
    return made


def hugging_face():
    from datasets import Image, load_dataset

    made = beside(".", ("metadata.jsonl", "metadata.jsonl"), ("card.md", "README.md"))
    dataset = load_dataset(str(made), split="train", cache_dir=tempfile.mkdtemp())
    names = json.loads((folder / "fiftyone-labels.json").read_text("utf8"))["classes"]
    read = {}
    for row in dataset.cast_column("image", Image(decode=False)):
        assert row["label_names"] == [names[index] for index in row["labels"]], row
        read[Path(row["image"]["path"]).name] = row["label_names"]
    return read


def fiftyone():
    # Its datasets live in a MongoDB; its importer does without.
    from fiftyone.utils.data import FiftyOneImageClassificationDatasetImporter

    made = beside("data", ("fiftyone-labels.json", "labels.json"))
    with FiftyOneImageClassificationDatasetImporter(str(made)) as importer:
        return {
            Path(image).name: [one.label for one in label.classifications] for image, _, label in importer
        }


def label_studio():
    from label_studio_sdk.label_interface import LabelInterface

    tasks = json.loads((folder / "label-studio.json").read_text("utf8"))
    names = json.loads((folder / "fiftyone-labels.json").read_text("utf8"))["classes"]
    choice = lambda name: f'<Choice value="{name.replace(chr(34), "&quot;")}"/>'
    interface = LabelInterface(
        '<View><Image name="image" value="$image"/><Choices name="labels" toName="image" choice="multiple">'
        + "".join(map(choice, names))
        + "</Choices></View>"
    )
    read = {}
    for task in tasks:
        [annotation] = task["annotations"]
        assert interface.validate_annotation(annotation), task
        read[task["data"]["image"]] = [
            choice for result in annotation["result"] for choice in result["value"]["choices"]
        ]
    return read


def croissant():
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=folder / "croissant.json")
    text = lambda value: value.decode() if isinstance(value, bytes) else value
    return {
        text(record["images/image"]): [text(name) for name in record["images/names"]]
        for record in dataset.records("images")
    }


def pandas():
    import pandas

    names = json.loads((folder / "fiftyone-labels.json").read_text("utf8"))["classes"]
    frame = pandas.read_csv(folder / "sets.csv", dtype=str, keep_default_na=False)
    return {
        image: [names[int(index)] for index in labels.split("|") if index]
        for image, labels in zip(frame["image"], frame["labels"])
    }


def coco():
    from pycocotools.coco import COCO

    dataset = COCO(str(folder / "coco.json"))
    return {
        image["file_name"]: [
            dataset.cats[one["category_id"]]["name"] for one in dataset.imgToAnns[image["id"]]
        ]
        for image in dataset.imgs.values()
    }


tools = [
    ("datasets", hugging_face, ["metadata.jsonl", "card.md"]),
    ("fiftyone", fiftyone, ["fiftyone-labels.json"]),
    ("label-studio-sdk", label_studio, ["label-studio.json"]),
    ("mlcroissant", croissant, ["croissant.json", "labels.jsonl"]),
    ("pandas", pandas, ["sets.csv"]),
    ("pycocotools", coco, ["coco.json"]),
]
found = []
# Some tools greet on stdout.
stdout, sys.stdout = sys.stdout, sys.stderr
for tool, read, files in tools:
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    try:
        found.append({"tool": tool, "version": version(tool), "files": hashes, "read": read()})
    except Exception as error:
        print(f"{tool}: {type(error).__name__}: {error}", file=sys.stderr)
print(json.dumps(found, indent=2, ensure_ascii=False), file=stdout)
