"""How much of public sets is found and read right: what README's table says of it."""

import json
import math
import re

import pytest

from analysis import paths
from analysis.quantity import find

SETS = paths.root().parent / "shared" / "benchmarks"
# What may stand beside a figure on one side of a comparison only: units, and words without a size.
BESIDE = re.compile(
    r"(?:[\s,，。.%]|[个次岁人这大概有是的在]|位于|之间|years old|people|of the|contract workers"
    r"|apples|平方英尺|about|is|be|are|it|from|the|to|than|some|一些)*",
    re.IGNORECASE,
)


def cases(name):
    """Return the cases of one of the sets of sentences; skip the test without them."""
    path = SETS / "recognizers-text" / f"{name}.json"
    if not path.is_file():
        pytest.skip("no public sets beside the checkout, in ../shared/benchmarks")
    return json.loads(path.read_text("utf-8-sig"))


def is_same_place(text, one, start, end):
    """Return whether two pieces of a text differ by units and words without a size alone."""
    before = text[min(one.start, start) : max(one.start, start)]
    after = text[min(one.end, end) : max(one.end, end)]
    return bool(BESIDE.fullmatch(before) and BESIDE.fullmatch(after))


def is_same_range(one, value):
    """Return whether a figure has the ends that a set names, as in (20,35] or [3965,).

    The end that a comparison names is the number printed, whatever 'about' opens besides.
    """
    low, high = value.strip("[]()").split(",")
    read = one.quantity
    if low and high:
        ends = (low, read.low), (high, read.high)
    else:
        ends = ((low, max(read.low, read.value)),) if low else ((high, min(read.high, read.value)),)
    return all(math.isclose(float(said), end, rel_tol=1e-9) for said, end in ends)


def is_same_number(one, value):
    """Return whether a figure is the number, or the percentage, that a set names."""
    said = float(value.rstrip("%")) / (100 if value.endswith("%") else 1)
    return math.isclose(said, one.quantity.value, rel_tol=1e-9)


def score(name, is_same):
    """Return how many of a set's figures are found right, and the others with what is found."""
    right, missed = 0, []
    for case in cases(name):
        text = case["Input"]
        found = find(text)
        for result in case["Results"]:
            start, end, value = result["Start"], result["End"] + 1, result["Resolution"]["value"]
            near = [one for one in found if is_same_place(text, one, start, end)]
            if value != "null" and any(is_same(one, value) for one in near):
                right += 1
            else:
                missed.append(f"{text} | {result['Text']} {value} | {found}")
    return right, missed
