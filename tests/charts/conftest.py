"""No test of charts leaves a figure open."""

import pytest
from matplotlib import pyplot as plt


@pytest.fixture(autouse=True)
def close():
    """Close the figures that a test leaves open."""
    yield
    plt.close("all")
