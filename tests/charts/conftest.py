"""The words of a small world, in both languages."""

from typing import Any

import pytest

from analysis.data.words import Words

NAMES: dict[str, dict[str, Any]] = {
    "en": {
        "places": {"Beijing": "Beijing", "Shanghai": "Shanghai", "Shenzhen": "Shenzhen"},
        "labels": {"firms": "firms", "talent": "share of China's talent"},
        "titles": {"firms": "Firms", "talent": "Share of China's talent"},
    },
    "zh": {
        "places": {"Beijing": "北京", "Shanghai": "上海", "Shenzhen": "深圳"},
        "labels": {"firms": "企业", "talent": "人才占全国比重"},
        "titles": {"firms": "企业", "talent": "人才占全国比重"},
    },
}


@pytest.fixture
def en():
    """Return English words for three places and two metrics."""
    return Words("en", **NAMES["en"])


@pytest.fixture
def zh():
    """Return Chinese words for three places and two metrics."""
    return Words("zh", **NAMES["zh"])


@pytest.fixture(params=["en", "zh"])
def either(request):
    """Return words in either language."""
    return Words(request.param, **NAMES[request.param])
