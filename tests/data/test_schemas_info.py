"""What source.yaml may hold, field by field. Beside test_raw_schemas.py."""

import pytest
from pydantic import ValidationError

from analysis.data.schemas import SourceInfo

INFO = {
    "title_en": "Two cities",
    "title_zh": "兩城",
    "publisher_en": "The Post",
    "publisher_zh": "郵報",
    "subject": "Two cities",
    "language": "zh-Hant",
    "sha256": "0123456789abcdef" * 4,
}


def test_a_source_may_set_nothing_aside():
    assert SourceInfo.model_validate(INFO).not_figures == []


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"sha256": "0123"}, ("sha256",)),
        ({"sha256": "0123456789ABCDEF" * 4}, ("sha256",)),
        ({"published": "2025"}, ("published",)),
        ({"not_figures": [{"line": 0, "start": 0, "printed": "4", "why": "-"}]}, "line"),
        ({"not_figures": [{"line": 1, "start": -1, "printed": "4", "why": "-"}]}, "start"),
        ({"not_figures": [{"line": 1, "start": 0, "printed": "", "why": "-"}]}, "printed"),
        ({"not_figures": [{"line": 1, "start": 0, "printed": "4", "why": ""}]}, "why"),
    ],
)
def test_a_source_is_described_strictly(fields, where):
    """One field at fault is the one named; a token set aside is told by its position."""
    with pytest.raises(ValidationError) as raised:
        SourceInfo.model_validate(INFO | fields)
    expected = ("not_figures", 0, where) if isinstance(where, str) else where
    assert [fault["loc"] for fault in raised.value.errors()] == [expected]
