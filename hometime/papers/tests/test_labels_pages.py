"""Labels on a phone: one thing out and back, several in one go, sheets to print, and an electronic copy instead."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hometime.papers.actions import sign_out
from hometime.papers.models import PaperRequest, PaperSet, SignOut
from hometime.papers.taking import of_labelled

from .conftest import HOW
from .test_papers_pages import day, told, where

pytestmark = pytest.mark.usefixtures("at_that_moment")


def short(**changes):
    kept = ("once", "purpose", "container", "online_instead", "only_needed")
    return {name: value for name, value in told().items() if name in kept or "due_on" in name} | changes


def test_each_thing_gets_a_label_of_its_own(logging, tess, page):
    page.sign_in(tess)
    made = page.post(where("set-new"), told(what="Folders", items="Folder A\nFolder B", labels="apart"))
    assert made.headers["Location"] == where("labels")
    assert [each.is_single for each in PaperSet.objects.all()] == [True, True]
    seen = page.get(where("labels")).page
    codes = [each.attrs["value"] for each in seen.all("input") if each.attrs.get("name") == "code"]
    assert len(codes) == 2
    assert page.get(where("labels-pdf"), {"code": codes}).content.startswith(b"%PDF")
    again = page.post(where("set-new"), told(what="Folders", items="Folder A", labels="apart"))
    assert again.status_code == 422 and "has a label already" in again.page.text


def test_nothing_ticked_prints_nothing(folders, tess, stella, page):
    assert page.sign_in(tess).get(where("labels-pdf")).headers["Location"] == where("labels")
    theirs = page.sign_in(stella).get(where("labels-pdf"), {"code": [str(folders[0].code)]})
    assert theirs.headers["Location"] == where("labels")
    assert "There are no labels yet" in page.get(where("labels")).page.text


def test_a_folder_goes_out_and_comes_back_by_its_label(folders, tess, leo, page):
    label = where("scan", folders[0].label.lower())
    seen = page.sign_in(tess).get(label).page
    assert seen.h1 == "Take Folder A" and "Scan others to take with it" in seen.text
    assert page.post(label, short()).status_code == 302
    assert "Tess Okafor has signed this out" in page.sign_in(leo).get(label).page.text
    page.sign_in(tess)
    back = page.get(label).headers["Location"]
    assert "Is it back at school?" in page.get(back).page.text
    page.post(back, {"items": ["1"]})
    assert SignOut.objects.get().closed_at
    assert page.get(label).page.h1 == "Take Folder A"


def test_several_are_scanned_and_signed_out_in_one_go(folders, tess, page):
    page.sign_in(tess)
    first = page.post(where("gather-pick"), short(label=folders[0].label.lower()), follow=True).page
    assert first.h1 == "Take several things" and "Added: Folder A" in first.text
    assert page.get(where("scan", folders[1].label)).headers["Location"] == where("gather")
    assert "No label says “NONE”" in page.post(where("gather-pick"), {"label": "none"}, follow=True).page.text
    page.get(where("scan", folders[2].label))
    page.post(where("gather-drop", folders[2].label), follow=True)
    seen = page.get(where("gather")).page.text
    assert "Folder B" in seen and "Binder" not in seen
    assert page.post(where("gather"), short(purpose="")).status_code == 422
    assert page.post(where("gather"), short()).status_code == 302
    assert [item.thing for item in SignOut.objects.get().items.all()] == folders[:2]
    one = page.get(where("scan", folders[1].label)).headers["Location"]
    assert "You signed out 1 more with it" in page.get(one).page.text
    page.post(one, {"items": ["2"]})
    assert SignOut.objects.get().items.filter(ended_at=None).get().thing == folders[0]
    assert page.get(where("scan", folders[2].label)).page.h1 == "Take Binder"


def test_whoever_scans_what_is_out_is_told_who_has_it(folders, class_set, tess, leo, viewer, now, page):
    sign_out(of_labelled(folders[:1], **HOW), once=uuid4(), by=viewer(leo), at=now)
    page.sign_in(tess).get(where("gather"))
    refused = [(folders[0], "Leo Brandt has signed “Folder A” out"), (class_set, "“7B history” is a whole set")]
    for it, words in refused:
        said = page.get(where("scan", it.label), follow=True).page.text
        assert words.split(" has ")[-1] in said
    assert "Nothing is scanned yet" in page.get(where("gather")).page.text


def test_one_who_was_quicker_between_scan_and_sign_out(folders, tess, leo, viewer, now, page):
    page.sign_in(tess).get(where("gather"))
    page.get(where("scan", folders[0].label))
    page.get(where("scan", folders[1].label))
    made = sign_out(of_labelled(folders[:1], **HOW), once=uuid4(), by=viewer(leo), at=now)
    answer = page.post(where("gather"), short())
    assert answer.status_code == 422 and f"{leo.name} has signed “Folder A” out" in answer.page.text
    assert SignOut.objects.get() == made
    page.post(where("gather-drop", folders[0].label))
    assert page.post(where("gather"), short()).status_code == 302


def test_gathering_ends_by_itself_and_by_a_button(folders, tess, now, page, monkeypatch):
    page.sign_in(tess).get(where("gather"))
    page.get(where("scan", folders[0].label))
    page.post(where("gather-stop"))
    assert page.get(where("scan", folders[0].label)).page.h1 == "Take Folder A"
    page.get(where("gather"))
    page.get(where("scan", folders[0].label))
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(minutes=61))
    assert page.get(where("scan", folders[0].label)).page.h1 == "Take Folder A"


def test_leave_is_asked_for_all_of_them_where_the_policy_wants_it(folders, asking, tess, page):
    page.sign_in(tess).get(where("gather"))
    for each in folders[:2]:
        page.get(where("scan", each.label))
    asked = {name: value for name, value in short().items() if name not in ("online_instead", "only_needed")}
    assert page.post(where("gather"), asked).status_code == 302
    assert PaperRequest.objects.get().labels == [each.label for each in folders[:2]]


def test_labels_are_found_by_name_and_listed_at_the_same_cost(folders, tess, page, django_assert_max_num_queries):
    page.sign_in(tess)
    found = page.get(where("sets"), {"q": "fold"}).page.text
    assert "Folder A" in found and "Binder" not in found
    assert "Nothing is called that" in page.get(where("sets"), {"q": "zzz"}).page.text
    with django_assert_max_num_queries(14):
        page.get(where("sets"))


def test_an_electronic_copy_is_used_instead(logging, class_set, tess, hana, page):
    page.sign_in(tess)
    assert "Use an electronic copy instead" in page.get(where("sign-out")).page.text
    short_of = page.post(where("instead"), told(purpose=""))
    assert short_of.status_code == 422
    made = page.post(where("instead"), told(), follow=True).page
    assert "the papers stay at school. Keep it in an encrypted device" in made.text
    assert "IG67 and IG68 were kept to" in made.text and "Each thing" not in made.text
    page.post(where("instead") + f"?label={class_set.label}", {"purpose": "To plan", "once": str(uuid4())})
    assert SignOut.objects.filter(paper_set=class_set, origin="instead").exists()
    log = page.sign_in(hana).get(where("log")).page.text
    assert log.count("Not taken: electronic copy used") == 2 and "due" not in log.split("7B history")[1][:60]
    assert "nothing here" in page.get(where("overdue")).page.text


def test_where_the_policy_says_nothing_of_copies_the_page_says_so(asking, tess, page):
    assert "Use an electronic copy" not in page.sign_in(tess).get(where("sign-out")).page.text
    assert "does not mention electronic copies" in page.get(where("instead"), follow=True).page.text


def test_without_a_policy_nothing_is_gathered(cast, tess, page):
    assert page.sign_in(tess).get(where("gather")).headers["Location"] == where("papers")


def test_a_typed_day_is_read(folders, tess, page):
    label = where("scan", folders[0].label)
    assert page.sign_in(tess).post(label, short(**day("due_on", "1 11 2026"))).status_code == 422
