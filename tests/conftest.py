"""A small made-up source, and the tables of another, for the tests of several modules."""

import io
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from analysis import claims
from analysis.data import clean, sources
from analysis.errors import DataError

# How long an example takes says more about the machine than about the law.
settings.register_profile("laws", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("laws")

TEXT = "北京有近32萬家企業,上海有16%的人才。\n兩家在北京:甲乙、丙丁。2024年。\n"
RAW = {
    "places.csv": """\
place,kind,part_of,name_en,name_zh,colour
Beijing,city,,Beijing,北京,#D55E00
Shanghai,city,,Shanghai,上海,#009E73
""",
    "metrics.csv": """\
metric,unit,label_en,label_zh,definition
firms,count,firms,企業,Firms in business
talent_share,share,talent,人才,A place's talent over the country's
listed_firms,count,listed firms,名單,Size of a list
""",
    "post/source.yaml": """\
title_en: A tale
title_zh: 兩城
publisher_en: The Post
publisher_zh: 郵報
subject: Two cities
language: zh-Hant
sha256: 27d32c603c314db3f69d7eb1cc775b13f2dcb1cb8c071d508a00a1f4a006b39d
not_figures:
  - {line: 2, start: 12, printed: "2024", why: a year}
""",
    "post/figures.csv": """\
figure_id,place,metric,year,printed,line,start,attributed_to,note,seal
beijing-list,Beijing,listed_firms,,兩家,2,0,,the two,59d815b4
shanghai-talent,Shanghai,talent_share,2024,16%,1,14,The Bureau,,9383e803
beijing-firms,Beijing,firms,,近32萬家,1,3,,,543857df
""",
    "post/rosters.csv": """\
figure_id,member_zh,member_en,printed,line,start,seal
beijing-list,甲乙,Jiayi,甲乙,2,6,b329da42
beijing-list,丙丁,Bingding,丙丁,2,9,43c2c262
""",
}
REFERENCES = """\
figure_id,place,metric,year,printed,grade,kind,title,address,definition
beijing-firms-2023,Beijing,firms,2023,over 300 firms,A,official,Yearbook,https://a.cn/1,Registered
shanghai-talent-undated,Shanghai,talent_share,,15%,C,blog,,http://b.cn/2,As told
"""
PROCESSED = {
    "places": """\
place,kind,part_of,name_en,name_zh,colour
Beijing,city,,Beijing,北京,#D55E00
Shanghai,city,,Shanghai,上海,#009E73
""",
    "metrics": """\
metric,unit,label_en,title_en,label_zh,definition
firms,count,firms,Firms,企業,Firms in business
industry,CNY,industry,Industry,產業,Sales
""",
    "sources": """\
source_id,title_en,title_zh,publisher_en,publisher_zh,subject,language,sha256
post,A tale,兩城,The Post,郵報,Two cities,zh-Hant,27d3
""",
    "figures": """\
figure_id,source_id,place,metric,year,printed,hedge,low,value,high,unit,\
line,start,attributed_to,note
b-firms,post,Beijing,firms,,近32萬家,nearly,310000.0,320000.0,320000.0,count,1,3,The Bureau,
s-firms,post,Shanghai,firms,2023,16家,exact,16.0,16.0,16.0,count,2,0,,by name
b-industry,post,Beijing,industry,,387億,exact,3.865e10,3.87e10,3.875e10,CNY,3,1,,
""",
    "references": """\
figure_id,place,metric,year,printed,hedge,low,value,high,unit,grade,\
kind,title,address,definition
b-firms-2024,Beijing,firms,2024,超2400家,more than,2400.0,2400.0,2500.0,count,A,\
official,News,http://a.example/1,By a strict count
c-industry,China,industry,,5000亿元,exact,4.9995e11,5e11,5.0005e11,CNY,C,\
blog,,http://b.example/x,Sales
s-firms-2024,Shanghai,firms,2024,20家,exact,20.0,20.0,20.0,count,B,\
press,Count,http://c.example/,As told
""",
    "claims": """\
claim_id,source_id,relation,held_by,says_en,says_zh,line,verdict,reason,reason_zh,\
supported,reason_supported,tolerance,low,value,high,unit,figures,references,pairs
first,post,rank,,Beijing has the most.,北京最多。,1,holds,It is no. 1.,,\
not checkable,No figure.,,1.0,1.0,1.0,rank,b-firms;s-firms,,
sales,post,ratio,compare-with-reference,Sales are a fifth.,五分之一。,3,not checkable,No whole.,,\
fails,In no reading.,One in twenty.,1.75681e11,1.935e11,2.15278e11,CNY,b-industry,c-industry,
words,post,not-checkable,,R&D is at </script><b>home.,在此。,4,not checkable,In words alone.,\
只有文字。,not checkable,No figure.,,,,,,,,
""",
}


@pytest.fixture(scope="session")
def turkish(tmp_path_factory):
    """Make a locale in which some fonts have another i; return the variables that choose it."""
    command = shutil.which("localedef")
    if command is None or not Path("/usr/share/i18n/locales/tr_TR").is_file():
        pytest.skip("this system cannot make the locale tr_TR")
    locale = tmp_path_factory.mktemp("locales") / "tr_TR.UTF-8"
    subprocess.run([command, "-i", "tr_TR", "-f", "UTF-8", locale], check=True)
    return {"LOCPATH": str(locale.parent), "LC_ALL": locale.name, "LANG": locale.name}


@pytest.fixture
def processed(tmp_path, monkeypatch):
    """Write small processed tables, claims and independent figures included; return the folder."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "processed"
    folder.mkdir(parents=True)
    for name, content in PROCESSED.items():
        (folder / f"{name}.csv").write_bytes(content.encode())
    return folder


@pytest.fixture
def text(tmp_path):
    """Write a text of two lines; return its file."""
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def raw(tmp_path, monkeypatch):
    """Write a project whose one source, `post`, is typed from the text; return its data/raw."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "raw"
    for name, content in RAW.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    return folder


@pytest.fixture
def references(raw):
    """Write two independent figures into the project; return its data/raw."""
    path = raw / "references" / "figures.csv"
    path.parent.mkdir()
    path.write_bytes(REFERENCES.encode())
    return raw


@pytest.fixture
def frames(references):
    """Return every processed table of the project, with one claim."""
    made = clean.clean(sources.read(references))
    relation = {"kind": "roster-count", "size": "beijing-list"}
    words = {"says_en": "Two are listed.", "says_zh": "名單有兩家。"}
    typed = {"source_id": "post", "claim_id": "listed", "line": 2, "relation": relation}
    claim = claims.Claim.model_validate(typed | words)
    made["claims"] = claims.judge_all([claim], made["figures"], made["rosters"])
    return made


@pytest.fixture
def edit(raw):
    """Return a function that replaces the one place where `old` stands in a file of data/raw."""

    def edit(name, old, new):
        path = raw / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")

    return edit


@pytest.fixture
def problems(raw):
    """Return a function that gives the problems for which data/raw is refused, a line each."""

    def problems(sealed=True):
        with pytest.raises(DataError) as raised:
            sources.read(raw, sealed)
        return str(raised.value).splitlines()

    return problems


@pytest.fixture
def figures():
    """Return five figures: of firms, two overlap and one is below; of talent, none overlap."""
    text = """\
figure_id,place,metric,year,printed,hedge,low,value,high,unit,attributed_to,note
b-firms,Beijing,firms,,近32萬家,nearly,310000,320000,320000,count,The Bureau,
s-firms,Shanghai,firms,,約30萬家,about,285000,300000,315000,count,The Bureau,
z-firms,Shenzhen,firms,2023,16家,exact,16,16,16,count,,
b-talent,Beijing,talent,2023,24%,exact,0.235,0.24,0.245,share,,by headcount
s-talent,Shanghai,talent,2021,12%,exact,0.115,0.12,0.125,share,,
"""
    types = {"year": "Int64"} | dict.fromkeys(["low", "value", "high"], "float64")
    return pd.read_csv(io.StringIO(text), dtype=types).fillna({"attributed_to": "", "note": ""})


@pytest.fixture
def labels():
    """Return the labels of those figures' metrics, as inside a sentence, by metric."""
    return pd.Series({"firms": "firms", "talent": "talent"})


@pytest.fixture
def titles():
    """Return the labels of those figures' metrics, as at the start of a line, by metric."""
    return pd.Series({"firms": "Firms", "talent": "Talent"})


@pytest.fixture
def amounts():
    """Return a function that gives figures for lines of place, metric, low, value and high."""

    def amounts(text):
        names = ["place", "metric", "low", "value", "high"]
        types = dict.fromkeys(names[2:], "float64")
        rows = pd.read_csv(io.StringIO(text), names=names, dtype=types, skipinitialspace=True)
        rows.insert(0, "figure_id", rows["place"] + "-" + rows["metric"])
        return rows.assign(unit="count")

    return amounts
