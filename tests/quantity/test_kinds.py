"""Kinds of printed figures: what is read, what is refused, and laws that hold of all of them.

Where a collection of figures as they occur in public pages is at hand (in the folder that
$ANALYSIS_SHARED names, or in ../shared beside the checkout), it is scored too.
"""

import csv
import os
import sys
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.quantity import Quantity, UnreadableFigure, parse
from analysis.quantity.reading import MOST_CHARACTERS

from .strategies import digits

CHECKOUT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("ANALYSIS_SHARED") or CHECKOUT.parent / "shared")
FIGURES = SHARED / "benchmarks" / "printed_figures.csv"
NEAR = 0.06  # of the value, by which a bound may lie beside that of a careful reader
OF_THEIR_OWN = ("year", "month", "week", "day", "hour", "age")  # what a time may be read in

READ = {
    "70亿参数|520万标准机架|1.4万亿tokens|7B": None,
    "24 provinces|24个省份|24省": (24, 24, 24, "count"),
    "20多个国家和地区|20多万民众": None,
    "约有3万家|约为3万家|约3万家": (25_000, 30_000, 35_000, "count"),
    "达5万家|达到了5万家|5万家": (45_000, 50_000, 55_000, "count"),
    "超过了500家|已超过500家|超过500家": (500, 500, 600, "count"),
    "stood at 5%|is 5%|5%|占比5%|占全国的5%": (0.045, 0.05, 0.055, "share"),
    "七二九．二億|729.2億": (72_915e6, 72_920e6, 72_925e6, "count"),
    "七五○○億|7500億": (749_950e6, 750_000e6, 750_050e6, "count"),
    "十點二三三|10.23300": None,
    "1.2个百分点|120个基点的": None,
    "提高1.2个百分点|up 1.2 percentage points": (0.0115, 0.012, 0.0125, "pp"),
    "下降0.2个百分点|down 0.2 points": (-0.0025, -0.002, -0.0015, "pp"),
    "250 basis points|250个基点|250bp": (0.025, 0.025, 0.025, "pp"),
    "同比增长15.1%|up 15.1%|a 15.1% rise|+15.1%": (0.1505, 0.151, 0.1515, "share-change"),
    "下跌近5%|a nearly 5% drop": (-0.05, -0.05, -0.04, "share-change"),
    "比2020年下降15.3%|down 15.3%": (-0.1535, -0.153, -0.1525, "share-change"),
    "提高到5%|占GDP的5%|比重达5%|down to 5%": (0.045, 0.05, 0.055, "share"),
    "同比-5%|较上年下降5%|fell 5% year on year": (-0.055, -0.05, -0.045, "share-change"),
    "50家以上企业|50个以上": (50, 50, 60, "count"),
    "三成以上的企业|三成以上": (0.3, 0.3, 0.4, "share"),
    "between about 3 and 5 million": (3e6, 4e6, 5e6, "count"),
    "一万三|13,000": (13_000, 13_000, 13_000, "count"),
    "三亿五|3亿5千万": (345e6, 350e6, 355e6, "count"),
    "2000多年": (2000, 2000, 3000, "year"),
    "-1.48‰": (-0.001485, -0.00148, -0.001475, "share"),
    "-20℃—55℃": (-20, 17.5, 55, "celsius"),
    "零下9到零下15摄氏度": (-15, -12, -9, "celsius"),
    "-$104 million|$(104) million": (-104.5e6, -104e6, -103.5e6, "USD"),
    "±3.0%|正负3.0%|+/-3.0%": (-0.03, 0, 0.03, "share"),
    "45% ± 3%|45±3%": (0.42, 0.45, 0.48, "share"),
    "twice|2倍|兩倍|翻一番|doubled": (1.5, 2, 2.5, "share"),
    "more than four times|超过4倍": (4, 4, 5, "share"),
    "增长1.8倍|激增1.8倍": (2.75, 2.8, 2.85, "share"),
    "a threefold increase|tripled|三倍": (2.5, 3, 3.5, "share"),
    "top ten|前十|全国前十|前10名": (1, 10, 10, "rank"),
    "175B parameters|175bn models": (174.5e9, 175e9, 175.5e9, "count"),
    "1.5M users": (1.45e6, 1.5e6, 1.55e6, "count"),
    "Rs 30,000 crore": (299_995e6, 300_000e6, 300_005e6, "INR"),
    "12,34,567|1 234 567|1,234,567|1.234.567": (1_234_567, 1_234_567, 1_234_567, "count"),
    "3兆4,740.51億元": (3_474_050_500_000, 3_474_051_000_000, 3_474_051_500_000, "TWD"),
    "300,000 to 1 million|300,000-1 million": (3e5, 6.5e5, 1e6, "count"),
    "8000至1万": (8000, 9000, 10_000, "count"),
    "70-100,000": (70_000, 85_000, 100_000, "count"),
    "約 34～36%|34%至36%": (0.34, 0.35, 0.36, "share"),
    "约700多人|700多人": (700, 700, 800, "count"),
    "up to about 500": (0, 500, 525, "count"),
    "one in four children|a quarter of them all|1 in 4": None,
    "过半|超过半数|over half": (0.5, 0.5, 0.6, "share"),
    "30 per 100,000|每10万人有30例": (0.000295, 0.0003, 0.000305, "share"),
    "a few hundred people|several hundred": (200, 599.5, 999, "count"),
    "over 98%|98%以上": (0.98, 0.98, 0.99, "share"),
    "about 98%": (0.931, 0.98, 1, "share"),
    "at least 98%": (0.98, 0.98, 1, "share"),
    "3.14E+23 flops|3.14 x 10^23 flops|3.14×10²³ flops": (3.135e23, 3.14e23, 3.145e23, "flop"),
}
REFUSED = """
2008|2010-2021|circa 1500|c. 1500|二○二二年|2008年|1990s|from 1976 to 1979|up to 2010
9/11|12/25|63/37|24/7|5/10|6-2|1:2|3.3∶37.3|5 to 10,000|1.234|12.500 people
14.5%和11.5%|1500亿元、2000亿元|HK$45.0m (£4.8m/€5.4m)|From Rs 5 trillion to Rs 6 trillion
2.5 times greater|five times more likely|5 more|$5 less|top 2%|8折|5个点|3T|5 milion
不足北京的十分之一|算力规模位居第二|5-star hotels|3号线|第二产业|前三季度|10点|3点半|90年代
5月|11月27日|两个半月|半年|007|5G|3D打印机|5nmx|500 bc|五年来|5家不止一
500 maximum|degrees|44 degrees|±|约|of
more than -5|近-5%|同比5%|up 5% down|rose above 8%|rose 5,000 to 20,000
下降3倍|5%增长下降|2 thirds majority|three-quarters full
"""


