"""Texts to shapes: the characters with every digit a 0, so that like figures are read once.

Imports words only. Each character becomes exactly one, so a column of the shape is a column of
the text. NFKC is not used: it would read '5²' as 52 and '5½' as 51/2.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.quantity.words import ALIKE

Integers = NDArray[np.int64]


def _alike() -> NDArray[np.uint32]:
    table = np.arange(0x110000, dtype=np.uint32)
    table[0xFF01:0xFF5F] = np.arange(0x21, 0x7F)  # full-width forms
    table[ord("A") : ord("Z") + 1] += 32
    table[0xFF21:0xFF3B] = np.arange(ord("a"), ord("z") + 1)
    for character, plain in ALIKE.items():
        table[ord(character)] = ord(plain)
    return table


_ALIKE = _alike()


@dataclass(frozen=True)
class Shapes:
    """Hold texts as one buffer of characters, and the distinct shapes among them.

    characters: every text's characters, normalised, one text after another.
    starts: where each text starts in characters.
    codes: the index in shapes of each text's shape.
    """

    characters: NDArray[np.uint32]
    starts: Integers
    codes: NDArray[np.intp]
    shapes: list[str]

    def digits_at(self, rows: NDArray[np.intp], columns: Sequence[int]) -> Integers:
        """Return the number that the digits in some columns spell, for each row (int64).

        A column of -1 - n is the digit n itself.
        """
        starts = self.starts[rows]
        number = np.zeros(len(rows), dtype=np.int64)
        for column in columns:
            if column < 0:
                number = number * 10 - 1 - column
            else:
                number = number * 10 + self.characters[starts + column].astype(np.int64) - ord("0")
        return number


def find_shapes(texts: Sequence[str]) -> Shapes:
    """Normalise texts (full-width, capitals, traditional, spaces) and find their shapes."""
    buffer = "\n".join([*texts, ""])
    if buffer.count("\n") > len(texts):
        buffer = "\n".join([*(text.replace("\n", " ") for text in texts), ""])
    characters = _ALIKE[np.frombuffer(buffer.encode("utf-32-le", "surrogatepass"), dtype="<u4")]
    breaks = np.flatnonzero(characters == ord("\n"))
    starts = np.concatenate([np.zeros(1, dtype=np.int64), breaks + 1])[:-1]
    is_digit = (characters >= ord("0")) & (characters <= ord("9"))
    shaped = np.where(is_digit, np.uint32(ord("0")), characters).astype("<u4").tobytes()
    lines = shaped.decode("utf-32-le", "surrogatepass").split("\n")[:-1]
    codes, shapes = pd.factorize(np.array(lines, dtype=object))
    return Shapes(characters, starts, codes, list(shapes))


def group_rows(codes: NDArray[np.intp], groups: int) -> list[NDArray[np.intp]]:
    """Return the rows that have the code 0, those that have 1, and so on."""
    counts = np.bincount(codes, minlength=groups)
    return np.split(np.argsort(codes, kind="stable"), np.cumsum(counts))[:-1]
