"""A small made-up source, and the tables of another, for the tests of several modules."""

import io
import shutil
import signal
import subprocess
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from analysis.data import clean, sources, tables
from analysis.data.words import Words
from analysis.errors import DataError

# A job in the background ignores Ctrl-C, and what it starts inherits that; tests send Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)

# How long an example takes says more about the machine than about the law.
settings.register_profile("laws", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("laws")

TEXT = "北京有近32萬家企業,上海有16%的人才。\n兩家在北京:甲乙、丙丁。2024年。\n"
RAW = {
    "places.csv": """\
place,kinds,part_of,name_en,name_zh,colour
Beijing,city;province,,Beijing,北京,#D55E00
Shanghai,city,,Shanghai,上海,#009E73
""",
    "metrics.csv": """\
metric,unit,share_of,whole,ranks,adds_up,label_en,label_zh,definition,definition_zh
firms,count,,,,yes,firms,企業,Firms in business,在業企業
talent_share,share,,,,yes,talent,人才,A place's talent over the country's,一地人才除以全國
listed_firms,count,,,,,listed firms,名單,Size of a list,名單長度
""",
    "post/source.yaml": """\
title_en: A tale
title_zh: 兩城
publisher_en: The Post
publisher_zh: 郵報
subject: Two cities
language: zh-Hant
sha256: 27d32c603c314db3f69d7eb1cc775b13f2dcb1cb8c071d508a00a1f4a006b39d
published: "2025-02"
window: [2023, 2025]
named_sources:
  - {author: The Bureau, title: Yearbook, address: "https://a.cn/y"}
  - {author: 甲報, title: 雙城}
not_figures:
  - {line: 2, start: 12, printed: "2024", why: a year}
""",
    "post/figures.csv": """\
figure_id,place,metric,year,stance,printed,line,start,attributed_to,credited,note,note_zh,seal
beijing-list,Beijing,listed_firms,,former,兩家,2,0,,needs none,the two,兩家,59d815b4
shanghai-talent,Shanghai,talent_share,2024,asserted,16%,1,14,The Bureau,listed,,,9383e803
beijing-firms,Beijing,firms,,asserted,近32萬家,1,3,,none,,,543857df
""",
    "post/rosters.csv": """\
figure_id,member_zh,member_en,seat_en,seat_zh,origin_en,known_from,address,printed,line,start,seal
beijing-list,甲乙,Jiayi,Beijing,北京,Shanghai,press,https://a.cn/j,甲乙,2,6,b329da42
beijing-list,丙丁,Bingding,,,,,,丙丁,2,9,43c2c262
""",
}
REFERENCES = """\
figure_id,place,metric,year,stance,printed,grade,kind,kind_zh,counter,published,stands_for,source_of,\
title,title_zh,address,definition,definition_zh
beijing-firms-2023,Beijing,firms,2023,,over 300 firms,A,official,官方,Bureau,2024-05-01,\
listed_firms,,Yearbook,年鑑,https://a.cn/1,Registered,登記企業
shanghai-talent-undated,Shanghai,talent_share,,,15%,C,blog,博客,Blogger,,,post,,,\
http://b.cn/2,As told,如所述
"""
MADE = ("implied", "claims", "amounts", "flips", "hedge_models", "changes")  # by the claims
PROCESSED = {
    "places": """\
place,kinds,part_of,name_en,name_zh,colour
Beijing,city;province,,Beijing,北京,#D55E00
Shanghai,city,,Shanghai,上海,#009E73
China,country,,China,中国,#000000
""",
    "metrics": """\
metric,unit,share_of,whole,ranks,adds_up,label_en,title_en,label_zh,definition,definition_zh
firms,count,,,,yes,firms,Firms,企業,Firms in business,在業企業
industry,CNY,,,,yes,industry,Industry,產業,Sales,銷售額
""",
    "sources": """\
source_id,title_en,title_zh,publisher_en,publisher_zh,subject,language,sha256,\
published,window_first,window_last,leads,compares,about_en,about_zh,contest_en,contest_zh,named,\
narrowest_opening
post,A tale,兩城,The Post,郵報,Two cities,zh-Hant,27d3,2025-02,2023,2025,sales,,,,,,,0.37
""",
    "named_sources": """\
source_id,position,author,title,address
post,1,The Bureau,Yearbook,
""",
    "figures": """\
figure_id,source_id,place,metric,year,printed,hedge,stance,low,value,high,unit,\
open_low,open_high,line,start,attributed_to,credited,note,note_zh
b-firms,post,Beijing,firms,,近32萬家,nearly,asserted,310000.0,320000.0,320000.0,count,\
False,True,1,3,The Bureau,beside,,
s-firms,post,Shanghai,firms,2023,16家,exact,asserted,16.0,16.0,16.0,count,\
False,False,2,0,,none,by name,按名稱
b-industry,post,Beijing,industry,,387億,exact,asserted,3.865e10,3.87e10,3.875e10,CNY,\
False,False,3,1,,none,,
""",
    "references": """\
figure_id,place,metric,year,printed,hedge,stance,low,value,high,unit,open_low,open_high,grade,\
kind,kind_zh,counter,published,stands_for,source_of,title,title_zh,address,definition,\
definition_zh
b-firms-2024,Beijing,firms,2024,超2400家,more than,asserted,2400.0,2400.0,2500.0,count,True,False,\
A,official,官方,Bureau,2024-12,,,News,新聞,http://a.example/1,By a strict count,嚴格口徑
c-industry,China,industry,,5000亿元,exact,asserted,4.9995e11,5e11,5.0005e11,CNY,False,False,C,\
blog,博客,Blogger,,,,,,http://b.example/x,Sales,銷售額
s-firms-2024,Shanghai,firms,2024,20家,exact,asserted,20.0,20.0,20.0,count,False,False,B,\
press,報刊,Press,2025,,,Count,統計,http://c.example/,As told,如所述
""",
    "implied": """\
source_id,place,metric,year,figure_id,low,high,unit,proof_low,proof_high
post,Beijing,firms,,b-firms,310000.0,315000.0,count,b-firms,b-industry;s-firms
post,China,firms,,,310016.0,inf,count,b-firms;s-firms,
""",
    "rosters": """\
figure_id,source_id,position,member_zh,member_en,seat_en,seat_zh,origin_en,known_from,address,line,start
s-firms,post,1,甲乙,Jiayi,Shanghai,上海,,press,,2,3
""",
    "place_metrics": """\
source_id,place,metric,year,low,value,high,unit,figures
post,Beijing,firms,,310000.0,320000.0,320000.0,count,b-firms
""",
    "amounts": """\
claim_id,by,name_en,name_zh,low,high,unit,printed,ids
first,within,Beijing,北京,310000.0,320000.0,count,yes,b-firms
""",
    "flips": """\
claim_id,by,family,factor,verdict_below,verdict_above
first,within,nearly,2.5,holds,open
sales,supported,more than,0.65,open,contradicted
""",
    "hedge_models": """\
claim_id,verdict,verdict_other,supported,supported_other
first,holds,holds,none,none
sales,not checkable,open,contradicted,contradicted
""",
    "changes": """\
revision,table,row,of,column,old,new,unit,inputs
1,figures,b-firms,firms[Beijing],low,300000.0,310000.0,count,post/figures.csv: b-firms
1,claims,sales,,verdict,open,not checkable,,src/analysis
2,claims,gone,,verdict,holds,,,post/claims.yaml
""",
    "claims": """\
claim_id,source_id,kind,claim,within,held_against,template_en,template_zh,says_en,\
says_zh,verdict,proof,\
world_true,world_false,flips_at_tolerance,flips_at_margin,flips_at_hedge,supported,\
supported_how,supported_proof,references,reason_en,reason_zh,\
reason_supported_en,reason_supported_zh,\
because_en,because_zh,opinion_en,opinion_zh,line,\
reason_figures,reason_supported_figures,headline_en,headline_zh,change_en,change_zh,margin_en,margin_zh,\
references_for,references_against,\
flips_at_tolerance_supported,flips_at_margin_supported,margin_supported_en,margin_supported_zh
first,post,assertion,firms[Beijing] > firms[Shanghai],,references,\
Beijing with {b-firms} has the most.,\
北京{b-firms}最多。,"Beijing with nearly 320,000 has the most.",北京近32萬家最多。,holds,\
b-firms;s-firms;firms[China] holds its parts,,,,18%;20%,2.5,none,,,b-firms-2024,\
It is 1 of 2.,第一。,,,,,,,1,,,,,,,Beijing ahead of Shanghai by 18% to 20%,北京比上海高出18%至20%,\
,,,,,
sales,post,check,industry[Beijing] == industry[China] / 5,5%,references,\
Sales are a fifth.,五分之一。,\
Sales are a fifth.,五分之一。,not checkable,,,,3.4%;3.6%,,,contradicted,weakly,c-industry,\
c-industry,No whole is printed.,没有总数。,It is 7.7%.,为7.7%。,One part in twenty.,\
二十分之一。,,,3,,,\
,,,,,,,c-industry,,\
"−158.1%;−156%",a fifth ahead of Beijing by 156% to 158.1%,五分之一比北京高出156%至158.1%
words,post,assertion,,,references,\
R&D is at </script><b>home.,在此。,R&D is at </script><b>home.,在此。,\
opinion,,,,,,,none,,,,In words alone.,只有文字。,,,,,In words alone.,只有文字。,4,,,,,,,,,,,,,,
many,post,assertion,as_printed(s-firms),,references,Shanghai has {s-firms}.,上海有{s-firms}。,\
Shanghai has 16.,上海有16家。,open,,firms[Shanghai]=16,\
"firms[Shanghai]=17;industry[Beijing, 2023]=38700000000",,,0.5,supported,hindsight,\
s-firms-2024,s-firms-2024,It may be.,也许。,They say so.,他们这样说。,,,,,2,,,,,,,,,,s-firms-2024,\
,,,
""",
}


# Parts of paths of the tests that take longest, what computes on every core beside what often waits
# or has one. What begins last should be short.
LONGEST = (
    *("pipeline/test_builds", "browser/test_accessibility", "pipeline/test_sources"),
    *("claims/test_laws", "browser/test_lab", "pipeline/test_cluster"),
    *("engine/kernels/", "pipeline/test_edits", "browser/", "pipeline/", "engine/", "claims/"),
    *("measures/test_rankings", "test_report_numbers", "test_howto", "drafts/", "test_bytecode"),
)


def pytest_xdist_auto_num_workers():
    """Return how many processes run tests: one more than cores, for one of them often waits."""
    from analysis.engine.graph import cores

    return cores() + 1


def pytest_collection_modifyitems(items):
    """Put the files that take longest first, so that all processes end at about one time."""
    items.sort(key=lambda item: [f"tests/{part}" not in item.path.as_posix() for part in LONGEST])


@pytest.fixture(scope="session")
def turkish(tmp_path_factory):
    """Make a locale in which some fonts have another i; return the variables that choose it."""
    command = shutil.which("localedef")
    if command is None or not Path("/usr/share/i18n/locales/tr_TR").is_file():
        pytest.skip("this system cannot make the locale tr_TR")
    locale = tmp_path_factory.mktemp("locales") / "tr_TR.UTF-8"
    subprocess.run([command, "-i", "tr_TR", "-f", "UTF-8", locale], check=True)
    return {"LOCPATH": str(locale.parent), "LC_ALL": locale.name, "LANG": locale.name}


def write(folder: Path, contents: dict[str, str]) -> None:
    """Write files into a folder, which need not be there."""
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())


