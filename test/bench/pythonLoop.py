"""What people write without this program: a loop over photos with Pillow and onnxruntime.

    python3 pythonLoop.py CARD THREADS < paths

Reads paths from stdin, one a line, prints seconds as the last line. The model uses THREADS threads; Pillow uses one, as
it does in such loops.
"""

from pathlib import Path
import sys
import time

sys.path.insert(0, str(Path(__file__).parents[2] / "models" / "export"))

from PIL import Image

from from_card import load, to_input, top

WARM_UP = 8

model = load(Path(sys.argv[1]), int(sys.argv[2]))
paths = sys.stdin.read().splitlines()


def classify(path: str):
    with Image.open(path) as photo:
        return top(model.outputs(to_input(photo, model.card)[None]), 20)[0]


for path in paths[:WARM_UP]:
    classify(path)
start = time.perf_counter()
for path in paths:
    classify(path)
print(time.perf_counter() - start)
