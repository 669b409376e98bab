"""Every address, opened and pressed by everybody: `doors.txt` says what each of them meets.

A line an address, a column a person, and in it what GET and an empty POST come to: a status, or “in” for “sign in
first”; one word where both come to the same. `make doors` writes the table again; read what changed before you keep it.

To be quick, who is looking, and whether they have to sign first, is worked out once for each of them (test_viewer and
test_sign_first try that); a PDF is drawn and sealed once, and handed out again to whoever else meets the very same words;
a page of no record that answers POST just as GET, to a stranger, Hana and Tess, is only read by the others; the pages of
the sign-in package, which know no roles, are opened by those three and hold “=” for the others; and all pages are read
before any is pressed, so that what one found out for somebody is remembered for the next.
"""

import logging
import os
import re
from functools import lru_cache
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from hometime.demo.cast import code_of
from hometime.demo.starting import start_demo
from hometime.files import pdf
from hometime.learning import sign_first
from hometime.lib.remembering import remembering
from hometime.people import middleware
from hometime.people.models import Person
from hometime.people.second_step import TAKEN
from hometime.people.viewer import viewer_for
from tests.architecture.things import address_of, things
from tests.cast import NAMES, NOW
from tools.docs import routes_under

TABLE = Path(__file__).parent / "doors.txt"
STRANGER = "stranger"
FIRST = (STRANGER, "hana", "tess")
WHO = (*FIRST, *(name for name in NAMES if name not in FIRST))
OTHER_SCHOOL = ("petra", "stella")
SAME_FOR_ALL = "/account/"
WIDTH = 9
# Nobody has to sign in for these: the way in itself, a calendar whose address is its key, and complaints from outside.
OPEN = ("/sign-in/", "/account/", "/calendar/feeds/<uuid:code>/<slug:secret>.ics", "/complain/")
# Of Great Wickering, and yet no secret from the other school: what an address opens for whoever has it.
HAS_ITS_KEY = ("/account/", "/calendar/feeds/<uuid:code>/<slug:secret>.ics", "/complain/")
# A year of one’s own school, and one’s own devices beside a device chosen: no record of the other school is shown.
ONES_OWN = ("/arrangements/dates/<int:begins>/", "/equipment/<uuid:code>/check-in/")


# Opened only from a state these tests are not in: a second step set up by hand, a kiosk, a policy with courses.
SHUT_HERE = {
    "/account/app/remove/",
    "/account/oidc/<slug:provider_id>/",
    "/account/oidc/<slug:provider_id>/callback/",
    "/account/oidc/trouble/",
    "/account/passkeys/<int:pk>/",
    "/account/passkeys/<int:pk>/remove/",
    "/account/recovery-codes/",
    "/account/recovery-codes/download/",
    "/kiosk/",
    "/kiosk/<uuid:code>/",
    "/kiosk/end/",
    "/people/<uuid:code>/roles/end/",
    "/receipts/<uuid:code>/compare/",
    "/receipts/<uuid:code>/try/<int:way>/",
    "/school/",
    "/sign-in/",
    "/sign-out/",
    "/training/courses/<str:fact>/done/",
}
OPENED = re.compile("200|302|403|422")
OURS = ("/account/invitation/<str:secret>/", "/account/second-step/")


def routes():
    found = (line.split("  ")[0] for line in routes_under(get_resolver().url_patterns, "/", ""))
    return sorted(route for route in found if not route.startswith("/kit"))


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The demonstration as it starts and one of everything, once for all of them, and gone afterwards."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(timezone, "now", lambda: NOW)
        patch.setattr(pdf, "drawn", lru_cache(pdf.drawn))
        patch.setattr(pdf, "seal", lru_cache(pdf.seal))
        logging.disable()
        start_demo(at=NOW)
        cast = Person.objects.select_related("account").in_bulk([code_of(slug) for slug in NAMES], field_name="code")
        cast = {slug: cast[code_of(slug)] for slug in NAMES}
        yield cast, things(cast, NOW)
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)


