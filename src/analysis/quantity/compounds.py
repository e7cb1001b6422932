"""Numbers that take more than one reading of a numeral: 1亿2000万 and 七八.

Imports numerals and words.
"""

import re
from itertools import pairwise

from analysis.quantity.numerals import COMPOUND, MOST_DIGITS, Number, read_number
from analysis.quantity.words import CHINESE_SCALES, DIGITS, any_of

_COMPOUND = re.compile(COMPOUND)
_PIECE = re.compile(rf"(0+)({any_of(CHINESE_SCALES)})?")
_NEIGHBOURS = re.compile(rf"[{DIGITS[1:]}]{{2}}")


def is_compound(word: str) -> bool:
    """Return whether a number is digits with scale words between them."""
    return bool(_COMPOUND.fullmatch(word))


def read_compound(word: str, start: int, scale: int) -> Number:
    """Read digits with scale words between them, before a last scale (0 if none): 1亿2000[万].

    Zeros fill the places that are not printed. Raises ValueError for scales that do not fall, for
    more digits than the place before leaves, and, as 1万2 may be 12,000, for fewer at the end.
    """
    pieces = list(_PIECE.finditer(word))
    scales = [CHINESE_SCALES[piece[2]] for piece in pieces[:-1]] + [scale]
    columns = _columns(pieces[0], start)
    for piece, (above, below) in zip(pieces[1:], pairwise(scales), strict=True):
        missing = above - below - len(piece[1])
        if missing < 0 or (missing and not below):
            raise ValueError("the digits between its scale words do not fit")
        columns = (*columns, *(-1,) * missing, *_columns(piece, start))
    if len(columns) > MOST_DIGITS:
        raise ValueError(f"more than {MOST_DIGITS} digits")
    return Number(columns, scale=scale)


def _columns(piece: re.Match[str], start: int) -> tuple[int, ...]:
    return tuple(range(start + piece.start(1), start + piece.end(1)))


def read_neighbours(word: str) -> tuple[Number, Number] | None:
    """Read a numeral with two digits that follow each other, 七八 or 三四十, or return None."""
    found = _NEIGHBOURS.search(word)
    if not found or DIGITS.index(found[0][0]) + 1 != DIGITS.index(found[0][1]):
        return None
    before, after = word[: found.start()], word[found.end() :]
    low, high = (read_number(f"{before}{digit}{after}") for digit in found[0])
    return low, high
