"""Signing on a page: read, tick, type, done; and who has signed, for those who look after it."""

import csv
import io

import pytest
from django.urls import reverse

from hometime.files.pdf import check_seal
from hometime.learning.actions.signing import sign_policy
from hometime.learning.models import Acknowledgement, Decline, SigningRound

from .conftest import DECLARES

pytestmark = pytest.mark.usefixtures("at_that_moment")
FILLED = {"declared": DECLARES, "typed_name": "Tess Okafor"}


@pytest.fixture
def signed(version, viewer, now, tess):
    return sign_policy(version=version, typed_name=tess.name, declared=DECLARES, by=viewer(tess), at=now)


@pytest.fixture
def files_here(settings, tmp_path):
    settings.FILES = settings.MEDIA_ROOT = settings.DATA = tmp_path


def test_the_page_shows_every_clause_the_handout_and_three_boxes(page, tess, version):
    seen = page.sign_in(tess).get("/sign/").page
    assert seen.h1 == "Sign the policy"
    assert "Get the Headteacher’s permission before working anywhere outside the UK." in seen.text
    assert "the device is not encrypted" in seen.text
    assert len([box for box in seen.all("input") if box.attrs.get("name") == "declared"]) == 3


def test_signing_keeps_a_sealed_copy(page, tess, version, files_here):
    answer = page.sign_in(tess).post("/sign/", FILLED, follow=True)
    assert answer.page.h1 == "What you signed"
    signed = Acknowledgement.objects.get(person=tess)
    assert signed.document is not None
    copy = b"".join(page.get(reverse("files:file", args=[signed.document.code])).streaming_content)
    assert copy.startswith(b"%PDF")
    assert check_seal(copy)
    assert not check_seal(copy[:300] + bytes([copy[300] ^ 1]) + copy[301:])


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"declared": DECLARES[:2]}, "Tick each statement"),
        ({"declared": ()}, "Tick each statement"),
        ({"typed_name": ""}, "Type your name to sign."),
        ({"typed_name": "T. Okafor"}, "That is not your name as we have it here."),
    ],
)
def test_half_a_signature_is_explained(page, tess, version, other, says):
    answer = page.sign_in(tess).post("/sign/", FILLED | other)
    assert answer.status_code == 422
    assert says in answer.page.text


def test_once_signed_there_is_nothing_to_sign(page, tess, signed):
    assert page.sign_in(tess).get("/sign/").page.h1 == "You have nothing to sign"


def test_a_school_without_a_policy_says_so(page, tess):
    assert "There is no policy here for you to sign." in page.sign_in(tess).get("/sign/").page.text


def test_a_new_version_shows_old_and_new_side_by_side(page, tess, signed, next_version):
    next_version({"WH56": "Use school email."})
    seen = page.sign_in(tess).get("/sign/").page
    assert seen.h1 == "Sign what changed"
    assert "Use only a school email address" in seen.text and "Use school email." in seen.text
    assert "1 thing that touches you" in seen.text


def test_saying_no_is_kept_and_told_to_few(page, tess, hana, leo, version):
    page.sign_in(tess)
    assert page.get("/sign/decline/").page.h1 == "You do not want to sign"
    page.post("/sign/decline/", {"reason": "Part two worries me."})
    assert Decline.objects.get().reason == "Part two worries me."
    assert "Part two worries me." in page.sign_in(hana).get("/signing/?show=declined").page.text
    assert "Part two" not in page.sign_in(leo).get("/signing/?show=declined").page.text


@pytest.mark.parametrize("slug", ["hana", "bilal", "dara", "leo", "tess"])
def test_a_signature_is_seen_by_those_who_look_after_it(page, cast, signed, slug):
    assert page.sign_in(cast[slug]).get(f"/signatures/{signed.code}/").status_code == 200


