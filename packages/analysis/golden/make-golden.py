"""Writes statistics.json beside this file: inputs, and what scipy, pandas and numpy make of them.

    apt-get install -y python3-scipy python3-pandas
    /usr/bin/python3 packages/analysis/golden/make-golden.py
    biome format --write packages/analysis/golden/statistics.json

The inputs come from a fixed seed; both inputs and answers are written as the shortest decimals that give the same
doubles, so a second run with the same versions writes the same file.
"""

import json
import math
import platform
import warnings
from pathlib import Path

import numpy
import pandas
import scipy
from scipy import stats

rng = numpy.random.default_rng(20260109)


def noise(n, scale=1.0, middle=0.0):
    return [float(value) for value in rng.normal(middle, scale, n)]


# name -> values; x and y of the pairs below are names of these, so that nothing is written twice
SERIES = {
    "one": [3.25],
    "two": [-1.5, 4.0],
    "three": [0.1, 0.30000000000000004, -0.2],
    "even": noise(8, 12.5, -3.0),
    "odd": noise(21, 0.02),
    "returns": noise(60, 0.015, 0.0004),
    "benchmark": noise(60, 0.011, 0.0003),
    "scores": [float(value) for value in rng.integers(30, 80, 60)],
    "ties": [float(value) for value in rng.integers(-2, 3, 40)],
    "coarse": [round(value, 1) for value in noise(40)],
    "prices": [round(value, 2) for value in noise(40, 150.0, 2500.0)],
    "near-constant": [100.0 + value for value in noise(40, 1e-6)],
    "constant": [7.5] * 40,
    "large": noise(40, 4e9, -1e12),
    "losses": [-abs(value) for value in noise(12, 0.05)],
    "gains": [abs(value) for value in noise(12, 0.05)],
    "ruin": [0.1, -0.05, -1.0, 0.5],
}

PAIRS = [
    ("returns", "benchmark"),
    ("scores", "returns"),
    ("benchmark", "scores"),
    ("ties", "coarse"),
    ("coarse", "prices"),
    ("near-constant", "ties"),
    ("prices", "near-constant"),
    ("large", "prices"),
    ("losses", "gains"),
    ("three", "three"),
    ("ties", "constant"),
    ("constant", "ties"),
]

LEVELS = [0.5, 0.9, 0.95, 0.99]


def number(value):
    """A finite float, or None for what is not defined."""
    return float(value) if math.isfinite(value) else None


def summary(name):
    series = pandas.Series(SERIES[name])
    return {
        "series": name,
        "n": len(series),
        "mean": float(series.mean()),
        "median": float(series.median()),
        "standardDeviation": number(series.std()),
        "minimum": float(series.min()),
        "maximum": float(series.max()),
    }


def ranks(name):
    return {"series": name, "ranks": [float(rank) for rank in stats.rankdata(SERIES[name])]}


def rank_correlation(x, y):
    return {"x": x, "y": y, "value": number(stats.spearmanr(SERIES[x], SERIES[y])[0])}


def regression(x, y):
    line = stats.linregress(SERIES[x], SERIES[y])
    return {"x": x, "y": y, "slope": float(line.slope), "rSquared": float(line.rvalue**2)}


def wilson(successes, n, level):
    interval = stats.binomtest(successes, n).proportion_ci(level, "wilson")
    return {
        "successes": successes,
        "n": n,
        "level": level,
        "low": float(interval.low),
        "high": float(interval.high),
    }


def mean_interval(middle, deviation, n, level):
    """scipy.stats.t.interval, after one Newton step on scipy.stats.t.cdf.

    scipy 1.10 ends its search for this quantile at a relative error of up to 3e-9 (measured against mpmath, 40 digits);
    the step leaves less than 1e-14. It must not move the bound by more than what scipy promises.
    """
    low, high = stats.t.interval(level, n - 1, loc=0, scale=1)
    tail = (1 + level) / 2
    exact = high - (stats.t.cdf(high, n - 1) - tail) / stats.t.pdf(high, n - 1)
    assert abs(exact - high) < 1e-8 * high and abs(exact + low) < 1e-8 * high
    reach = exact * deviation / math.sqrt(n)
    return {
        "mean": middle,
        "standardDeviation": deviation,
        "n": n,
        "level": level,
        "low": float(middle - reach),
        "high": float(middle + reach),
    }


