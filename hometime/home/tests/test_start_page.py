"""The front page leads each person to what they came for, and a stranger to the door."""


def test_tess_can_ask_and_read_from_the_front_page(page, tess):
    page.sign_in(tess)
    front = page.get("/")
    assert {"/ask/", "/policy/"} <= set(front.page.links().values())


def test_a_stranger_is_asked_to_sign_in(client, db):
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer.url == "/sign-in/"
