"""A print read as others of its kind are is read no other way than by itself."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.quantity import grammar, indirect

from .strategies import digits, printed_figures

AROUND = (
    "{}|{}%|{}th|{}成半|over {}|约{}万家|{}多亿元|{} to 5|{}点|{} points|-{}‰|{}成五|{}st"
    "|第{}|第{}名|{} per 1,000|{}/10万|{} deaths/1,000 live births|${} million"
    "|{} m|over {} m|{}兆|{} m firms|{} m deep"
)
NUMBERS = "0|0.5|05|1001|2024|2,024|1.234|1234.5|0.123|12,345.678|1234567890123456|10|21|24|3|5"


def by_itself(text):
    return read(grammar.take_apart, indirect.plain(text), "")


def as_others(text):
    def take_apart(*given):
        parsed, first = indirect.take_apart(*given)
        return parsed._replace(first=first)

    return read(take_apart, text, "")


def read(take_apart, *given):
    """Return what a text says, or that it says nothing."""
    try:
        return take_apart(*given)
    except ValueError:
        return "no figure"


def test_numbers_that_say_how_they_are_read():
    """Years, ranks, few points, zero and points that part thousands are told by their digits."""
    texts = [one.format(number) for one in AROUND.split("|") for number in NUMBERS.split("|")]
    assert [text for text in texts if as_others(text) != by_itself(text)] == []


@given(printed_figures | st.builds(str.format, st.sampled_from(AROUND.split("|")), digits()))
def test_any_print(text):
    assert as_others(text) == by_itself(text)
