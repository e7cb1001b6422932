"""Names of sets: readable, safe, and never shared."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.engine.sweep import set_names

NAMES = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)
SETS = st.lists(
    st.dictionaries(NAMES, VALUES, max_size=4), max_size=8, unique_by=set_names.identity
)
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


@pytest.mark.parametrize(
    ("one", "name"),
    [
        ({"place": "Beijing", "year": 2024}, r"place=Beijing,year=2024"),
        ({"place": "北京", "share": -0.5, "flag": True}, r"place=北京,share=-0\.5,flag=true"),
        ({}, r"defaults"),
        ({"path": "../a b"}, r"path=\.\._a_b~[0-9a-f]{8}"),
        ({"x": None, "y": [1]}, r"x=null,y=_1_~[0-9a-f]{8}"),
        ({"text": "長" * 90}, r"text=長{26}~[0-9a-f]{8}"),
    ],
)
def test_a_name_tells_the_set(one, name):
    assert re.fullmatch(name, set_names.names([one])[0])


def test_sets_that_read_alike_are_kept_apart():
    alike: list[dict[str, Any]] = [
        {"n": "a"},
        {"n": "A"},
        {"n": 1},
        {"n": "1"},
        {"n": 1.0},
        {"n": True},
        {"n": "true"},
    ]
    names = set_names.names(alike)
    assert [name.partition("~")[0] for name in names] == [
        *("n=a", "n=A", "n=1", "n=1", "n=1.0", "n=true", "n=true"),
    ]
    assert ["~" in name for name in names] == [False, True, False, True, False, False, True]


@given(SETS)
def test_no_name_is_shared_or_leaves_its_folder(sets):
    files = [f"{name}.ipynb" for name in set_names.names(sets)]
    assert len({file.casefold() for file in files}) == len(sets)
    for file in files:
        assert len(file.encode()) <= set_names.LONGEST
        assert re.fullmatch(r"[\w.=,+~-]+", file)
        assert file[0] not in ".-~"
        assert not RESERVED.fullmatch(file)