@pytest.mark.parametrize(
    ("printed", "expected"),
    [(one, bounds) for texts, bounds in READ.items() if bounds for one in texts.split("|")],
)
def test_kinds_that_are_read(printed, expected):
    """The bounds of one kind are the same in whatever words it is printed."""
    read = parse(printed)
    assert read.unit == expected[3]
    assert (read.low, read.value, read.high) == pytest.approx(expected[:3], rel=1e-12)


@pytest.mark.parametrize("printed", REFUSED.replace("\n", "|").strip("|").split("|"))
def test_kinds_that_are_refused(printed):
    """A wrong reading is worse than none."""
    with pytest.raises(UnreadableFigure):
        parse(printed)


@pytest.mark.parametrize(
    ("printed", "low"), [("十點二三三", 10.2325), ("10.2330", 10.23295), ("三十九．五％", 0.3945)]
)
def test_digits_after_a_point_are_read_one_by_one(printed, low):
    assert parse(printed).low == pytest.approx(low, rel=1e-12)


COUNTED = st.sampled_from(
    ["", "家", "家企业", "个省份", " provinces", "名学生", "种新产品", " new models"]
)
HEDGED = st.sampled_from(["", "近", "约", "超过", "至少", "不到", "仅", "约有"])


@given(number=digits(), scale=st.sampled_from(["", "万", "亿"]), noun=COUNTED, hedge=HEDGED)
def test_a_noun_changes_nothing(number, scale, noun, hedge):
    """What is counted is read alike, with or without its noun."""
    plain = f"{hedge}{number}{scale}"
    assume(scale or "," in number or "." in number)  # else it may be a year
    assert parse(plain + noun) == parse(plain)


