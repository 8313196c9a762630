# The same embeddings and labels by scikit-learn, out of fold: see probe.ts.
import resource
import sys
import time

import numpy as np
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

rows, labels = np.load(sys.argv[1]), np.load(sys.argv[2])
folds = StratifiedKFold(5, shuffle=True, random_state=1)
for name, model in {
    "ridge, alpha 1000": RidgeClassifier(alpha=1000),
    "logistic regression, C 0.001": LogisticRegression(C=0.001, max_iter=100),
}.items():
    start = time.perf_counter()
    scores = np.zeros((len(rows), labels.max() + 1))
    for train, test in folds.split(rows, labels):
        fitted = make_pipeline(StandardScaler(), model).fit(rows[train], labels[train])
        scores[test] = fitted.decision_function(rows[test])
    seconds = time.perf_counter() - start
    best = np.argsort(-scores, 1)[:, :3]
    first = (best[:, 0] == labels).mean()
    three = (best == labels[:, None]).any(1).mean()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"scikit-learn, {name}: {seconds:.1f} s, top-1 {first:.4f}, top-3 {three:.4f}, {memory:.0f} MB at most")
