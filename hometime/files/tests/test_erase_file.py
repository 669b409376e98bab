"""Erasing: the bytes and the name go, the hash stays; and nothing is left on disk that no record keeps."""

import os
from datetime import timedelta

import pytest
from django.db import transaction

from hometime.files.actions import erase_file, keep_file, sweep
from hometime.ledger.models import Entry
from hometime.lib.refusal import Refused


@pytest.fixture
def stored(data, pdf, great_wickering, now):
    return keep_file(pdf, name="note.pdf", organisation=great_wickering, by=None, at=now)


@pytest.fixture
def erase(stored, now, django_capture_on_commit_callbacks):
    def go():
        with django_capture_on_commit_callbacks(execute=True):
            return erase_file(stored, reason="Its time was up", by=None, at=now)

    return go


def test_the_hash_stays(stored, erase, now):
    before = stored.sha256
    erased = erase()
    assert (erased.sha256, erased.erased_at, erased.name) == (before, now, "")
    assert not erased.path.exists()
    assert Entry.objects.filter(act="files.file_erased", subject=stored.code).exists()


def test_it_refuses_a_second_time(erase):
    erase()
    with pytest.raises(Refused, match="erased before"):
        erase()


def test_an_act_that_fails_has_not_lost_the_file(stored, now, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError), transaction.atomic():
        erase_file(stored, reason="A slip", by=None, at=now)
        raise RuntimeError
    assert stored.path.exists()


def aged(path, moment):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    os.utime(path, (moment.timestamp(),) * 2)
    return path


def test_the_sweep_takes_what_no_record_keeps_when_it_is_a_day_old(stored, data, now):
    old = aged(data / "files" / "ab" / "abandoned", now - timedelta(days=2))
    young = aged(data / "files" / "ab" / "about-to-be-kept", now)
    aged(stored.path, now - timedelta(days=400))
    assert sweep(at=now) == 1
    assert (old.exists(), young.exists(), stored.path.exists()) == (False, True, True)


def test_the_sweep_finishes_an_erasing_that_was_interrupted(stored, now):
    erase_file(stored, reason="Its time was up", by=None, at=now)  # the commit never comes: this test is inside it
    aged(stored.path, now - timedelta(days=2))
    assert sweep(at=now) == 1
