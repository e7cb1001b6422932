"""The mutants of each comparator: written again with one choice wrong, the others right.

Of the options of a choice the first is right; each other is a slip of the pen.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from itertools import permutations
from operator import ge, gt, le, lt
from typing import Any

from analysis.verdicts import Verdict

from .rewritten import Comparator, all_agree, at_position, by_order, compare, positions, shared

AT_MOST, AT_LEAST = (le, lt, ge, gt), (ge, gt, le, lt)
LESS_THAN, MORE_THAN = (lt, le, gt, ge), (gt, ge, lt, le)
LOW, HIGH = ("low", "value", "high"), ("high", "value", "low")
WORST = (Verdict.FAILS, Verdict.NOT_CHECKABLE, Verdict.DEPENDS)


def term(name: str, own: Any, test: Any, other: Any, sign: Any = (0,)) -> dict[str, Any]:
    """Return the choices of a term of `compare`."""
    return {f"{name}_own": own, f"{name}_test": test, f"{name}_other": other, f"{name}_sign": sign}


SPECIES: dict[str, tuple[Callable[..., Comparator], dict[str, Any]]] = {
    "at_most": (compare, term("always", HIGH, AT_MOST, LOW) | term("ever", LOW, AT_MOST, HIGH)),
    "at_least": (compare, term("always", LOW, AT_LEAST, HIGH) | term("ever", HIGH, AT_LEAST, LOW)),
    "less_than": (
        compare,
        term("always", HIGH, LESS_THAN, LOW) | term("ever", LOW, LESS_THAN, HIGH),
    ),
    "more_than": (
        compare,
        term("always", LOW, MORE_THAN, HIGH) | term("ever", HIGH, MORE_THAN, LOW),
    ),
    "about_equal": (
        compare,
        term("always1", LOW, AT_LEAST, HIGH, (-1, 1, 0))
        | term("always2", HIGH, AT_MOST, LOW, (1, -1, 0))
        | term("ever1", HIGH, AT_LEAST, LOW, (-1, 1, 0))
        | term("ever2", LOW, AT_MOST, HIGH, (1, -1, 0)),
    ),
    "all_agree": (
        all_agree,
        {"test": AT_LEAST, "ever_test": AT_LEAST, "own": LOW, "other": HIGH, "sign": (-1, 1, 0)}
        | {"rest": (lambda one, other: one is not other, lambda one, other: True)},
    ),
    "positions": (
        positions,
        {
            "above": (bisect_right, bisect_left),
            "maybe": (bisect_right, bisect_left),
            "own": (("low", "high"), ("low", "low"), ("high", "high"), ("low", "value")),
            "seen": (
                lambda edges, low, high: edges,
                lambda edges, low, high: {low, high},
                lambda edges, low, high: edges - {low, high},
                lambda edges, low, high: edges - {low},
                lambda edges, low, high: edges - {high},
            ),
            "first": (1, 0, 2),
            "last": (2, 1, 3),
        },
    ),
    "at_position": (
        at_position,
        {"exact": (lambda low, high: low == high, lambda low, high: True), "some": (any, all)}
        | {"same": (set.__eq__, set.__ge__), "least": AT_LEAST, "most": AT_MOST},
    ),
    "both": (by_order, {"order": tuple(permutations(WORST)), "otherwise": tuple(Verdict)}),
    "consensus": (
        shared,
        {
            "many": (
                lambda found: len(set(found)) > 1,
                lambda found: len(found) > 1,
                lambda found: len(set(found)) > 2,
                lambda found: found[0] != found[1:2],
            ),
            "differ": (Verdict.DEPENDS, Verdict.FAILS, Verdict.NOT_CHECKABLE, Verdict.HOLDS),
        },
    ),
}


def written_right(name: str) -> Comparator:
    """Return the comparator with every choice made right."""
    make, choices = SPECIES[name]
    return make(**{choice: options[0] for choice, options in choices.items()})


def mutants(name: str) -> list[tuple[str, Comparator]]:
    """Return the comparator with one choice made wrong, in each way that there is."""
    make, choices = SPECIES[name]
    right = {choice: options[0] for choice, options in choices.items()}
    return [
        (f"{name} {choice} {number}", make(**right | {choice: wrong}))
        for choice, options in choices.items()
        for number, wrong in enumerate(options[1:], 1)
    ]
