"""The processed tables: described by the codebook, written exactly, read back as they were."""

import hashlib
import json

import frictionless
import pandas as pd
import pytest
from pandera.errors import SchemaError

from analysis.data import tables
from analysis.data.tables import CODEBOOK, PRIMARY_KEYS
from analysis.errors import DataError, ParameterError

METRICS = pd.DataFrame(
    {
        "metric": ["gdp", "firms"],
        "unit": ["CNY", "count"],
        "share_of": ["", ""],
        "whole": ["", ""],
        "ranks": ["", ""],
        "adds_up": ["yes", ""],
        "label_en": ["NA", "firms, all"],
        "title_en": ["NA", "Firms, all"],
        "label_zh": ["總量", "企業"],
        "definition": ["", 'Those "in business"'],
        "definition_zh": ["", "在業"],
    }
)


@pytest.fixture
def folder(raw):
    """Return the folder of the processed tables, which is there."""
    folder = raw.parent / "processed"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("rows", [None, 0], ids=["every row", "no row"])
@pytest.mark.parametrize("name", CODEBOOK)
def test_what_is_written_is_read_back(frames, folder, name, rows):
    """Types, missing years and bounds, empty texts and the order of rows are all kept."""
    frame = frames[name].iloc[:rows]
    (folder / f"{name}.csv").write_bytes(tables.to_csv(name, frame))
    pd.testing.assert_frame_equal(tables.read(name), frame)


def test_every_table_of_the_codebook_is_tried(frames):
    assert list(frames) == list(CODEBOOK)
    assert all(len(frame) for frame in frames.values())


def test_csv_is_exact_and_the_same_on_every_machine():
    assert tables.to_csv("metrics", METRICS[reversed(METRICS.columns)]).decode() == (
        "metric,unit,share_of,whole,ranks,adds_up,label_en,title_en,label_zh,definition,definition_zh\n"
        "gdp,CNY,,,,yes,NA,NA,總量,,\n"
        'firms,count,,,,,"firms, all","Firms, all",企業,"Those ""in business""",在業\n'
    )


def test_excluded_ends_are_read_back_as_yes_or_no(frames, folder):
    data = tables.to_csv("figures", frames["figures"])
    assert b",320000.0,count,False,True,1,3," in data
    (folder / "figures.csv").write_bytes(data)
    assert tables.read("figures")["open_high"].tolist() == [True, False, False]


def test_a_text_that_looks_missing_is_a_text(folder):
    (folder / "metrics.csv").write_bytes(tables.to_csv("metrics", METRICS))
    read = tables.read("metrics")
    assert (read["label_en"][0], read["definition"][0]) == ("NA", "")


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"metric": ["gdp", "gdp"]}, "series 'metric' contains duplicate values"),
        ({"label_en": ["GDP", None]}, "non-nullable series 'label_en' contains null values"),
        ({"label_en": [1, 2]}, "series 'label_en' to have type string.*, got int64"),
    ],
)
def test_a_table_that_is_not_as_described(changed, message):
    with pytest.raises(SchemaError, match=message):
        tables.check("metrics", METRICS.assign(**changed))


def test_a_table_without_one_of_its_columns():
    with pytest.raises(SchemaError, match="column 'unit' not in dataframe"):
        tables.check("metrics", METRICS.drop(columns="unit"))


def _with_faults(name, frame):
    """Yield the table with a fault each: a row twice, a column gone, a number that is not there."""
    yield pd.concat([frame, frame.iloc[[0]]])
    for column in frame.columns:
        yield frame.drop(columns=column)
        yield frame.assign(**{column: ["", *frame[column].astype(str)[1:]]})


@pytest.mark.parametrize("name", CODEBOOK)
def test_a_table_that_is_not_as_described_is_not_read(frames, folder, name):
    """What is read without the schema's check is what the check would let pass."""
    for at, faulty in enumerate(_with_faults(name, frames[name].convert_dtypes())):
        (folder / f"{name}.csv").write_bytes(faulty.to_csv(index=False).encode())
        found, message = _read(name), None
        tables._read.cache_clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tables, "_fits", lambda *_: False)
            message = _read(name)
        assert found == message, at
        tables._read.cache_clear()


def _read(name):
    """Return a table as text, or why it is not read."""
    try:
        return tables.read(name).to_csv()
    except DataError as error:
        return str(error)


def test_columns_that_the_codebook_does_not_know_are_left_out():
    found = tables.check("metrics", METRICS.assign(year=2024))
    assert list(found.columns) == list(CODEBOOK["metrics"].columns)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ([], "place: found none; expected some of: Beijing, Shanghai."),
        (["Beijing", "Beijing"], "place: found 'Beijing' twice; expected each once."),
    ],
)
def test_names_are_asked_for_once_and_at_all(names, message):
    with pytest.raises(ParameterError) as raised:
        tables.require("place", names, ["Beijing", "Shanghai"])
    assert str(raised.value) == message


