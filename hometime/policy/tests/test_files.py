"""YAML and CSV, read with their places."""

import datetime as dt

import pytest

from hometime.engine.errors import PolicyError, place_of
from hometime.policy.files import pack_folders, read_csv, read_yaml


def yaml(tmp_path, text):
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    return read_yaml(path)


def test_only_true_and_false_are_booleans(tmp_path):
    found = yaml(tmp_path, "a: [true, false, yes, no, on, off, True, null, ~, '', 'true']")
    assert found["a"] == [True, False, "yes", "no", "on", "off", "True", None, None, "", "true"]


def test_numbers_and_days(tmp_path):
    assert yaml(tmp_path, "a: [1, -2, 007, 1.5, 1e9, 0x10, 2026-02-28, '2026-02-28', 12345678901234567890]") == {
        "a": [1, -2, 7, "1.5", "1e9", "0x10", dt.date(2026, 2, 28), "2026-02-28", "12345678901234567890"]
    }


def test_every_text_knows_its_place(tmp_path):
    found = yaml(tmp_path, "one:\n  - plain\n  - 'quoted'\n")
    assert (place_of(found["one"][0]).line, place_of(found["one"][0]).column) == (2, 5)
    assert (place_of(found["one"][1]).line, place_of(found["one"][1]).column) == (3, 6)
    assert (place_of(next(iter(found))).line, place_of(found).column) == (1, 1)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: 1\na: 2", ":2:1: “a” stands here twice"),
        ("a: 2026-02-30", ":1:4: There is no day 2026-02-30"),
        ("a: [1", "YAML:"),
        ("a:\n\t- b", ":2:"),
        ("a: \x00", "YAML:"),
        ("a: *gone", "YAML:"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(tmp_path, text, what):
    with pytest.raises(PolicyError) as refused:
        yaml(tmp_path, text)
    assert what in str(refused.value) and refused.value.place.file.endswith("a.yaml")


def test_a_tag_runs_nothing(tmp_path):
    assert yaml(tmp_path, "a: !!python/object/apply:os.system ['true']") == {"a": ["true"]}


def test_a_file_that_is_not_text_is_refused(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"a: \xff\xfe")
    with pytest.raises(PolicyError):
        read_yaml(tmp_path / "a.yaml")
    with pytest.raises(PolicyError):
        read_yaml(tmp_path / "none.yaml")


def test_an_empty_file_is_nothing(tmp_path):
    assert yaml(tmp_path, "# nothing yet\n") is None


def test_rows_of_csv_know_their_line(tmp_path):
    (tmp_path / "a.csv").write_text('id,text\nA1,"two\nlines"\nA2,\n', encoding="utf-8")
    rows = read_csv(tmp_path / "a.csv")
    assert [row["text"] for row in rows] == ["two\nlines", ""]
    assert place_of(rows[1]["id"]).line == 4


def test_the_newest_version_counts(tmp_path):
    for version in ("1", "2", "10"):
        (tmp_path / "schools/small" / version).mkdir(parents=True)
        (tmp_path / "schools/small" / version / "pack.yaml").write_text("pack: small")
    (tmp_path / "schools/small/11").mkdir()
    assert pack_folders(tmp_path)["small"].name == "10"
