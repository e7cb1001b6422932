"""The verdicts that a claim can have, as the tables name them."""

from enum import StrEnum


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