@given(number=digits(), hedge=HEDGED)
def test_a_fall_is_a_rise_below_zero(number, hedge):
    """Bounds and excluded ends of a fall are those of a rise, mirrored."""
    up, down = parse(f"增长{hedge}{number}%"), parse(f"下降{hedge}{number}%")
    ends = (-up.high, -up.value, -up.low, up.unit, up.open_high, up.open_low)
    assert down == Quantity(*ends)


@given(number=digits(), hedge=st.sampled_from(["", "近", "约", "超过", "至少", "over ", "about "]))
def test_no_hedge_makes_a_share_more_than_the_whole(number, hedge):
    """A share below 1 stays so, however far its hedge opens."""
    read = parse(f"{hedge}{number}%")
    assert read.high <= 1 or read.value >= 1


@pytest.mark.parametrize("piece", ["1", "1-", "百", "约", "1,000", "a ", "(", "1 000 ", "±", "一"])
def test_the_time_grows_with_the_text(piece):
    """Twice the text takes at most twice the steps, and a longer one than any figure takes none."""
    steps = [_steps(piece * (length // len(piece))) for length in (29, 59, MOST_CHARACTERS - 1)]
    assert steps[2] <= 2.5 * steps[1] + 2000
    assert _steps(piece * 1000) <= 100


@pytest.mark.parametrize("text", ["x" * 5000, "约" * 5000, "5 " + "firm" * 20, "1-" * 50])
def test_messages_clip_what_they_quote(text):
    """However long a text is, its message is a line or two."""
    with pytest.raises(UnreadableFigure) as caught:
        parse(text)
    assert len(str(caught.value)) < 400


def _steps(text: str) -> int:
    """Return how many lines of this package are run to read or refuse a text."""
    count = 0

    def trace(frame, event, _argument):
        nonlocal count
        count += event == "line"
        return trace if "quantity" in frame.f_code.co_filename else None

    sys.settrace(trace)
    try:
        parse(text)
    except UnreadableFigure:
        pass
    finally:
        sys.settrace(None)
    return count


def _scored() -> list[tuple[str, dict[str, str]]]:
    """Return what becomes of each figure of the collection: right, wrong, refused, kept."""
    with FIGURES.open(encoding="utf-8", newline="") as rows:
        return [(_judge(row), row) for row in csv.DictReader(rows)]


def _judge(row: dict[str, str]) -> str:
    is_none = row["expected_low"] == "REFUSE"
    try:
        read = parse(row["printed"])
    except UnreadableFigure:
        return "kept" if is_none else "refused"
    if is_none:
        return "kept" if read.unit in OF_THEIR_OWN else "wrong"
    near = NEAR * abs(read.value or read.high)
    bounds = (read.low, read.value, read.high)
    expected = (row[f"expected_{name}"] for name in ("low", "value", "high"))
    fits = all(
        told == "any" or float(told) == bound or abs(float(told) - bound) <= near
        for told, bound in zip(expected, bounds, strict=True)
    )
    return "right" if fits and read.unit == row["unit"] else "wrong"


def test_figures_as_they_occur():
    """Of what a careful reader can read, 95% is read right, and nothing is misread."""
    if not FIGURES.exists():
        pytest.skip("no collection of printed figures in ../shared/benchmarks")
    scored = _scored()
    assert [row["printed"] for verdict, row in scored if verdict == "wrong"] == []
    readable = [verdict for verdict, _ in scored if verdict != "kept"]
    assert readable.count("right") >= 0.95 * len(readable)
