"""Makes exports.json: what other tools read in the files of a release.

    python -m venv /tmp/reference
    /tmp/reference/bin/pip install cffconvert datasets fiftyone label-studio-sdk mlcroissant pandas pillow pyarrow
    /tmp/reference/bin/pip install pycocotools webdataset
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


def in_parts(made, **options):
    """The labels of a dataset with images: each picture is decoded, and is the photo that the labels are of."""
    from datasets import Image, load_dataset
    from PIL import Image as Picture

    sizes = {image: Picture.open(photos / image).size for image in images}
    read = {}
    dataset = load_dataset(str(made), cache_dir=tempfile.mkdtemp(), **options)
    for split, rows in dataset.items():
        paths = rows.cast_column("image", Image(decode=False))
        for row, path in zip(rows, paths):
            image = Path(path["image"]["path"]).name
            assert row["image"].size == sizes[image], row
            assert row["provenance"] in ("agreed", "refined"), row
            read[f"{split}/{image}"] = row["label_names"]
    return dataset, read


def image_folder():
    return in_parts(folder / "image-folder")[1]


def image_parquet():
    dataset, read = in_parts(folder / "image-parquet")
    names = dataset["train"].features["labels"].feature.names
    for rows in dataset.values():
        for row in rows:
            assert row["label_names"] == [names[index] for index in row["labels"]], row
    return read


def label_parquet():
    from datasets import load_dataset

    dataset = load_dataset(
        "parquet", data_files=str(folder / "labels.parquet"), split="train", cache_dir=tempfile.mkdtemp()
    )
    names = dataset.features["labels"].feature.names
    return {row["image"]: [names[index] for index in row["labels"]] for row in dataset}


def pyarrow():
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(folder / "labels.parquet").to_pylist()
    return {row["image"]: row["label_names"] for row in table}


def webdataset():
    from PIL import Image as Picture
    from webdataset import WebDataset

    read = {}
    for shards in sorted((folder / "webdataset").glob("*-000000.tar")):
        split = shards.name.split("-")[0]
        urls = sorted(str(path) for path in shards.parent.glob(f"{split}-*.tar"))
        for sample in WebDataset(urls, shardshuffle=False).decode("pil"):
            image = sample["json"]["image"]
            assert sample["jpg"].size == Picture.open(photos / Path(image).name).size, sample
            read[image] = sample["json"]["names"]
    return read


def citation():
    """Valid by the format's own schema; it names no image."""
    from cffconvert.cli.create_citation import create_citation

    create_citation(str(folder / "CITATION.cff"), None).validate()
    return None


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


def pandas_wide():
    import pandas

    names = json.loads((folder / "fiftyone-labels.json").read_text("utf8"))["classes"]
    frame = pandas.read_csv(folder / "wide.csv").set_index("image")
    return {
        image: [names[at] for at, held in enumerate(row) if held == 1]
        for image, row in zip(frame.index, frame.to_numpy())
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


def under(place):
    return sorted(str(path.relative_to(folder)) for path in (folder / place).rglob("*") if path.is_file())


tools = [
    ("cffconvert", citation, ["CITATION.cff"]),
    ("datasets", hugging_face, ["metadata.jsonl", "card.md"]),
    ("datasets", image_folder, under("image-folder")),
    ("datasets", image_parquet, under("image-parquet")),
    ("datasets", label_parquet, ["labels.parquet"]),
    ("fiftyone", fiftyone, ["fiftyone-labels.json"]),
    ("label-studio-sdk", label_studio, ["label-studio.json"]),
    ("mlcroissant", croissant, ["croissant.json", "labels.jsonl"]),
    ("pandas", pandas, ["sets.csv"]),
    ("pandas", pandas_wide, ["wide.csv"]),
    ("pyarrow", pyarrow, ["labels.parquet"]),
    ("pycocotools", coco, ["coco.json"]),
    ("webdataset", webdataset, under("webdataset")),
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
