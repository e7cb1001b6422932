"""Lines break where the language allows, and no line is wider than asked for."""

import pytest

from analysis.charts.lines import unbroken, width_of, wrapped
from analysis.charts.style import theme

ENGLISH = "Shenzhen's AI core industry is about 7% of the country's, not a fifth"
CHINESE = "深圳人工智能核心产业约占全国的7%，而不是“五分之一”（387亿元）"


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
@pytest.mark.parametrize("width", [0.9, 1.5, 2.5])
def test_no_line_is_too_wide_and_nothing_is_lost(text, width):
    with theme():
        lines = wrapped(text, width).split("\n")
        assert max(map(width_of, lines)) <= width + 1e-6
    assert len(lines) > 1
    assert unbroken("\n".join(lines)) == text


def test_text_that_has_room_stays_in_one_line():
    with theme():
        assert wrapped(ENGLISH, 9) == ENGLISH


def test_lines_are_about_alike_in_length():
    """No word is left over in a last line of its own."""
    with theme():
        first, last = wrapped("one two three four five six seven eight", 1.6).split("\n")
        assert width_of(last) > 0.6 * width_of(first)


def test_chinese_marks_stay_with_their_words():
    with theme():
        lines = [line for width in (0.5, 0.7, 0.9) for line in wrapped(CHINESE, width).split("\n")]
    assert not [line for line in lines if line[0] in "，。”）" or line[-1] in "“（"]
    assert any("387亿" in line for line in lines)
    assert not [line for line in lines if line.endswith("387") or line.endswith("7")]


def test_a_word_wider_than_the_line_stands_for_itself():
    with theme():
        assert wrapped("a internationalisation b", 0.4).split("\n")[1] == "internationalisation"


def test_line_breaks_of_the_text_stay():
    with theme():
        assert wrapped("one\ntwo", 9) == "one\ntwo"


@pytest.mark.parametrize(
    ("lines", "text"),
    [("not a\nfifth", "not a fifth"), ("而不是\n五分", "而不是五分"), ("7%，\nAI", "7%，AI")],
)
def test_one_line_again(lines, text):
    assert unbroken(lines) == text