def drawdown(name):
    equity = pandas.Series([0.0, *SERIES[name]]).add(1).cumprod()
    return {"series": name, "value": float((equity / equity.cummax() - 1).min())}


def quantiles(name):
    shares = [0.0, 0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975, 1.0]
    return {
        "series": name,
        "quantiles": [{"q": q, "value": float(numpy.quantile(SERIES[name], q))} for q in shares],
    }


def information_coefficient(sessions, minimum_pairs):
    used = []
    for session in sessions:
        correlation = (
            stats.spearmanr(session["scores"], session["returns"])[0] if len(session["scores"]) >= minimum_pairs else None
        )
        if correlation is not None and math.isfinite(correlation):
            used.append((correlation, len(session["scores"])))
    return {
        "minimumPairs": minimum_pairs,
        "value": float(numpy.mean([correlation for correlation, _ in used])),
        "sessions": len(used),
        "pairs": sum(pairs for _, pairs in used),
        "left": len(sessions) - len(used),
    }


def random_numbers(seed):
    """MT19937 with the seeding of its authors, as 53-bit fractions: 26 low bits of one number, 27 of the next."""
    words = numpy.random.RandomState(seed).randint(0, 2**32, 12, dtype=numpy.uint64)
    pairs = [(int(a), int(b)) for a, b in zip(words[::2], words[1::2])]
    return {
        "seed": seed,
        "values": [((a & (2**26 - 1)) * 2**27 + (b & (2**27 - 1))) * 2**-53 for a, b in pairs],
    }


def main():
    warnings.simplefilter("ignore", stats.ConstantInputWarning)
    sessions = [
        {"scores": [float(score) for score in rng.integers(20, 90, n)], "returns": noise(n, 0.02)}
        for n in [20, 5, 4, 12, 1, 7, 9]
    ]
    sessions += [{"scores": [50.0] * 6, "returns": noise(6, 0.02)}, {"scores": [], "returns": []}]
    golden = {
        "versions": {
            "python": platform.python_version(),
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "pandas": pandas.__version__,
        },
        "series": SERIES,
        "summary": [summary(name) for name in SERIES],
        "averageRanks": [ranks(name) for name in ["one", "three", "odd", "scores", "ties", "coarse", "constant"]],
        "rankCorrelation": [rank_correlation(x, y) for x, y in PAIRS],
        "regression": [regression(x, y) for x, y in PAIRS if x != "constant"],
        "wilson": [
            wilson(successes, n, level)
            for successes, n in [(0, 1), (1, 1), (0, 20), (3, 7), (20, 20), (57, 100), (5123, 10000)]
            for level in LEVELS
        ],
        "meanInterval": [
            mean_interval(middle, deviation, n, level)
            for middle, deviation, n in [
                (0.5, 2.0, 2),
                (-0.0012, 0.034, 3),
                (12.5, 0.0, 5),
                (0.001, 0.02, 11),
                (0.001, 0.02, 30),
                (-4.0, 25.0, 121),
                (0.25, 3.5, 5000),
            ]
            for level in LEVELS
        ],
        "equityDrawdown": [
            drawdown(name) for name in ["odd", "returns", "benchmark", "losses", "gains", "ruin", "near-constant"]
        ],
        "quantile": [quantiles(name) for name in ["one", "two", "even", "odd", "returns", "ties", "large"]],
        "informationCoefficient": {
            "sessions": sessions,
            "answers": [information_coefficient(sessions, minimum) for minimum in [3, 5, 10]],
        },
        "seededRandom": [random_numbers(seed) for seed in [0, 1, 42, 2**32 - 1]],
    }
    path = Path(__file__).with_name("statistics.json")
    path.write_text(json.dumps(golden, allow_nan=False, indent=2) + "\n")


main()
