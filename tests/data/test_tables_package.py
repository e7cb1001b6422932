"""datapackage.json, which describes the processed tables to whoever reads them elsewhere."""

import hashlib
import json

import frictionless
import pytest

from analysis.data import tables


@pytest.fixture
def written(frames, tmp_path):
    """Write the tables of a made-up source and their description; return the folder."""
    folder = tmp_path / "data" / "processed"
    folder.mkdir()
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
    assert "primaryKey" not in package["resources"][1]["schema"]


def test_a_reader_of_the_data_finds_the_package_valid(written):
    report = frictionless.validate(str(written / "datapackage.json"))
    assert (report.valid, report.stats["tasks"]) == (True, 8)


def test_a_reader_of_the_data_finds_a_changed_table(written):
    """An id used twice is seen by the primary key, and any edit by the fingerprint."""
    path = written / "figures.csv"
    path.write_bytes(path.read_bytes().replace(b"beijing-list,post", b"beijing-firms,post"))
    report = frictionless.validate(str(written / "datapackage.json"))
    errors = {fault for (fault,) in report.flatten(["type"])}
    assert errors == {"primary-key", "hash-count", "byte-count"}
