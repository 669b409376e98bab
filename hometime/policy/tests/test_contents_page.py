"""The policy as a page: every clause in printed order, for each person that of their own school."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hometime.policy.browsing import heading, parts
from hometime.policy.files import pack_folders
from hometime.policy.packs import shipped


@pytest.mark.parametrize("name", ["tess", "grace"])
def test_each_reads_every_clause_of_their_schools_policy(page, in_force, name):
    seen = page.sign_in(in_force[name]).get("/policy/").page
    links = seen.addresses()
    assert {f"/policy/clauses/{clause}/" for clause in shipped("wolsey-house").clauses} <= links


def test_stella_reads_the_policy_of_her_own_school(page, in_force):
    seen = page.sign_in(in_force["stella"]).get("/policy/").page
    assert seen.h1 == shipped("dudley").title
    assert "/policy/clauses/WH1/" not in seen.addresses()


def test_a_stranger_is_sent_to_sign_in(client, db):
    assert client.get("/policy/").status_code == 302
    assert client.get("/policy/handout.pdf").status_code == 302


def test_a_school_without_a_policy_says_so(page, tess):
    answer = page.sign_in(tess).get("/policy/")
    assert answer.status_code == 404
    assert answer.page.h1 == "There is no policy to read yet"


def test_what_the_document_leaves_open_is_said(page, in_force):
    assert "not said in the document" in page.sign_in(in_force["tess"]).get("/policy/").page.text


def test_a_page_asks_the_database_as_often_for_a_long_policy_as_for_a_short_one(page, in_force, settings):
    settings.DEMO = True
    page.sign_in(in_force["tess"])
    counts = set()
    for slug in ("starter", "wolsey-house"):
        page.post("/policy/choose/", {"policy": slug})
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page.get("/policy/")
        counts.add(len(asked))
    assert len(counts) == 1 and counts.pop() <= 8


@pytest.mark.parametrize("slug", pack_folders())
def test_every_clause_stands_in_one_part(slug):
    policy = shipped(slug)
    ids = [clause.id for part in parts(policy) for group in part.groups for clause in group.clauses]
    assert ids == list(policy.clauses)
    anchors = [part.anchor for part in parts(policy)]
    assert len(set(anchors)) == len(anchors)


def test_headings_are_those_of_the_document():
    assert heading("Key Principles of Homeworking / xix.a") == "Key Principles of Homeworking"
    assert heading("11.4 bullet 2") == "Part 11"
    assert heading("8.2 IT support bullet 3") == "8.2 IT support"
    assert heading("Video Conferencing Checklist (1) question") == "Video Conferencing Checklist"
