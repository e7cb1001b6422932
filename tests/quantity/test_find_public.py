"""How much of public sets is found and read right: what README's table says of it."""

import json
import math
import re

import pytest

from analysis import files
from analysis.quantity import Found, find, scan, units, vocabulary
from analysis.quantity.lists import UNREAD

SETS = files.root().parent / "shared" / "benchmarks"
# What may stand beside a figure on one side of a comparison only: units, and words without a size.
UNIT = "|".join(map(re.escape, sorted((*units.WORDS, *vocabulary.MEASURES), key=len, reverse=True)))
BESIDE = re.compile(
    rf"(?:[\s,，。.%$]|{UNIT}|[这大概有是的在多]|位于|之间|people|of the|contract workers"
    r"|apples|about|is|be|are|it|from|the|to|than|some|一些|百分之)*",
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


def is_same_range(one, resolution):
    """Return whether a figure has the ends that a set names, as in (20,35] or [3965,).

    The end that a comparison names is the number printed, whatever 'about' opens besides; and it is
    excluded where the set says so, but for the second end of 'from one to the other', which the
    sets exclude and we do not, and for 以上 and 以下, which include theirs by law.
    """
    value, read = resolution["value"], one.quantity
    low, high = value.strip("[]()").split(",")
    if not (set("上下") & set(one.printed)):
        is_span = low and high and value[0] == "["
        if low and read.open_low != (value[0] == "("):
            return False
        if high and not is_span and read.open_high != (value[-1] == ")"):
            return False
    ends = [(low, read.low), (high, read.high)]
    if not (low and high):
        ends = [(low, max(read.low, read.value)), (high, min(read.high, read.value))]
    return all(math.isclose(float(said), end, rel_tol=1e-9) for said, end in ends if said)


def is_same_number(one, resolution):
    """Return whether a figure is the number, or the percentage, that a set names.

    Of a percentage, and of percentage points, the sets of numbers name the hundredths; a fraction
    is a share, and a percentage is never a count.
    """
    value = resolution["value"]
    is_share = resolution.get("subtype") == "fraction" and 0 < float(value) < 1
    if is_share and one.quantity.unit not in units.SHARES:
        return False
    read = [100 * one.quantity.value] * (one.quantity.unit in units.SHARES)
    if not value.endswith("%"):
        read.append(one.quantity.value)
    said = float(value.rstrip("%"))
    return any(math.isclose(said, number, rel_tol=1e-9) for number in read)


def score(name, is_same):
    """Return how many of a set's figures are found right, and the others with what is found."""
    right, missed = 0, []
    for case in cases(name):
        text = case["Input"]
        found = find(text)
        for result in case["Results"]:
            start, end, told = result["Start"], result["End"] + 1, result["Resolution"]
            near = [one for one in found if is_same_place(text, one, start, end)]
            if told["value"] != "null" and any(is_same(one, told) for one in near):
                right += 1
            else:
                missed.append(f"{text} | {result['Text']} {told['value']} | {found}")
    return right, missed


RANGES, NUMBERS = is_same_range, is_same_number
SCORES = {  # as README has them: figures found right, and all there are
    "NumberRangeModel-Chinese": (RANGES, 68, 75),
    "NumberRangeModel-English": (RANGES, 91, 97),
    "NumberModel-Chinese": (NUMBERS, 244, 392),
    "NumberModel-English": (NUMBERS, 116, 259),
    "PercentModel-Chinese": (NUMBERS, 101, 160),
    "PercentModel-English": (NUMBERS, 9, 18),
}


@pytest.mark.parametrize("name", SCORES)
def test_sets_of_sentences(name):
    """No fewer figures are found right than README says."""
    is_same, least, total = SCORES[name]
    right, missed = score(name, is_same)
    assert right + len(missed) == total
    assert right >= least, "\n".join(missed)


def test_readme_tells_the_scores():
    """The table in README has the numbers that are tested here."""
    readme = (files.root() / "README.md").read_text("utf-8")
    told = {"Range": "ranges", "": "numbers", "Percent": "percentages"}
    for name, (_, least, total) in SCORES.items():
        model, language = name.removeprefix("Number").split("Model-")
        assert f"| {told[model]}, {language} | {least} of {total} |" in readme


def test_digits_of_country_profiles():
    """Every digit is accounted for, and few are left unread: what is here is what README tells."""
    path = SETS / "factbook.jsonl"
    if not path.is_file():
        pytest.skip("no public sets beside the checkout, in ../shared/benchmarks")
    digits = {"all": 0, "read": 0, "unread": 0, "other": 0}
    for line in path.read_text("utf-8").splitlines():
        text = json.loads(line)["text"]
        digits["all"] += sum(char in "0123456789" for char in text)
        for one in scan(text):
            kind = "read" if isinstance(one, Found) else "other"
            kind = "unread" if getattr(one, "reason", "") == UNREAD else kind
            digits[kind] += sum(char in "0123456789" for char in one.printed)
    assert digits["all"] == digits["read"] + digits["unread"] + digits["other"] == 220_760
    assert digits["unread"] / digits["all"] < 0.02
