"""One claim: what a source asserts, in our own words, and the relation that puts it on trial."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from analysis.claims.relations import AnyRelation, Relation

# A number reaches prose from a table alone, so that whoever words a claim spells it out.
Text = Annotated[str, Field(pattern=r"^[^0-9]*[^0-9\s][^0-9]*$")]


class Claim(BaseModel):
    """A claim as typed in claims.yaml; `source_id` is the folder's name and not typed.

    line: where in the text studied it is made, counted from 1.
    relation: whether it is consistent within the source.
    reference: whether independent figures support it, where there are any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    source_id: str = ""
    claim_id: Annotated[str, Field(pattern="^[a-z0-9]+(?:-[a-z0-9]+)*$")]
    says_en: Text
    says_zh: Text
    line: Annotated[int, Field(ge=1)]
    relation: AnyRelation
    reference: AnyRelation | None = None

    def relations(self) -> dict[str, Relation]:
        """Return the relations by the field that holds them."""
        given: dict[str, Relation] = {"relation": self.relation}
        return given if self.reference is None else {**given, "reference": self.reference}
