"""Fractions of a whole: 三分之一, 1/5, one in five, a quarter of, 一半, ½.

Imports hedges, numerals, patterns and words.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from analysis.quantity import patterns, words
from analysis.quantity.hedges import MORE_THAN, Hedge
from analysis.quantity.numerals import Number, read_number


@dataclass(frozen=True)
class Fraction:
    """Hold a part and its whole, the hedges inside the words, and the form of their Reading."""

    part: Number
    whole: Number
    hedges: tuple[Hedge, ...] = ()
    form: Literal["fraction", "parts"] = "fraction"


def read_fraction(shape: str, start: int, end: int) -> Fraction | None:
    """Read the fraction between two columns of a shape, or return None if it is not one.

    Raises ValueError with the reason if its numbers cannot be read.
    """
    if shape.endswith(" of", start, end):
        end -= len(" of")
    text = shape[start:end]
    if text in words.OVER_HALVES:
        return Fraction(Number(mantissa=1), Number(mantissa=2), (MORE_THAN,))
    if text in words.HALVES:
        return Fraction(Number(mantissa=1), Number(mantissa=2))
    if text in words.VULGAR:
        over, under = words.VULGAR[text]
        return Fraction(Number(mantissa=over), Number(mantissa=under))
    matches = (pattern.fullmatch(shape, start, end) for pattern in patterns.FRACTIONS)
    found = next((match for match in matches if match), None)
    if not found:
        return None
    part = _read_whole(found, "part")
    if name := found.groupdict().get("name"):
        return Fraction(part, Number(mantissa=words.DENOMINATORS[name]))
    form: Literal["fraction", "parts"] = "parts" if "分之" in text else "fraction"
    return Fraction(part, _read_whole(found, "whole"), form=form)


def _read_whole(found: re.Match[str], group: str) -> Number:
    number = read_number(found[group], found.start(group))
    if number.decimals:
        raise ValueError("a fraction is of whole numbers")
    return replace(number, mantissa=number.mantissa * 10**number.scale, scale=0)
