"""Makes multilabels.json: seeded random rankings, labels and days of work, and what NumPy, SciPy, pandas and netcal
make of them by the definitions of docs/statistics.md: variable top-k and ASMA, sensitivity, calibration, forecasts.

    python -m venv venv && venv/bin/pip install numpy==2.4.6 scipy==1.17.1 pandas==3.1.1 netcal==1.4.0
    venv/bin/python test/reference/make_multilabels.py > test/reference/multilabels.json

The tests read the JSON file alone.
"""

import json
import sys
from importlib.metadata import version

import numpy as np
import pandas as pd
from netcal.metrics import ECE
from scipy import stats

random = np.random.default_rng(20261129)


def study(images, classes, depth, models):
    """Label sets of 0 to 7 labels; each model's rankings hold valid labels the more often the better it is."""
    sizes = random.choice(8, images, p=[0.1, 0.4, 0.2, 0.12, 0.08, 0.05, 0.03, 0.02])
    valid = [sorted(random.choice(classes, size, replace=False).tolist()) for size in sizes]
    originals = [
        [int(labels[0])] if labels and random.random() < 0.8 else [int(random.integers(classes))]
        for labels in valid
    ]
    rankings = []
    for model in range(models):
        rows = []
        for labels in valid:
            taste = random.random(classes)
            taste[labels] += 0.25 + 0.2 * model
            rows.append(np.argsort(-taste)[:depth].tolist())
        rankings.append(rows)
    return valid, originals, rankings


def subgroups(valid, rows, depth, minimum, cap):
    """Of k valid labels, the share among the first k predictions; the mean by k, and the mean of these."""
    frame = pd.DataFrame(
        [
            {"k": min(len(labels), cap), "share": len(set(row[: len(labels)]) & set(labels)) / len(labels)}
            for labels, row in zip(valid, rows)
            if 0 < len(labels) <= depth
        ]
    )
    frame["strict"] = (frame.share == 1).astype(float)
    groups = frame.groupby("k").agg(images=("k", "size"), accuracy=("share", "mean"), strict=("strict", "mean"))
    large = groups[groups.images >= minimum]
    return {
        "groups": [[int(k), int(row.images), row.accuracy, row.strict] for k, row in groups.iterrows()],
        "asma": large.accuracy.mean(),
        "asmaStrict": large.strict.mean(),
        "imageMean": frame.share.mean(),
        "imageMeanStrict": frame.strict.mean(),
    }


def sensitivity(valid, originals, rankings):
    """ReaL accuracy, ranks and the slope of ReaL on top-1 if the sets are made otherwise."""
    first = np.array([[row[0] for row in rows] for rows in rankings])
    top1 = np.array([[one in labels for one, labels in zip(row, originals)] for row in first])

    def judge(sets, of):
        real = np.array([[one in labels for one, labels in zip(row, sets)] for row in first])
        shares = real.sum(axis=1) / of
        return {
            "real": shares.tolist(),
            "ranks": stats.rankdata(-shares, method="min").tolist(),
            "slope": stats.linregress(top1.mean(axis=1), shares).slope,
        }

    some = sum(len(labels) > 0 for labels in valid)
    filled = [labels or original for labels, original in zip(valid, originals)]
    return {
        "as-given": judge(valid, some),
        "no-label-wrong": judge(valid, len(valid)),
        "no-label-original": judge(filled, len(valid)),
    }


def calibration(images):
    confidence = np.round(random.beta(4, 2, images), 6)
    right = random.random(images) < confidence**1.5
    return {
        "confidence": confidence.tolist(),
        "right": right.astype(int).tolist(),
        "ece": float(ECE(15).measure(confidence, right.astype(int))),
    }


def forecast(counts, left, draws=400_000):
    """Days from today on; the last of the counts is yesterday's."""
    counts = np.array(counts)
    days = len(counts)
    per_day = counts.mean()
    drawn = counts[random.integers(0, days, (draws, days - 1))]
    mean, variance = drawn.mean(axis=1), drawn.var(axis=1)
    rate = per_day + stats.t.ppf(0.95, days - 1) / stats.norm.ppf(0.95) * (mean - per_day)
    lasting = np.full(draws, np.inf)
    is_above = rate > 0
    rate, variance = rate[is_above], variance[is_above]
    lasting[is_above] = np.maximum(
        0, left / rate + random.normal(size=rate.size) * np.sqrt(left * variance / rate**3)
    )
    # Neighbours of the percentiles: a thousand draws hit them no better.
    low, high = np.quantile(lasting, [0.035, 0.065]), np.quantile(lasting, [0.935, 0.965])
    return {
        "counts": counts.tolist(),
        "left": left,
        "perDay": per_day,
        "likely": left / per_day,
        "early": low.tolist(),
        "late": [value if np.isfinite(value) else None for value in high],
    }


valid, originals, rankings = study(150, 14, 6, 4)
cases = {
    "madeWith": {name: version(name) for name in ("numpy", "scipy", "pandas", "netcal")},
    "valid": valid,
    "originals": originals,
    "models": [
        {"rankings": rows, "subgroups": [subgroups(valid, rows, 6, *options) for options in ((2, 5), (10, 8))]}
        for rows in rankings
    ],
    "sensitivity": sensitivity(valid, originals, rankings),
    "calibration": [calibration(images) for images in (40, 300)],
    "forecasts": [
        forecast([80, 90, 100, 110, 120], 1000),
        forecast([40, 0, 75, 118, 0, 0, 61, 90, 55, 103], 600),
        forecast([300, 310, 280, 295, 305, 290, 315], 20_000),
        forecast([1, 60, 2, 40], 900),
    ],
}
json.dump(cases, sys.stdout, separators=(",", ":"), default=lambda value: value.item())
print()
