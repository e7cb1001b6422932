"""A small source `post` as tables, and a good claims.yaml of it, which tests edit."""

import io

import pandas as pd
import pytest

from analysis import claims
from analysis.errors import DataError

WHERE = "data/raw/post/claims.yaml"
GOOD = """\
- claim_id: ash-before-birch
  kind: assertion
  says_en: Ash has {ash} firms, more than Birch's {birch}.
  says_zh: 甲城有企业{ash}，多于乙城的{birch}。
  line: 1
  claim: firms[Ash] > firms[Birch]
- claim_id: about-equal
  kind: check
  says_en: Ash has the talent of Birch.
  says_zh: 甲城与乙城的人才相当。
  line: 2
  claim: talent[Ash] == talent[Birch]
  within: 5%
  because_en: One part in twenty.
  because_zh: 容许相差二十分之一。
- claim_id: better
  kind: assertion
  says_en: Ash is better.
  says_zh: 甲城更好。
  line: 3
  opinion_en: Nobody counts what is better.
  opinion_zh: 好坏无从统计。
"""


def table(text: str) -> pd.DataFrame:
    """Return a table of words, its numbers and truths as such."""
    found = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    for column in {"low", "value", "high"} & set(found):
        found[column] = found[column].astype("float64")
    if "year" in found:
        found["year"] = pd.to_numeric(found["year"]).astype("Int64")
    for column in {"open_low", "open_high"} & set(found):
        found[column] = found[column] == "yes"
    return found


METRICS = table("""\
metric,unit,share_of,whole,ranks,adds_up,label_en,label_zh
firms,count,,,,yes,firms,企业
firms_share,share,firms,,,,share of the firms,企业占比
firms_rank,rank,,,firms,,rank by firms,企业排名
talent,share,,,,yes,share of the talent,人才占比
listed,count,,,,,firms on a list,名单企业
""")
PLACES = table("""\
place,kinds,part_of,name_en,name_zh
Ash,city,Land,Ash,甲城
Birch,city,Land,Birch,乙城
Land,country,,Land,全国
""")
FIGURES = table("""\
figure_id,source_id,place,metric,year,printed,hedge,stance,low,value,high,unit,open_low,open_high
ash,post,Ash,firms,,近32萬家,nearly,asserted,310000,320000,320000,count,,yes
birch,post,Birch,firms,,30万家,exact,asserted,295000,300000,305000,count,,
ash-talent,post,Ash,talent,,24%,exact,asserted,0.235,0.24,0.245,share,,
birch-talent,post,Birch,talent,,24%,exact,asserted,0.235,0.24,0.245,share,,
wolves,post,Ash,listed,,两家,exact,asserted,2,2,2,count,,
""")
REFERENCES = table("""\
figure_id,place,metric,year,printed,hedge,low,value,high,unit,open_low,open_high,grade,counter,\
published,stands_for,source_of
ash-2023,Ash,firms,2023,310000,exact,309500,310000,310500,count,,,B,Bureau,2024,,
birch-2023,Birch,firms,2023,290000,exact,289500,290000,290500,count,,,B,Bureau,2025-08,,
birch-origin,Birch,firms,2023,990000,exact,989500,990000,990500,count,,,A,Bureau,2024,,post
""")
ROSTERS = table("""\
figure_id,source_id,member_zh,member_en,seat_en,seat_zh
wolves,post,甲,Jia,Ash,甲城
wolves,post,乙,Yi,Birch,乙城
""")
SOURCES = table("source_id,window_first,window_last,published,named\npost,2022,2025,2025-02,\n")
FRAMES = {
    **{"figures": FIGURES, "references": REFERENCES, "rosters": ROSTERS},
    **{"metrics": METRICS, "places": PLACES, "sources": SOURCES},
}


def edited(old: str, new: str) -> str:
    """Return the good text with the one place where `old` stands replaced."""
    assert GOOD.count(old) == 1
    return GOOD.replace(old, new)


def read(path, text: str) -> list[claims.Claim]:
    """Read a claims.yaml of this text."""
    path.write_text(text, encoding="utf-8")
    return claims.read([path], FRAMES)


def judged(path, text: str = GOOD, **changed: pd.DataFrame) -> pd.DataFrame:
    """Return the claims of this text judged, by id; `changed` are tables in place of the usual."""
    tables = claims.judge_all(read(path, text), {**FRAMES, **changed})
    return tables["claims"].set_index("claim_id", drop=False)


def refusal(path, text: str) -> list[str]:
    """Return the problems for which the text is refused, each as its line of the message."""
    with pytest.raises(DataError) as raised:
        read(path, text)
    return str(raised.value).splitlines()
