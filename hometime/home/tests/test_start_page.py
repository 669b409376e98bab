"""The front page leads each person to what they came for, and a stranger to the door."""

import pytest


def test_tess_can_ask_and_read_from_the_front_page(page, tess, in_force):
    page.sign_in(tess)
    front = page.get("/")
    assert {"/ask/", "/policy/", "/policy/handout/", "/receipts/"} <= set(front.page.links().values())


@pytest.mark.parametrize("name", ["tess", "grace", "stella"])
def test_each_sees_which_policy_their_school_has_in_force(page, cast, in_force, name):
    page.sign_in(cast[name])
    front = page.get("/").page.text
    assert ("Wolsey House" in front) == (name != "stella")


def test_a_school_without_a_policy_is_told_so(page, tess):
    page.sign_in(tess)
    assert "has not put a policy in force" in page.get("/").page.text


def test_a_stranger_is_asked_to_sign_in(client, db):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.url.startswith("/")
