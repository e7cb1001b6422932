"""The kinds of claim: typed relations between figures, each with a verdict for given readings.

Imports errors, quantity, wording and verdicts. A new kind is one class, added to AnyRelation.
"""

from typing import Annotated, get_args

from pydantic import Field

from analysis.claims.relations.base import (
    DECIDING_GRADES,
    Finding,
    Mention,
    Reading,
    Readings,
    Relation,
)
from analysis.claims.relations.comparison import EqualsAbout, Sum, Tolerance
from analysis.claims.relations.definitions import Comparable, NotCheckable
from analysis.claims.relations.ranking import Rank
from analysis.claims.relations.ratios import Ratio
from analysis.claims.relations.references import CompareWithReference
from analysis.claims.relations.rosters import RosterCount, SameRoster
from analysis.claims.relations.support import support, weigh
from analysis.claims.relations.wholes import Pair, ShareOfWhole

_Kinds = (
    Rank
    | EqualsAbout
    | Sum
    | ShareOfWhole
    | RosterCount
    | SameRoster
    | Ratio
    | CompareWithReference
    | Comparable
    | NotCheckable
)
AnyRelation = Annotated[_Kinds, Field(discriminator="kind")]
KINDS = {get_args(kind.model_fields["kind"].annotation)[0]: kind for kind in get_args(_Kinds)}

__all__ = [
    "DECIDING_GRADES",
    "KINDS",
    "AnyRelation",
    "Comparable",
    "CompareWithReference",
    "EqualsAbout",
    "Finding",
    "Mention",
    "NotCheckable",
    "Pair",
    "Rank",
    "Ratio",
    "Reading",
    "Readings",
    "Relation",
    "RosterCount",
    "SameRoster",
    "ShareOfWhole",
    "Sum",
    "Tolerance",
    "support",
    "weigh",
]
