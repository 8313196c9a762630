"""Makes chance.json: seeded random answers, and their agreement beyond chance as reference implementations compute it.

    python -m venv venv && venv/bin/pip install irrCAC==0.4.4 krippendorff==0.9.0
    venv/bin/python test/reference/make_chance.py > test/reference/chance.json

The tests read the JSON file alone. Every question has two answers or more: irrCAC lets those with one count for chance.
"""

import json
import sys
import warnings
from importlib.metadata import version

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC

warnings.simplefilter("ignore")
random = np.random.default_rng(20240131)


def case():
    answers, questions, raters = (int(random.integers(*bounds)) for bounds in ((2, 5), (8, 40), (3, 7)))
    truth = random.choice(answers, questions, p=random.dirichlet(np.ones(answers)))
    given = np.where(
        random.random((questions, raters)) < 0.75,
        truth[:, None],
        random.integers(0, answers, (questions, raters)),
    ).astype(float)
    missing = random.random((questions, raters)) < 0.3
    missing[:, :2] = False
    given[missing] = np.nan
    # irrCAC takes the answers that occur for all that could be given.
    given[np.arange(answers) % questions, 0] = np.arange(answers)
    counts = [[int((row == answer).sum()) for answer in range(answers)] for row in given]
    ac1 = CAC(pd.DataFrame(given), digits=12).gwet()["est"]["coefficient_value"]
    alpha = krippendorff.alpha(
        reliability_data=given.T, level_of_measurement="nominal", value_domain=list(range(answers))
    )
    return {"counts": counts, "ac1": float(ac1), "alpha": float(alpha)}


cases = {
    "madeWith": {name: version(name) for name in ("irrCAC", "krippendorff", "numpy")},
    "answers": [case() for _ in range(16)],
}
json.dump(cases, sys.stdout, separators=(",", ":"))
print()
