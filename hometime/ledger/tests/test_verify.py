"""`hometime ledger verify`: it names the first act that does not add up."""

import argparse
import sqlite3

import pytest
from django.db import connection

from hometime.ledger import commands, triggers
from hometime.ledger.actions import entry_hash
from hometime.ledger.models import Chain, Entry, Payload
from hometime.ledger.verifying import Broken, verify
from hometime.lib import boot

from .conftest import GREAT_WICKERING, TAMSIN_HOLLOW
from .test_two_at_once import finish, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def four_acts(act, unguarded):
    acts = [act(turn=turn) for turn in range(4)]
    unguarded()
    return acts


def fault():
    answer = verify(GREAT_WICKERING.code)
    assert isinstance(answer, Broken)
    return answer.sequence, answer.what


def run(*arguments):
    parser = argparse.ArgumentParser()
    commands.add_commands(parser.add_subparsers())
    options = parser.parse_args(["ledger", "verify", *arguments])
    return options.run(options)


def test_a_whole_chain_is_counted_and_its_head_named(act, capsys):
    act()
    last = act()
    assert run() == 0
    assert capsys.readouterr().out == f"Great Wickering Academy: 2 acts, all in order. Head {last.hash}\n"


def test_it_finds_an_altered_entry(four_acts, capsys):
    Entry.objects.filter(sequence=2).update(act="decisions.receipt_lost")
    assert run() == 1
    out = capsys.readouterr().out
    assert out == "Great Wickering Academy: entry 2 has been altered: it no longer matches its own hash.\n"


def test_it_finds_an_entry_altered_together_with_its_hash(four_acts):
    entry = four_acts[1]
    entry.act = "decisions.receipt_lost"
    Entry.objects.filter(pk=entry.pk).update(act=entry.act, hash=entry_hash(entry))
    assert fault() == (3, "does not follow the entry before it.")


def test_it_finds_a_last_entry_altered_together_with_its_hash(four_acts):
    entry = four_acts[3]
    entry.act = "decisions.receipt_lost"
    Entry.objects.filter(pk=entry.pk).update(act=entry.act, hash=entry_hash(entry))
    assert fault() == (4, "is not the one that the head of the chain knows.")


def test_it_finds_altered_details(four_acts):
    Payload.objects.filter(entry=four_acts[2]).update(text='{"details":{"turn":9}}')
    assert fault() == (3, "has had its details altered.")


def test_it_finds_details_that_were_taken_away(four_acts):
    Payload.objects.filter(entry=four_acts[2]).delete()
    assert fault() == (3, "has lost its details, and they were not erased in the proper way.")


def test_it_finds_details_erased_without_an_act(four_acts):
    Payload.objects.filter(entry=four_acts[2]).update(text=None)
    assert fault() == (3, "has had its details erased, and no act says by whom.")


def take_away(*entries):
    Payload.objects.filter(entry__in=entries).delete()
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()


def test_it_finds_a_deleted_entry(four_acts):
    take_away(four_acts[1])
    assert fault() == (2, "is missing.")


def test_it_finds_a_missing_tail(four_acts):
    take_away(*four_acts[2:])
    assert fault() == (3, "is missing, and so is all that followed: there should be 4 acts.")


def test_it_finds_a_missing_head_row(four_acts):
    Chain.objects.all().delete()
    assert fault() == (4, "is the last, but the head of the chain has gone.")


def test_a_tail_cut_off_together_with_the_head_is_found_with_a_head_held_elsewhere(four_acts, capsys):
    held = f"4:{four_acts[3].hash}"
    take_away(*four_acts[2:])
    Chain.objects.update(length=2, head=four_acts[1].hash)
    assert run() == 0
    assert run("--held", held) == 1
    assert "entry 3 is missing" in capsys.readouterr().out


def test_a_chain_made_again_is_found_with_a_head_held_elsewhere(four_acts, capsys):
    assert run("--held", f"2:{'0' * 64}") == 1
    assert "entry 2 is not the one that was written down elsewhere" in capsys.readouterr().out


def test_one_organisation_is_chosen_by_name_or_code(act, capsys):
    act()
    act(organisation=TAMSIN_HOLLOW)
    run("--organisation", "tamsin hollow primary")
    run("--organisation", str(GREAT_WICKERING.code))
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Tamsin Hollow Primary: 1 act,") and second.startswith("Great Wickering Academy: 1 act,")


def test_an_unknown_organisation_is_refused(act, capsys):
    act()
    assert run("--organisation", "Elsewhere") == 2
    assert capsys.readouterr().err == "The ledger holds no acts of “Elsewhere”.\n"


def test_a_head_that_cannot_be_one_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        run("--held", "4:xyz")
    assert stopped.value.code == 2


def test_it_says_when_the_database_would_let_the_past_be_changed(four_acts, capsys):
    assert triggers.missing(connection)
    assert run() == 0
    assert "its triggers are missing" in capsys.readouterr().err


def test_a_folder_without_a_database_is_said_so(tmp_path):
    done = finish(start(["-m", "hometime", "ledger", "verify"], f"sqlite:///{tmp_path / 'none' / 'site.sqlite3'}"))
    assert done == (2, "")


def test_where_only_the_demo_was_started_its_ledger_is_meant(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("HOMETIME_DEMO", "DATABASE_URL", "HOMETIME_DATA", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "hometime-data").mkdir()
    assert not boot.has_only_the_demo()
    (tmp_path / "hometime-data" / "demo.sqlite3").touch()
    assert boot.has_only_the_demo()
    own = sqlite3.connect(tmp_path / "hometime-data" / "hometime.sqlite3")
    own.execute("PRAGMA journal_mode=WAL")
    assert boot.has_only_the_demo()  # a bare file is what a command leaves that found no database
    own.execute("CREATE TABLE ledger_chain (length)")
    assert not boot.has_only_the_demo()
    own.close()
