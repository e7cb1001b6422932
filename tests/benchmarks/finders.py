"""Find figures in texts with one finder, ours or a peer; run by the interpreter that has it.

Usage: python finders.py FINDER LANGUAGE FILE

FILE has a list of texts, as JSON. In its place stand, after that, the seconds of processor time
that all texts took together, imports and a first text left out, and for each text what was found:
value, low and high, each None where it is not told, and unit.
"""

import json
import sys
import time
import warnings
from collections.abc import Callable
from typing import Any

Answer = dict[str, Any]
Finder = Callable[[str], list[Answer]]


def answer(value: float | None, low: float | None, high: float | None, unit: str) -> Answer:
    """Return what one figure was read as."""
    return {"value": value, "low": low, "high": high, "unit": unit}


def ours(_: str) -> Finder:
    """Return our finder, of either language."""
    from analysis.quantity import find

    def run(text: str) -> list[Answer]:
        read = [one.quantity for one in find(text)]
        return [answer(one.value, one.low, one.high, one.unit) for one in read]

    return run


def duckling(language: str) -> Finder:
    """Return Duckling's, of numbers, ordinals, money and measures."""
    import duckling as peer  # type: ignore[import-not-found]

    zone = peer.get_current_ref_time(peer.load_time_zones("/usr/share/zoneinfo"), "UTC")
    locale = peer.default_locale_lang(peer.parse_lang(language.upper()))
    context = peer.Context(zone, locale)
    kinds = ["number", "ordinal", "amount-of-money", "distance", "volume", "quantity"]
    dimensions = peer.parse_dimensions(kinds)

    def run(text: str) -> list[Answer]:
        return [_of_duckling(one) for one in peer.parse(text, context, dimensions, False)]

    return run


def _of_duckling(one: dict[str, Any]) -> Answer:
    value = one["value"]
    low, high = (value.get(end, {}).get("value") for end in ("from", "to"))
    return answer(value.get("value"), low, high, value.get("unit") or one["dim"])


def quantulum3(_: str) -> Finder:
    """Return quantulum3's; a range is its middle and what is uncertain of it."""
    from quantulum3 import parser  # type: ignore[import-not-found]

    def run(text: str) -> list[Answer]:
        return [_of_quantulum(one) for one in parser.parse(text)]

    return run


def _of_quantulum(one: Any) -> Answer:
    off = one.uncertainty
    low, high = (None, None) if off is None else (one.value - off, one.value + off)
    return answer(one.value, low, high, one.unit.name)


def recognizers(language: str) -> Finder:
    """Return recognizers-text's, of percentages, and of numbers that are none."""
    from recognizers_number import (  # type: ignore[import-not-found]
        Culture,
        recognize_number,
        recognize_percentage,
    )

    culture = {"en": Culture.English, "zh": Culture.Chinese}[language]

    def run(text: str) -> list[Answer]:
        parts = recognize_percentage(text, culture)
        taken = [(one.start, one.end) for one in parts]
        numbers = [
            one
            for one in recognize_number(text, culture)
            if not any(start <= one.start <= end for start, end in taken)
        ]
        read = [one.resolution["value"] for one in (*parts, *numbers) if one.resolution["value"]]
        return [answer(float(one.rstrip("%")), None, None, "%"[: one.count("%")]) for one in read]

    return run


FINDERS = {
    "ours": ours,
    "Duckling": duckling,
    "quantulum3": quantulum3,
    "recognizers-text": recognizers,
}


def main(name: str, language: str, path: str) -> None:
    """Run a finder over the texts of a file, and write there what it found."""
    warnings.simplefilter("ignore")
    with open(path, encoding="utf-8") as file:
        texts = json.load(file)
    run = FINDERS[name](language)
    run("about 5 of 20 firms")
    start = time.process_time()
    found = [run(text) for text in texts]
    seconds = time.process_time() - start
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"seconds": seconds, "found": found}, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
