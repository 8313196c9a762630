"""Makes audit.json: what cleanlab says about random labels, sets of labels and answers.

    python -m venv /tmp/reference && /tmp/reference/bin/pip install cleanlab
    /tmp/reference/bin/python test/reference/make_audit.py > test/reference/audit.json

cleanlab is run as it is published; nothing of it is in this project. Answers have a single majority for every item,
because CROWDLAB's paper and cleanlab resolve ties of the majority in different ways.
"""

import json
import sys
from importlib.metadata import version

import numpy as np
from cleanlab.count import compute_confident_joint, estimate_joint
from cleanlab.filter import find_label_issues
from cleanlab.multiannotator import get_label_quality_multiannotator
from cleanlab.multilabel_classification import get_label_quality_scores as set_quality
from cleanlab.rank import get_label_quality_scores


def noisy(seed, images, classes, wrong):
    random = np.random.default_rng(seed)
    truth = random.integers(0, classes, images)
    probabilities = random.dirichlet(np.full(classes, 0.4), images)
    probabilities[np.arange(images), truth] += random.gamma(2, 1, images)
    probabilities = np.round(probabilities / probabilities.sum(1, keepdims=True), 6)
    labels = np.where(random.random(images) < wrong, random.integers(0, classes, images), truth)
    return labels, probabilities


def single(seed, images, classes, wrong):
    labels, probabilities = noisy(seed, images, classes, wrong)
    counts = compute_confident_joint(labels, probabilities, calibrate=False)
    issues = lambda rule: np.flatnonzero(find_label_issues(labels, probabilities, filter_by=rule, n_jobs=1))
    return {
        "classes": classes,
        "labels": labels.tolist(),
        "probabilities": probabilities.ravel().tolist(),
        "counts": counts.ravel().tolist(),
        "joint": estimate_joint(labels, probabilities, confident_joint=counts).ravel().tolist(),
        "quality": {
            name: get_label_quality_scores(labels, probabilities, method=method).tolist()
            for name, method in [("self-confidence", "self_confidence"), ("normalized-margin", "normalized_margin")]
        },
        "issues": {
            "prune-by-class": issues("prune_by_class").tolist(),
            "prune-by-noise-rate": issues("prune_by_noise_rate").tolist(),
            "both": issues("both").tolist(),
            "off-diagonal": issues("confident_learning").tolist(),
        },
    }


def sets(seed, images, classes):
    random = np.random.default_rng(seed)
    held = [np.flatnonzero(random.random(classes) < 0.3).tolist() for _ in range(images)]
    probabilities = np.round(random.random((images, classes)), 6)
    return {
        "classes": classes,
        "sets": held,
        "probabilities": probabilities.ravel().tolist(),
        "quality": set_quality(held, probabilities).tolist(),
    }


def crowd(seed, items, classes, annotators):
    random = np.random.default_rng(seed)
    truth, probabilities = noisy(seed, items, classes, 0)
    answers = np.full((items, annotators), np.nan)
    for item in range(items):
        while True:
            who = random.choice(annotators, random.choice([1, 3, 4]), replace=False)
            said = np.where(random.random(len(who)) < 0.75, truth[item], random.integers(0, classes, len(who)))
            counts = np.sort(np.bincount(said, minlength=classes))
            if counts[-1] > counts[-2]:
                break
        answers[item, who] = said
    said = lambda method: get_label_quality_multiannotator(
        answers, probabilities, consensus_method=method, calibrate_probs=False, verbose=False, return_weights=True
    )
    fitted = lambda found: {
        "quality": found["label_quality"]["consensus_quality_score"].tolist(),
        "modelWeight": float(np.ravel(found["model_weight"])[0]),
        "weights": found["annotator_weight"].tolist(),
    }
    item, annotator = np.nonzero(~np.isnan(answers))
    return {
        "items": items,
        "classes": classes,
        "annotators": annotators,
        "item": item.tolist(),
        "annotator": annotator.tolist(),
        "answer": answers[item, annotator].astype(int).tolist(),
        "probabilities": probabilities.ravel().tolist(),
        "once": fitted(said("majority_vote")),
        "twice": fitted(said("best_quality")),
    }


json.dump(
    {
        "madeWith": {"cleanlab": version("cleanlab"), "numpy": version("numpy")},
        "single": [single(1, 90, 3, 0.25), single(2, 160, 5, 0.2), single(3, 60, 2, 0.4)],
        "sets": [sets(4, 40, 6), sets(5, 30, 2)],
        "crowd": [crowd(6, 50, 2, 5), crowd(7, 60, 4, 6)],
    },
    sys.stdout,
)
sys.stdout.write("\n")
