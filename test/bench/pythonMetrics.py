"""What numpy and scikit-learn say of files of scores: the comparison in evaluate.ts.

    python pythonMetrics.py FOLDER MODEL...

FOLDER holds images.csv, refined_labels.json and MODEL.npy, logits [images, classes]. Prints JSON: seconds and metrics.
"""

import csv
import json
import sys
import time
import warnings

import numpy as np
from scipy.special import log_softmax
from sklearn import metrics

warnings.filterwarnings("ignore")


def calibration_error(confidence, right, bins=15):
    edges = np.arange(bins + 1) / bins
    error = 0.0
    for low, high in zip(edges, edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            error += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    return error


def evaluate(path, truth, original, kept):
    logs = log_softmax(np.load(path)[kept].astype(np.float64), axis=1)
    predicted = logs >= np.log(0.5)
    present = truth.any(axis=0)
    best = logs.argmax(axis=1)
    rows = np.arange(len(logs))
    nothing = {"zero_division": np.nan}
    return {
        "map": metrics.average_precision_score(truth[:, present], logs[:, present], average="macro"),
        "f1_micro": metrics.f1_score(truth, predicted, average="micro"),
        "f1_macro": metrics.f1_score(truth, predicted, average="macro", **nothing),
        "f1_sample": metrics.f1_score(truth, predicted, average="samples"),
        "subset_accuracy": metrics.accuracy_score(truth, predicted),
        "hamming_loss": metrics.hamming_loss(truth, predicted),
        "jaccard": metrics.jaccard_score(truth, predicted, average="samples"),
        "lrap": metrics.label_ranking_average_precision_score(truth, logs),
        "coverage_error": metrics.coverage_error(truth, logs),
        "ranking_loss": metrics.label_ranking_loss(truth, logs),
        "ece": calibration_error(np.exp(logs[rows, best]), truth[rows, best]),
        "nll": -logs[rows, original].mean(),
        "nll_valid": -np.log((np.exp(logs) * truth).sum(axis=1)).mean(),
    }


folder, *models = sys.argv[1:]
with open(f"{folder}/images.csv") as file:
    images = list(csv.DictReader(file))
with open(f"{folder}/refined_labels.json") as file:
    labels = json.load(file)
classes = np.load(f"{folder}/{models[0]}.npy", mmap_mode="r").shape[1]
truth = np.zeros((len(images), classes), dtype=int)
for row, image in enumerate(images):
    truth[row, [int(label) for label in labels[image["image"]]]] = 1
kept = truth.any(axis=1)
original = np.array([int(image["label"]) for image in images])[kept]
start = time.perf_counter()
found = {model: evaluate(f"{folder}/{model}.npy", truth[kept], original, kept) for model in models}
print(json.dumps({"seconds": time.perf_counter() - start, "models": found}))
