import pytest

from hometime.lib import env, sqlite, version


@pytest.mark.parametrize(("said", "meant"), [("true", True), ("ON", True), ("0", False), ("", False), ("no", False)])
def test_a_switch_is_read_as_people_write_it(monkeypatch, said, meant):
    monkeypatch.setenv("HOMETIME_DEMO", said)
    assert env.switch("HOMETIME_DEMO", default=not meant) is meant


def test_a_switch_nobody_set_is_left_as_it_is(monkeypatch):
    monkeypatch.delenv("HOMETIME_DEMO", raising=False)
    assert env.switch("HOMETIME_DEMO", default=True) is True


def test_a_list_is_written_with_commas(monkeypatch):
    monkeypatch.setenv("HOMETIME_HOSTS", "one.example, two.example,,")
    assert env.words("HOMETIME_HOSTS", default="") == ["one.example", "two.example"]


def test_an_unknown_setting_is_refused_with_the_nearest_name(monkeypatch):
    monkeypatch.setenv("HOMETIME_HOST", "one.example")
    with pytest.raises(env.BadSetting, match=r"Did you mean HOMETIME_HOSTS\?"):
        env.refuse_unknown(["HOMETIME_HOSTS", "HOMETIME_DATA"])


@pytest.mark.parametrize(("linked", "mode"), [((3, 40, 1), "DELETE"), ((3, 51, 3), "WAL"), ((3, 53, 0), "WAL")])
def test_the_write_ahead_log_is_used_only_where_it_is_safe(monkeypatch, linked, mode):
    monkeypatch.setattr(sqlite, "linked_version", lambda: linked)
    assert sqlite.journal_mode() == mode


def test_the_version_is_the_newest_numbered_heading_of_the_change_log():
    assert version.version().count(".") == 2
