"""The verdicts that a claim can have, as the tables name them, and where they are seen to flip."""

from enum import StrEnum

GRID = 20  # flips are told by twentieths of how far hedges open
FIRST, LAST = 1, 4 * GRID  # a twentieth to four times as far as ours


class Verdict(StrEnum):
    """What becomes of a claim within its own source."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"
    NOT_CHECKABLE = "not checkable"
    AS_STATED = "as stated"
    BY_DEFINITION = "by definition"
    OPINION = "opinion"
    CONFLICTING = "conflicting"
    UNDECIDED = "undecided"


class Support(StrEnum):
    """What independent figures say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    CONFLICTING = "conflicting"
    OPEN = "open"
    NONE = "none"
