"""Hypothesis strategies: quantities, numbers within them, and printed figures."""

from hypothesis import strategies as st

from analysis.quantity import HEDGES, Quantity

OPENING_HEDGES = [hedge for hedge in HEDGES if any("…" in word for word in hedge.english)]

numbers = st.floats(-1e6, 1e6).map(lambda number: round(number, 6) + 0.0)  # no -0.0


@st.composite
def quantities(draw: st.DrawFn, unit: str = "share") -> Quantity:
    """Draw a quantity, sometimes without a limit on a side, sometimes with an end excluded."""
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    low = draw(st.sampled_from([low, low, -float("inf")]))
    high = draw(st.sampled_from([high, high, float("inf")]))
    return Quantity(low, value, high, unit, *draw(ends(low, high)))


@st.composite
def ends(draw: st.DrawFn, low: float, high: float) -> tuple[bool, bool]:
    """Draw which ends are excluded, such that numbers of six decimals are left between them."""
    if high - low < 1e-5:
        return False, False
    return draw(st.booleans()), draw(st.booleans())


@st.composite
def divisors(draw: st.DrawFn) -> Quantity:
    """Draw a share that is never zero, of either sign, sometimes without a limit."""
    low, value, high = sorted(draw(st.tuples(*[st.floats(0.01, 1e6)] * 3)))
    high = draw(st.sampled_from([high, high, float("inf")]))
    open_low, open_high = draw(ends(low, high))
    if draw(st.booleans()):
        return Quantity(low, value, high, "share", open_low, open_high)
    return Quantity(-high, -value, -low, "share", open_high, open_low)


@st.composite
def wider(draw: st.DrawFn, quantity: Quantity, keep_sign: bool = False) -> Quantity:
    """Draw a quantity that holds another, and no zero if `keep_sign`."""
    below, above = (abs(number) for number in draw(st.tuples(numbers, numbers)))
    low, high = quantity.low - below, quantity.high + above
    if keep_sign and quantity.low > 0:
        low = quantity.low / (1 + below)
    elif keep_sign:
        high = quantity.high / (1 + above)
    return Quantity(low, quantity.value, high, quantity.unit)  # with both its ends


@st.composite
def member(draw: st.DrawFn, quantity: Quantity) -> float:
    """Draw a number that a quantity may be."""
    between = st.floats(
        max(quantity.low, -1e7),
        min(quantity.high, 1e7),
        exclude_min=quantity.open_low and quantity.low > -1e7,
        exclude_max=quantity.open_high and quantity.high < 1e7,
    )
    return draw(between.filter(lambda number: number == 0 or abs(number) > 1e-9))


def hedge_words(positions: str, language: str) -> st.SearchStrategy[str]:
    """Sample the hedge words of a language that open a figure, by position: '…' marks it."""
    words = [word for hedge in OPENING_HEDGES for word in getattr(hedge, language)]
    return st.sampled_from([word for word in words if _position(word) in positions])


def _position(word: str) -> str:
    return {(True, True): "i", (True, False): "a", (False, True): "b"}[
        word.startswith("…"), word.endswith("…")
    ]


@st.composite
def digits(draw: st.DrawFn, most: int = 9_999_999) -> str:
    """Draw a number from 1 up in digits: plain, with commas, or with decimals."""
    number = draw(st.integers(1, most))
    return draw(
        st.sampled_from([f"{number}", f"{number:,}", f"{number}.{number % 7}", f"{number:,}.05"])
    )


@st.composite
def chinese_figures(draw: st.DrawFn) -> str:
    """Draw a figure such as 近32.5萬家, with or without a hedge."""
    scale, unit = draw(
        st.sampled_from([("", "%"), ("", "成"), ("", "家"), ("万", ""), ("萬", "家"), ("億", "元")])
    )
    word = draw(st.just("…") | hedge_words("bia", "chinese"))
    before, _, rest = word.partition("…")
    inside, _, after = rest.partition("…") if rest.endswith("…") else ("", "", rest)
    gap = draw(st.sampled_from(["", " "]))
    return f"{before}{draw(digits())}{inside}{gap}{scale}{unit}{after}"


@st.composite
def english_figures(draw: st.DrawFn) -> str:
    """Draw a figure such as 'nearly 32.5 million firms', with or without a hedge."""
    rest = draw(
        st.sampled_from(["", "%", " percent", " firms", "k", "bn yuan", " million", " million USD"])
    )
    word = draw(st.just("…") | hedge_words("ba", "english"))
    before, _, after = word.partition("…")
    number = draw(digits())
    may_be_other = len(number) == 4 or rest == "k"  # a year, or 4K, a size of pictures
    rest += " firms" * (may_be_other and rest in ("", "k"))
    return f"{before} {number}{rest} {after}"


@st.composite
def unhedged_forms(draw: st.DrawFn) -> str:
    """Draw a range, a fraction, a rank or a figure with an untold digit."""
    low, high = sorted(draw(st.tuples(st.integers(1, 998), st.integers(1, 998))))
    return draw(
        st.sampled_from(
            [
                *(f"{low}%~{high}%", f"{low}-{high}万", f"between {low} and {high} million"),
                *(f"{low}/{low * 3200 + 1}", f"{high + 1}分之{low}", f"{low} in {5 * high + 5:,}"),
                *(f"{low}万{high:04}家", f"{low}亿{high}万元", "三四十家", f"{low}来家"),
                *(f"只有{low}所", f"{low}.5倍", f"{low} or {high}", "七成半", f"${low}m"),
                *(f"第{low}", f"No. {high}", "十几家", "数百亿元", "several thousand", "一半", "½"),
            ]
        )
    )


printed_figures = chinese_figures() | english_figures() | unhedged_forms()
