"""The nearest pairs of the same embeddings by faiss or hnswlib: see duplicates.ts.

    python3 pythonDuplicates.py EMBEDDINGS.npy METHOD LIMIT

Each row's eight nearest are asked for, and the nearest pairs of these are taken. Reading the file counts.
"""

import json
import resource
import sys
import time

import numpy as np

NEAREST = 8

start = time.perf_counter()
rows = np.load(sys.argv[1], mmap_mode="r").astype(np.float32)
rows /= np.linalg.norm(rows, axis=1, keepdims=True)
images, size = rows.shape
if sys.argv[2] == "hnswlib":
    import hnswlib

    index = hnswlib.Index("cosine", size)
    index.init_index(images, ef_construction=100, M=16, random_seed=1)
    index.add_items(rows)
    index.set_ef(50)
    which, distances = index.knn_query(rows, NEAREST)
else:
    import faiss

    if sys.argv[2] == "faiss-ivf":
        cells = max(1, images // 1000)
        index = faiss.IndexIVFFlat(faiss.IndexFlatIP(size), size, cells, faiss.METRIC_INNER_PRODUCT)
        index.cp.max_points_per_centroid = 64
        index.train(rows)
        index.nprobe = min(8, cells)
    else:
        index = faiss.IndexFlatIP(size)
    index.add(rows)
    similar, which = index.search(rows, NEAREST)
    distances = 1 - similar
pairs = {}
for first, (others, far) in enumerate(zip(which, distances)):
    for second, distance in zip(others, far):
        if second >= 0 and second != first:
            pairs[(min(first, int(second)), max(first, int(second)))] = float(distance)
nearest = sorted(pairs.items(), key=lambda pair: (pair[1], pair[0]))[: int(sys.argv[3])]
print(
    json.dumps(
        {
            "seconds": time.perf_counter() - start,
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "pairs": [{"first": str(a), "second": str(b)} for (a, b), _ in nearest],
        }
    )
)