@pytest.fixture
def processed(tmp_path, monkeypatch):
    """Write small processed tables, claims and independent figures included; return the folder."""
    monkeypatch.setenv("ANALYSIS_ROOT", str(tmp_path))
    folder = tmp_path / "data" / "processed"
    write(folder, {f"{name}.csv": content for name, content in PROCESSED.items()})
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
    write(folder, RAW)
    return folder


@pytest.fixture
def references(raw):
    """Write two independent figures into the project; return its data/raw."""
    write(raw, {"references/figures.csv": REFERENCES})
    return raw


@pytest.fixture(scope="session")
def every_table(tmp_path_factory):
    """Return every processed table of the project; what is implied and claimed is typed above."""
    root = tmp_path_factory.mktemp("tables")
    raw, processed = root / "data" / "raw", root / "data" / "processed"
    write(raw, RAW | {"references/figures.csv": REFERENCES})
    write(processed, {f"{name}.csv": content for name, content in PROCESSED.items()})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANALYSIS_ROOT", str(root))
        made = clean.clean(sources.read(raw))
        made |= {name: tables.read(name) for name in MADE}
    made["sources"] = made["sources"].assign(narrowest_opening=0.37)
    return made


@pytest.fixture
def frames(every_table):
    """Return copies of every processed table of the project."""
    return {name: frame.copy() for name, frame in every_table.items()}


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


class Same(dict[str, str]):
    """Names that are their own words, but for those given."""

    def __missing__(self, name):
        return name


@pytest.fixture
def english():
    """Return English words in which places and metrics are called what they are in tables."""
    return Words("en", Same(), Same(), Same(firms="Firms", talent="Talent"))


@pytest.fixture
def chinese():
    """Return Chinese words of the same metrics and of one place."""
    metrics = Same(firms="企业", talent="人才", share="企业占比")
    return Words("zh", Same(Wuhan="武汉", Beijing="北京", Shanghai="上海"), metrics, metrics)


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