def column_of(who, cast, known):
    """What one of them meets at every address. Whatever a press did is taken back before the next."""
    client = Client(raise_request_exception=False)
    if who != STRANGER:
        client.force_login(cast[who].account)
        session = client.session
        session[TAKEN] = True
        session.save()
    signed_in, table = client.cookies.output(), read()
    methods = {route: methods_for(who, route, table.get(route, {})) for route in routes()}
    with remembering():
        read_first = {
            route: met(client, route, known, "get", signed_in) for route, tried in methods.items() if "get" in tried
        }
    pressed = {
        route: met(client, route, known, "post", signed_in) for route, tried in methods.items() if "post" in tried
    }
    return {
        route: "/".join(dict.fromkeys(each[route] for each in (read_first, pressed) if route in each)) or "="
        for route in methods
    }


def methods_for(who, route, row):
    if who in FIRST:
        return ("get", "post")
    if route.startswith(SAME_FOR_ALL) and route not in OURS:
        return ()
    is_only_read = "<" not in route and not any("/" in row.get(each, "/") for each in FIRST)
    return ("get",) if is_only_read else ("get", "post")


def met(client, route, known, method, signed_in):
    client.cookies.clear()
    client.cookies.load(signed_in.replace("Set-Cookie: ", ""))
    cache.clear()
    with transaction.atomic():
        response = getattr(client, method)(address_of(route, known))
        transaction.set_rollback(True)
    is_way_in = response.status_code == 302 and response.headers["Location"].split("?")[0] in (
        "/sign-in/",
        "/account/sign-in/",
    )
    return "in" if is_way_in else str(response.status_code)


def read():
    """route → who → what they meet."""
    if not TABLE.exists():
        return {}
    head, *lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1] not in ("#", "")]
    names = head.split()[:-1]
    return {line.split()[-1]: dict(zip(names, line.split()[:-1], strict=True)) for line in lines}


def write(table):
    head = "".join(name.ljust(WIDTH) for name in WHO) + "route"
    rows = ["".join(table[route].get(who, "?").ljust(WIDTH) for who in WHO) + route for route in routes()]
    note = "# What GET and an empty POST come to, for everybody. Written by `make doors`: read what changed.\n"
    TABLE.write_text(note + "\n".join([head, *rows]) + "\n", encoding="utf-8")


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_everybody_meets_what_the_table_says(made, who, monkeypatch):
    cast, known = made
    looking = who != STRANGER and viewer_for(cast[who], on=NOW.date())
    monkeypatch.setattr(middleware, "viewer_for", lambda person, **how: looking)
    held = sign_first.waits_for_signature(looking or None)
    monkeypatch.setattr(sign_first, "waits_for_signature", lambda viewer: viewer and held)
    found = column_of(who, cast, known)
    table = read()
    if os.environ.get("WRITE_DOORS"):
        write({route: table.get(route, {}) | {who: found[route]} for route in routes()})
        return
    assert {route: table.get(route, {}).get(who, "no line: make doors") for route in found} == found


def test_the_table_has_a_line_for_every_address_and_no_other():
    assert sorted(read()) == routes()


def test_every_door_opens_for_somebody_or_says_why_not_here():
    """A row of nothing but “not there” would be true of a record nobody made."""
    shut = {route for route, row in read().items() if not any(OPENED.search(met) for met in row.values())}
    assert shut == SHUT_HERE


def test_no_door_breaks():
    assert not [(route, who) for route, row in read().items() for who in row if "500" in row[who] or "?" in row[who]]


def test_a_stranger_is_let_in_nowhere():
    assert not {
        route: row[STRANGER] for route, row in read().items() if "200" in row[STRANGER] and not route.startswith(OPEN)
    }


@pytest.mark.parametrize("who", OTHER_SCHOOL)
def test_nothing_of_the_other_school_opens(who):
    """Whatever has a record of Great Wickering in its address: not there, or not for their role, whatever is tried."""
    shut = {"403", "404", "405"}
    of_a_record = {route: row for route, row in read().items() if "<uuid:" in route or "<int:" in route}
    leaks = {
        route: row[who]
        for route, row in of_a_record.items()
        if not set(row[who].split("/")) <= shut and not route.startswith((*HAS_ITS_KEY, *ONES_OWN))
    }
    assert not leaks
