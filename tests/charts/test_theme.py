"""Charts look the same whatever the machine's own settings and fonts."""

import matplotlib as mpl
import pytest
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties

from analysis import fonts
from analysis.charts import theme


def test_the_user_s_own_settings_do_not_show():
    with mpl.rc_context({"font.size": 30, "lines.linewidth": 9}):
        with theme.theme():
            assert mpl.rcParams["font.size"] == 9
            assert mpl.rcParams["lines.linewidth"] == mpl.rcParamsDefault["lines.linewidth"]
        assert (mpl.rcParams["font.size"], mpl.rcParams["lines.linewidth"]) == (30, 9)


def test_everything_is_as_before_afterwards():
    """Also where drawing fails: settings, back end and fonts."""
    before = mpl.rcParams.copy(), mpl.get_backend(), font_manager.fontManager.ttflist
    with pytest.raises(ZeroDivisionError), theme.theme():
        _ = 1 / 0
    assert (mpl.rcParams, mpl.get_backend()) == before[:2]
    assert font_manager.fontManager.ttflist is before[2]


@pytest.mark.parametrize(
    ("family", "weight", "name"),
    [
        (fonts.SANS, "normal", "sans"),
        (fonts.SANS, "semibold", "sans-bold"),
        (fonts.CHINESE, "normal", "chinese"),
        (fonts.CHINESE, "semibold", "chinese"),
    ],
)
def test_text_is_drawn_in_our_fonts(family, weight, name):
    with theme.theme():
        found = font_manager.findfont(
            FontProperties(family=family, weight=weight), fallback_to_default=False
        )
    assert found == str(fonts.path(name))


def test_no_font_of_the_machine_is_offered():
    with theme.theme():
        offered = {entry.fname for entry in font_manager.fontManager.ttflist}
    assert offered == {str(fonts.path(name)) for name in ("sans", "sans-bold", "chinese")}
