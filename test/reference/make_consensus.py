"""Makes consensus.json: what crowd-kit and scikit-learn say about random votes.

    python -m venv /tmp/reference && /tmp/reference/bin/pip install crowd-kit scikit-learn
    /tmp/reference/bin/python test/reference/make_consensus.py > test/reference/consensus.json

crowd-kit starts as this project does, from the share of yes, and each of its rounds is the same two steps. It adds no
pseudocount, but lifts counts to at least 1e-10; the test uses an epsilon of 0. It stops by its bound of the likelihood,
this project by the change of the probabilities, so the number of rounds is given.
"""

import json
import sys
from importlib.metadata import version

import numpy as np
import pandas as pd
from crowdkit.aggregation import DawidSkene
from sklearn.metrics import average_precision_score, log_loss


def random_votes(seed, items, annotators, answered):
    random = np.random.default_rng(seed)
    truth = random.random(items) < 0.35
    right = random.uniform(0.65, 0.9, annotators)
    votes = []
    for item in range(items):
        for annotator in random.choice(annotators, answered, replace=False):
            answer = truth[item] if random.random() < right[annotator] else not truth[item]
            votes.append((item, int(annotator), int(answer) * 2))
    return truth, votes


def consensus(seed, items, annotators, answered, rounds):
    truth, votes = random_votes(seed, items, annotators, answered)
    frame = pd.DataFrame(votes, columns=["task", "worker", "label"])
    model = DawidSkene(n_iter=rounds, tol=0)
    chances = model.fit_predict_proba(frame).sort_index()[2].to_numpy()
    return {
        "items": items,
        "annotators": annotators,
        "rounds": rounds,
        "votes": list(zip(*votes)),
        "truth": truth.astype(int).tolist(),
        "probability": [round(float(chance), 9) for chance in chances],
        "averagePrecision": average_precision_score(truth, chances),
        "logLoss": log_loss(truth, chances),
    }


def scores(seed, items):
    """Scores with ties, as shares of yes are."""
    random = np.random.default_rng(seed)
    truth = random.random(items) < 0.3
    probability = np.clip(np.round(random.normal(0.3 + 0.3 * truth, 0.2), 1), 0.1, 0.9)
    return {
        "truth": truth.astype(int).tolist(),
        "probability": probability.tolist(),
        "averagePrecision": average_precision_score(truth, probability),
        "logLoss": log_loss(truth, probability),
    }


class Plain(json.JSONEncoder):
    def default(self, value):
        return value.item()


json.dump(
    {
        "madeWith": {name: version(name) for name in ("crowd-kit", "scikit-learn", "numpy")},
        "consensus": [consensus(1, 60, 6, 4, 1), consensus(2, 120, 8, 5, 3), consensus(3, 200, 12, 6, 100)],
        "scores": [scores(4, 40), scores(5, 150)],
    },
    sys.stdout,
    cls=Plain,
)
