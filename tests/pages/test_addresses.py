"""Addresses that nobody can mean end on a plain page, whatever the database would make of them."""

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "/arrangements/waiting/?q=%00",
        "/standing/?q=a%00b",
        "/people/?q=%00",
        "/policy/clauses/a%00b/",
        "/e/%00/",
        "/?%00",
    ],
)
def test_an_address_with_a_null_character_is_refused(page, hana, address):
    page.sign_in(hana)
    answer = page.get(address)
    assert answer.status_code == 400
    assert answer.page.h1


def test_and_so_is_a_strangers(page, db):
    assert page.get("/ask/?q=%00").status_code == 400
