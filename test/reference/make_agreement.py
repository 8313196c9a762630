"""Makes agreement.json: seeded random votes, and their agreement as reference implementations compute it.

    python -m venv venv && venv/bin/pip install scikit-learn==1.* statsmodels==0.* nltk==3.*
    venv/bin/python test/reference/make_agreement.py > test/reference/agreement.json

The tests read the JSON file alone. NLTK rounds MASI's 2/3 and 1/3 to .67 and .33, so its alpha gets a distance of exact
fractions; NLTK's own distance functions are used for Jaccard.
"""

import json
import sys
import warnings
from importlib.metadata import version

import numpy as np
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import jaccard_distance
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

warnings.simplefilter("ignore")
random = np.random.default_rng(20240131)


def masi_distance(a, b):
    if a == b:
        return 0.0
    shared = len(a & b)
    monotonicity = 0 if shared == 0 else 2 / 3 if shared == min(len(a), len(b)) else 1 / 3
    return 1 - shared / len(a | b) * monotonicity


def set_distance(a, b):
    return 0.0 if a == b else jaccard_distance(a, b)


def cohen_case():
    answers, questions = int(random.integers(2, 5)), int(random.integers(5, 60))
    first = random.integers(0, answers, questions)
    second = np.where(random.random(questions) < 0.6, first, random.integers(0, answers, questions))
    table = np.zeros((answers, answers), dtype=int)
    np.add.at(table, (first, second), 1)
    return {"table": table.tolist(), "kappa": cohen_kappa_score(first, second, labels=range(answers))}


def fleiss_case():
    answers, questions, raters = (int(random.integers(*bounds)) for bounds in ((2, 5), (4, 30), (2, 7)))
    shares = random.dirichlet(np.ones(answers), questions)
    counts = np.array([random.multinomial(raters, share) for share in shares])
    return {"counts": counts.tolist(), "kappa": fleiss_kappa(counts, method="fleiss")}


def alpha_case():
    units = []
    for _ in range(int(random.integers(5, 25))):
        truth = random.random(6) < 0.3
        sets = [truth ^ (random.random(6) < 0.15) for _ in range(int(random.integers(2, 6)))]
        units.append([np.flatnonzero(chosen).tolist() for chosen in sets])
    data = [
        (f"annotator{at}", f"image{unit}", frozenset(labels))
        for unit, sets in enumerate(units)
        for at, labels in enumerate(sets)
    ]
    return {
        "units": units,
        "jaccard": AnnotationTask(data, distance=set_distance).alpha(),
        "masi": AnnotationTask(data, distance=masi_distance).alpha(),
    }


cases = {
    "madeWith": {name: version(name) for name in ("scikit-learn", "statsmodels", "nltk", "numpy")},
    "cohen": [cohen_case() for _ in range(12)],
    "fleiss": [fleiss_case() for _ in range(12)],
    "alpha": [alpha_case() for _ in range(12)],
}
json.dump(cases, sys.stdout, separators=(",", ":"))
print()
