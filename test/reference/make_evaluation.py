"""Makes evaluation.json: what scikit-learn, SciPy and statsmodels say of random predictions and accuracies.

    python -m venv /tmp/reference && /tmp/reference/bin/pip install scikit-learn scipy statsmodels
    /tmp/reference/bin/python test/reference/make_evaluation.py > test/reference/evaluation.json
"""

import json
import sys
import warnings
from importlib.metadata import version

import numpy as np
import statsmodels.api as sm
from sklearn import metrics
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

warnings.filterwarnings("ignore")
random = np.random.default_rng(20261121)


def scores(images, classes, digits):
    """Scores with ties where digits are few; every image has a label, not every class an image."""
    truth = random.random((images, classes)) < 0.25
    truth[:, -1] = False
    truth[np.arange(images), random.integers(0, classes - 1, images)] = True
    values = np.round(random.random((images, classes)) * 0.7 + 0.25 * truth, digits)
    predicted = values >= 0.5
    present = truth.any(axis=0)
    return {
        "scores": values.tolist(),
        "valid": [np.flatnonzero(row).tolist() for row in truth],
        "expected": {
            "meanAveragePrecision": metrics.average_precision_score(truth[:, present], values[:, present]),
            "f1Micro": metrics.f1_score(truth, predicted, average="micro"),
            "f1Macro": metrics.f1_score(truth, predicted, average="macro", zero_division=np.nan),
            "f1Sample": metrics.f1_score(truth, predicted, average="samples"),
            "subsetAccuracy": metrics.accuracy_score(truth, predicted),
            "hammingLoss": metrics.hamming_loss(truth, predicted),
            "jaccard": metrics.jaccard_score(truth, predicted, average="samples"),
            "labelRankingAveragePrecision": metrics.label_ranking_average_precision_score(truth, values),
            "coverageError": metrics.coverage_error(truth, values),
            "rankingLoss": metrics.label_ranking_loss(truth, values),
        },
    }


def line(models):
    x = random.uniform(0.4, 0.8, models)
    y = 0.05 + 1.1 * x + random.normal(0, 0.01, models)
    y[0] += 0.08
    fit = sm.OLS(y, sm.add_constant(x)).fit()
    outliers = fit.get_influence().summary_frame()["student_resid"]
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "intercept": fit.params[0],
        "slope": fit.params[1],
        "r2": fit.rsquared,
        "studentised": outliers.tolist(),
        "p": fit.outlier_test(method="bonf")[:, 2].tolist(),
    }


def within(points, groups):
    group = np.arange(points) % groups
    x = random.integers(1, 6, points) + group / 5
    y = (random.random(points) < 0.8 - 0.05 * x).astype(float)
    dummies = (group[:, None] == np.arange(groups)).astype(float)
    fit = sm.OLS(y, np.column_stack([x, dummies])).fit(cov_type="HC3")
    return {
        "x": x.tolist(),
        "y": y.tolist(),
        "group": group.tolist(),
        "slope": fit.params[0],
        "standardError": fit.bse[0],
    }


p = random.random(9) ** 3
counts = [(0, 7), (1, 7), (80, 100), (8, 10), (10, 10), (6333, 10000), (3, 5083)]
cases = {
    "madeWith": {name: version(name) for name in ("scikit-learn", "scipy", "statsmodels", "numpy")},
    "scores": [scores(40, 7, 2), scores(120, 12, 1)],
    "lines": [line(8), line(20)],
    "within": [within(60, 6), within(300, 40)],
    "shares": [
        {
            "count": count,
            "of": of,
            "wilson": proportion_confint(count, of, method="wilson"),
            "clopperPearson": proportion_confint(count, of, method="beta"),
        }
        for count, of in counts
    ],
    "mcnemar": [
        {"b": b, "c": c, "p": mcnemar([[5, b], [c, 5]], exact=True).pvalue}
        for b, c in [(10, 2), (1, 0), (5, 5), (40, 61), (700, 900)]
    ],
    "benjaminiHochberg": {"p": p.tolist(), "adjusted": multipletests(p, method="fdr_bh")[1].tolist()},
    "holm": {"p": p.tolist(), "adjusted": multipletests(p, method="holm")[1].tolist()},
}
json.dump(cases, sys.stdout, separators=(",", ":"), default=lambda value: value.item())
print()