@pytest.mark.parametrize("slug", ["noor", "idris", "safia", "grace", "victor", "stella", "petra"])
def test_to_anybody_else_it_is_not_there(page, cast, signed, slug):
    assert page.sign_in(cast[slug]).get(f"/signatures/{signed.code}/").status_code == 404
    assert page.post(f"/signatures/{signed.code}/copy/").status_code == 404


@pytest.mark.parametrize("slug", ["tess", "noor", "idris", "safia", "grace", "victor", "stella"])
@pytest.mark.parametrize("name", ["who-signed", "who-signed-file", "sheet", "sheet-enter", "ask-to-sign"])
def test_others_are_told_why_the_list_is_not_theirs(page, cast, version, slug, name):
    answer = page.sign_in(cast[slug]).get(reverse(f"learning:{name}"))
    assert answer.status_code == 403
    assert "Only" in answer.page.text


def test_the_list_can_be_narrowed_and_taken_away(page, hana, signed):
    page.sign_in(hana)
    assert "Has not signed" in page.get("/signing/").page.text
    narrowed = page.get("/signing/?show=signed").page
    assert "Tess Okafor" in narrowed.text and "Noor Rahman" not in narrowed.text
    sheet = page.get("/signing/who-has-signed.csv?show=signed")
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert rows == [
        ["Name", "Where they stand", "Signed on", "Sign by"],
        ["Tess Okafor", "Signed", "2 November 2026", ""],
    ]


def test_a_line_manager_sees_their_own_people(page, leo, signed):
    seen = page.sign_in(leo).get("/signing/").page
    assert "Tess Okafor" in seen.text and "Noor Rahman" in seen.text
    assert "Safia Malik" not in seen.text and "Stella" not in seen.text


def test_the_author_speaks_of_each_change(page, bilal, signed, next_version):
    next_version({"WH56": "Use school email."})
    page.sign_in(bilal)
    assert "Use school email." in page.get("/signing/ask/").page.text
    day = {"sign_by_0": "30", "sign_by_1": "11", "sign_by_2": "2026"}
    answer = page.post("/signing/ask/", day)
    assert (answer.status_code, SigningRound.objects.count()) == (422, 0)
    page.post("/signing/ask/", day | {"clause-WH56": "minor"})
    assert SigningRound.objects.get().declared == {"WH56": "minor"}


def test_a_sheet_is_printed_and_entered(page, leo, noor, version, files_here):
    page.sign_in(leo)
    assert page.get("/signing/sheet/").content.startswith(b"%PDF")
    day = {"signed_on_0": "1", "signed_on_1": "11", "signed_on_2": "2026"}
    scan = io.BytesIO(page.get("/signing/sheet/").content)
    scan.name = "sheet.pdf"
    assert page.get("/signing/sheet/enter/").page.h1 == "Enter a signed sheet"
    answer = page.post("/signing/sheet/enter/", day | {"people": [noor.code], "scan": scan})
    assert answer.status_code == 302
    entered = Acknowledgement.objects.get(person=noor)
    assert entered.sheet.scan is not None
    assert page.get(reverse("files:file", args=[entered.sheet.scan.code])).status_code == 200
    assert page.sign_in(noor).get(reverse("files:file", args=[entered.sheet.scan.code])).status_code == 404


@pytest.mark.parametrize("slug", ["tess", "hana", "grace", "victor", "stella"])
def test_everybody_has_a_page_of_their_own_signatures(page, cast, version, slug):
    assert page.sign_in(cast[slug]).get("/signatures/").page.h1 == "Your signatures"


def test_two_changes_in_one_place_are_told_apart(page, bilal, signed, next_version):
    next_version({"WH56": "Use school email.", "WH57": "Hide your number."})
    seen = page.sign_in(bilal).get("/signing/ask/").page
    asked = [each.text for each in seen.all("legend") if "minor or major" in each.text]
    assert len(asked) == len(set(asked)) == 2
    heads = [each.text for each in seen.all("h3")]
    assert len(set(heads)) == len(heads)