def test_an_unknown_name():
    with pytest.raises(ParameterError) as raised:
        tables.require("place", ["Beijing", "Shangai"], ["Beijing", "Shanghai"])
    assert str(raised.value) == (
        "place: found 'Shangai'; expected one of: Beijing, Shanghai (did you mean 'Shanghai'?)."
    )


def test_every_table_and_column_has_a_meaning():
    for name, schema in CODEBOOK.items():
        assert schema.description, name
        for column, spec in schema.columns.items():
            assert spec.description, (name, column)


def test_keys_are_columns_that_the_schema_holds_unique():
    for name, key in PRIMARY_KEYS.items():
        schema = CODEBOOK[name]
        assert schema.unique == key or [schema.columns[column].unique for column in key] == [True]


@pytest.fixture
def written(frames, folder):
    """Write the tables of a made-up source and their description; return the folder."""
    contents = {name: tables.to_csv(name, frame) for name, frame in frames.items()}
    for name, data in contents.items():
        (folder / f"{name}.csv").write_bytes(data)
    (folder / "datapackage.json").write_bytes(tables.to_package(contents))
    return folder


def test_the_package_describes_each_file(frames):
    data = tables.to_csv("metrics", frames["metrics"])
    package = json.loads(tables.to_package({"metrics": data}))
    (resource,) = package["resources"]
    schema = resource.pop("schema")
    assert resource == {
        "profile": "tabular-data-resource",
        "name": "metrics",
        "path": "metrics.csv",
        "description": "What figures measure, in the order that tables follow",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
    }
    assert (schema["primaryKey"], schema["missingValues"]) == (["metric"], [""])
    assert schema["fields"][0] == {
        "name": "metric",
        "description": "Name of the metric",
        "type": "string",
        "constraints": {"required": False},
    }


def test_fields_carry_type_unit_and_whether_they_may_be_empty():
    package = json.loads(tables.to_package({"figures": b"", "place_metrics": b""}))
    fields = [
        {field["name"]: field for field in resource["schema"]["fields"]}
        for resource in package["resources"]
    ]
    low = {"name": "low", "description": "Least amount the print allows", "type": "number"}
    low["unit"] = "that of the column 'unit'"
    assert fields[0]["low"] == {**low, "constraints": {"required": True}}
    assert fields[1]["low"] == {**low, "constraints": {"required": False}}
    assert fields[0]["year"]["type"] == "integer"
    assert fields[0]["open_low"]["type"] == "boolean"
    assert "primaryKey" not in package["resources"][1]["schema"]


def test_a_reader_of_the_data_finds_the_package_valid(written):
    report = frictionless.validate(str(written / "datapackage.json"))
    assert (report.valid, report.stats["tasks"]) == (True, 14)


def test_a_reader_of_the_data_finds_a_changed_table(written):
    """An id used twice is seen by the primary key, and any edit by the fingerprint."""
    path = written / "figures.csv"
    path.write_bytes(path.read_bytes().replace(b"beijing-list,post", b"beijing-firms,post"))
    report = frictionless.validate(str(written / "datapackage.json"))
    errors = {fault for (fault,) in report.flatten(["type"])}
    assert errors == {"primary-key", "hash-count", "byte-count"}


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+5%", "'+5%"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'\t=1"),
        ("'=1", "''=1"),
        ("'tis no formula", "'tis no formula"),
        ("a=1", "a=1"),
    ],
)
def test_a_spreadsheet_runs_no_cell(folder, cell, written):
    """What begins as a formula is marked in the file, and read back as it was."""
    frame = METRICS.assign(definition=cell)
    (folder / "metrics.csv").write_bytes(tables.to_csv("metrics", frame))
    plain = pd.read_csv(folder / "metrics.csv", dtype=str, keep_default_na=False)
    assert set(plain["definition"]) == {written}
    pd.testing.assert_frame_equal(tables.read("metrics"), frame)


def test_the_package_says_how_such_cells_are_marked():
    assert json.loads(tables.to_package({}))["description"] == tables.MARKS


def test_numbers_below_zero_are_numbers(frames, folder):
    """No spreadsheet runs them, and they are no text."""
    frame = frames["implied"].assign(low=-1.5)
    (folder / "implied.csv").write_bytes(tables.to_csv("implied", frame))
    plain = pd.read_csv(folder / "implied.csv")
    assert list(plain["low"]) == [-1.5] * len(frame)


def test_what_a_reader_does_to_a_table_reaches_no_other_reader(folder):
    """Though the table is read and checked once, as long as its file holds the same."""
    path = folder / "metrics.csv"
    path.write_bytes(tables.to_csv("metrics", METRICS))
    read = tables.read("metrics", folder)
    read.loc[0, "unit"] = "changed"
    assert tables.read("metrics", folder).loc[0, "unit"] == "CNY"
    path.write_bytes(tables.to_csv("metrics", METRICS.assign(unit="rank")))
    assert set(tables.read("metrics", folder)["unit"]) == {"rank"}
