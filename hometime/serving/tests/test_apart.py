"""What a process of its own does lasts; where it fails, so does whoever sent it."""

import sys

import pytest

from hometime.serving.apart import do_apart


def nothing():
    pass


def test_it_is_done_before_anything_goes_on(tmp_path):
    seen = []
    do_apart(lambda: (tmp_path / "done").write_text("yes"), meanwhile=lambda: seen.append("meanwhile"))
    assert (tmp_path / "done").read_text() == "yes"
    assert seen == ([] if sys.platform in ("darwin", "win32") else ["meanwhile"])


def test_its_memory_is_its_own():
    kept = []
    do_apart(lambda: kept.append("a lot"), meanwhile=nothing)
    assert kept == (["a lot"] if sys.platform in ("darwin", "win32") else [])


@pytest.mark.parametrize("code", [2, 1])
def test_an_end_is_handed_on(code):
    with pytest.raises(SystemExit) as ended:
        do_apart(lambda: sys.exit(code), meanwhile=nothing)
    assert ended.value.code == code


@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="there it is done in the same process")
def test_a_fault_is_told_and_ends_both(capfd):
    with pytest.raises(SystemExit) as ended:
        do_apart(lambda: 1 / 0, meanwhile=nothing)
    assert ended.value.code == 1
    assert "ZeroDivisionError" in capfd.readouterr().err
