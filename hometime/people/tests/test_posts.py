"""Posts and roles: who says what others do here, and that nobody says it of themselves."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from hometime.ledger.models import Entry
from hometime.ledger.queries import told
from hometime.lib.refusal import Refused
from hometime.people.actions import add_person
from hometime.people.models import Account, Person, Post, Role
from hometime.people.posts.actions import change_post, end_post, end_role, give_role, reopen_post

KEEPING = {"hana", "bilal"}


@pytest.fixture
def add(great_wickering, hana, viewer, now):
    """`add(name="Una Field")`: Hana adds a teaching assistant."""

    def add_somebody(organisation=great_wickering, **otherwise):
        usual = {"name": "Una Field", "email": "una@great-wickering.example", "job_title": "Teaching assistant"}
        return add_person(organisation, **(usual | {"roles": ["staff"], "by": viewer(hana), "at": now} | otherwise))

    return add_somebody


def last(act):
    return told(Entry.objects.filter(act=act).latest("pk"))


def test_a_head_adds_a_person(add, hana, viewer):
    una = add()
    assert viewer(una).roles == {"staff"}
    said = last("people.person_added")
    assert (said.actor, said.subject) == (hana.name, "Una Field")


def test_somebody_without_an_address_gets_a_word_to_sign_in_with(add):
    first, second = add(email=""), add(email="")
    assert first.account.username.startswith("una-field-")
    assert first.account.username != second.account.username


def test_a_person_of_another_school_of_the_trust_is_not_made_twice(add, stella, great_wickering):
    assert add(name="Stella Rowe", email="Stella@tamsin-hollow.example") == stella
    assert stella.posts.count() == 2


@pytest.mark.parametrize("name", ["Somebody Else"])
def test_an_address_of_somebody_else_is_refused(name, add, stella):
    with pytest.raises(Refused, match="belongs to somebody else"):
        add(name=name, email=stella.email)
    with pytest.raises(Refused, match="is here already"):
        add(name="Tess Okafor", email="tess@great-wickering.example")
    assert Person.objects.filter(email=stella.email).count() == 1


def test_a_new_person_begins_without_an_office(add):
    with pytest.raises(Refused, match="cannot start with this role"):
        add(roles=["head"])


def test_who_keeps_the_list_of_people(cast, add, viewer, great_wickering):
    for number, (slug, person) in enumerate(cast.items()):
        if slug in KEEPING:
            add(by=viewer(person), email=f"new{number}@great-wickering.example")
        else:
            with pytest.raises(Refused):
                add(by=viewer(person), email=f"new{number}@great-wickering.example")


def test_a_role_is_given_with_a_last_day(tess, hana, viewer, now, today):
    give_role(tess, "head", by=viewer(hana), at=now, ends_on=today + timedelta(days=9))
    assert viewer(tess).has_role("head")
    assert not viewer(tess, on=today + timedelta(days=10)).has_role("head")
    assert last("people.role_given").details["role"] == "head"


def test_nobody_gives_themselves_a_role(hana, bilal, viewer, now):
    for person in (hana, bilal):
        with pytest.raises(Refused, match="You cannot give yourself a role"):
            give_role(person, "dpo", by=viewer(person), at=now)


def test_nor_does_the_database_let_them(hana, great_wickering, today):
    with pytest.raises(IntegrityError, match="nobody_gives"), transaction.atomic():
        Role.objects.create(organisation=great_wickering, person=hana, kind="it", starts_on=today, given_by=hana)


def test_a_role_is_given_once(tess, hana, bilal, viewer, now):
    give_role(tess, "it", by=viewer(hana), at=now)
    with pytest.raises(Refused, match="has this role already"):
        give_role(tess, "it", by=viewer(bilal), at=now)


@pytest.mark.parametrize("slug", ["tess", "leo", "idris", "grace", "petra", "stella"])
def test_others_give_and_end_nothing(slug, cast, noor, idris, viewer, now):
    by = viewer(cast[slug])
    with pytest.raises(Refused):
        give_role(noor, "it", by=by, at=now)
    with pytest.raises(Refused):
        end_role(Role.objects.get(person=idris, kind="it"), by=by, at=now)
    with pytest.raises(Refused):
        end_post(Post.objects.get(person=noor), ends_on=by.today, by=by, at=now)


def test_a_role_ends_at_once(idris, hana, viewer, now):
    end_role(Role.objects.get(person=idris, kind="it"), by=viewer(hana), at=now)
    assert not viewer(idris).has_role("it")
    with pytest.raises(Refused, match="ended already"):
        end_role(Role.objects.get(person=idris, kind="it"), by=viewer(hana), at=now)


def test_the_last_who_keeps_the_list_cannot_be_lost(petra, viewer, now):
    end_role(Role.objects.get(person=petra, kind="policy-owner"), by=viewer(petra), at=now)
    with pytest.raises(Refused, match="Nobody would be left"):
        end_role(Role.objects.get(person=petra, kind="head"), by=viewer(petra), at=now)


def test_a_post_gets_another_line_manager(tess, hana, leo, viewer, now):
    change_post(Post.objects.get(person=tess), job_title="Head of year", line_manager=hana, by=viewer(hana), at=now)
    assert Post.objects.get(person=tess).line_manager == hana
    assert last("people.post_changed").details["before"]["line_manager"] == str(leo.code)


def test_managers_never_stand_in_a_circle(hana, leo, tess, bilal, viewer, now, stella):
    post = Post.objects.get(person=leo)
    for manager, says in ((tess, "manages"), (leo, "their own"), (stella, "has no post")):
        with pytest.raises(Refused, match=says):
            change_post(post, job_title="x", line_manager=manager, by=viewer(bilal), at=now)


def test_a_leaver_has_a_last_day_and_their_roles_with_it(idris, bilal, viewer, now, today):
    end_post(Post.objects.get(person=idris), ends_on=today, by=viewer(bilal), at=now)
    assert viewer(idris).has_role("it")
    assert viewer(idris, on=today + timedelta(days=1)) is None
    assert set(Role.objects.filter(person=idris).values_list("ends_on", flat=True)) == {today}
    assert last("people.post_ended").details["roles_ended"] == ["it", "staff"]


def test_an_ending_can_be_taken_back(idris, bilal, viewer, now, today):
    post = Post.objects.get(person=idris)
    roles = {role.pk: None for role in Role.objects.filter(person=idris)}
    post = end_post(post, ends_on=today, by=viewer(bilal), at=now)
    reopen_post(post, ends_on=None, roles=roles, by=viewer(bilal), at=now)
    assert viewer(idris, on=today + timedelta(days=50)).has_role("it")


def test_nobody_ends_their_own_post(hana, viewer, now, today):
    with pytest.raises(Refused, match="your own post"):
        end_post(Post.objects.get(person=hana), ends_on=today, by=viewer(hana), at=now)


# The pages.


@pytest.fixture(autouse=True)
def monday(at_that_moment):
    """Pages are opened at `now`."""


def test_a_person_is_added_and_given_a_role_on_the_pages(page, hana):
    page.sign_in(hana)
    assert "Add a person" in page.get("/people/").page.text
    day = {"starts_on_0": 2, "starts_on_1": 11, "starts_on_2": 2026}
    said = {"name": "Una Field", "email": "", "kind": "staff", "job_title": "Librarian", "line_manager": "", **day}
    page.get("/people/new/")
    here = page.post("/people/new/", said).headers["Location"]
    assert "Librarian" in page.get(here).page.text
    assert page.post(f"{here}roles/", {"kind": "it"}).headers["Location"] == f"{here}roles/"
    assert "IT lead, since 2 November 2026" in page.get(f"{here}roles/").page.text
    page.post(f"{here}roles/end/", {"role": Role.objects.get(person__name="Una Field", kind="it").pk})
    assert last("people.role_ended").subject == "Una Field"


def test_a_post_is_changed_and_ended_on_the_pages(page, hana, tess, leo):
    page.sign_in(hana)
    here = f"/people/{tess.code}/"
    assert "Set the last day" in page.get(here).page.text
    assert page.get(f"{here}posts/1/").status_code == 200
    assert page.post(f"{here}posts/1/", {"job_title": "Head of year", "line_manager": hana.code}).status_code == 302
    assert page.get(f"{here}posts/1/end/").status_code == 200
    assert page.post(f"{here}posts/1/end/", {"ends_on_0": 31, "ends_on_1": 12, "ends_on_2": 2026}).status_code == 302
    assert Post.objects.get(person=tess).ends_on.isoformat() == "2026-12-31"
    assert page.get(f"{here}posts/9/").status_code == 404


def test_what_is_wrong_is_said_on_the_form(page, hana, tess):
    page.sign_in(hana)
    for where in ("/people/new/", f"/people/{tess.code}/roles/", f"/people/{tess.code}/posts/1/"):
        assert page.post(where, {"x": "1"}).status_code == 422
    assert page.post(f"/people/{tess.code}/roles/", {"kind": "staff"}).status_code == 422


@pytest.mark.parametrize(
    "slug", ["tess", "leo", "idris", "dara", "safia", "grace", "victor", "noor", "stella", "petra"]
)
def test_others_do_not_get_to_these_pages(slug, cast, page, bilal):
    page.sign_in(cast[slug])
    here = f"/people/{bilal.code}/"
    for where in (f"{here}roles/", f"{here}posts/1/", f"{here}posts/1/end/"):
        assert page.get(where).status_code in (403, 404)
    assert page.post(f"{here}roles/", {"kind": "it"}).status_code in (403, 404)
    assert not Role.objects.filter(person=bilal, kind="it").exists()
    if slug != "petra":
        assert page.get("/people/new/").status_code == 403
    assert Account.objects.count() == len(cast)


def test_an_acting_head_is_told_and_so_is_the_head(hana, leo, bilal, viewer, now, today):
    role = give_role(leo, "head", ends_on=today, by=viewer(bilal), at=now)
    end_role(role, by=viewer(bilal), at=now)
    told = apps.get_model("notices.Notice").objects.order_by("pk").values_list("person__name", "kind")
    assert list(told) == [
        (leo.name, "people.role_given"),
        (hana.name, "people.acting"),
        (leo.name, "people.role_ended"),
    ]


def test_whoever_is_made_line_manager_is_one(add, tess, viewer):
    """A list of staff says who manages whom and gives no role: whoever is written to must be able to open the page."""
    add(line_manager=tess)
    assert viewer(tess).has_role("line-manager")
    assert last("people.role_given").subject == tess.name
    add(name="Ada Field", email="ada@great-wickering.example", line_manager=tess)
    assert tess.roles.filter(kind="line-manager").count() == 1, "once is enough"


def test_and_is_told_so_once_they_have_come_in(add, tess, now):
    Account.objects.filter(person=tess).update(last_login=now)
    add(line_manager=tess)
    told_of = apps.get_model("notices.Notice").objects.filter(person=tess).get()
    assert told_of.kind == "people.role_given"
    assert "Line manager" in told_of.subject


def test_and_is_none_when_they_manage_nobody_any_more(add, tess, hana, leo, viewer, now):
    una, ada = add(line_manager=tess), add(name="Ada Field", email="ada@great-wickering.example", line_manager=tess)
    for person in (una, ada):
        assert viewer(tess).has_role("line-manager")
        change_post(person.posts.get(), job_title="Teacher", line_manager=leo, by=viewer(hana), at=now)
    assert not viewer(tess).has_role("line-manager")
    assert last("people.role_ended").subject == tess.name


def test_a_role_that_somebody_gave_stays(add, tess, hana, leo, viewer, now):
    give_role(tess, "line-manager", by=viewer(hana), at=now)
    una = add(line_manager=tess)
    change_post(una.posts.get(), job_title="Teacher", line_manager=leo, by=viewer(hana), at=now)
    assert viewer(tess).has_role("line-manager")


def test_a_later_last_day_takes_the_roles_with_it(idris, bilal, viewer, now, today):
    post = idris.posts.get()
    end_post(post, ends_on=today + timedelta(days=5), by=viewer(bilal), at=now)
    end_post(post, ends_on=today + timedelta(days=50), by=viewer(bilal), at=now)
    assert {role.ends_on for role in idris.roles.all()} == {today + timedelta(days=50)}


def test_somebody_who_stays_after_all_has_no_last_day(page, hana, idris):
    page.sign_in(hana)
    address = f"/people/{idris.code}/posts/1/end/"
    page.post(address, {"ends_on_0": 9, "ends_on_1": 11, "ends_on_2": 2026})
    assert "They are staying" in page.get(address).page.text
    assert page.post(address, {"stay": "1"}).headers["Location"] == f"/people/{idris.code}/"
    assert idris.posts.get().ends_on is None
    assert {role.ends_on for role in idris.roles.all()} == {None}


def test_whoever_comes_back_is_the_person_they_were(add, tess, viewer, today):
    tess.posts.update(ends_on=today - timedelta(days=1))
    tess.roles.update(ends_on=today - timedelta(days=1))
    assert add(name="Tess Okafor", email=tess.email) == tess
    assert viewer(tess).roles == {"staff"}
    assert tess.posts.count() == 2


def test_somebody_of_a_school_gets_a_post_at_the_trust(add, tess, wickering_trust):
    assert add(wickering_trust, name=tess.name, email=tess.email, by=None) == tess


def test_a_name_is_changed_by_another(page, hana, tess):
    page.sign_in(hana)
    page.post(f"/people/{tess.code}/name/", {"name": "Tess Okafor-Lane"})
    tess.refresh_from_db()
    assert tess.name == "Tess Okafor-Lane"
    assert page.get(f"/people/{hana.code}/name/").status_code == 403


def test_a_line_manager_of_the_trust_is_not_lost_with_a_new_job_title(add, page, hana, tess, wickering_trust):
    carys = add(wickering_trust, name="Carys Pugh", email="carys@wickering.example", by=None)
    tess.posts.update(line_manager=carys)
    page.sign_in(hana)
    assert carys.name in page.get(f"/people/{tess.code}/posts/1/").page.text


def test_when_somebody_leaves_is_not_for_every_colleague(page, hana, tess, idris, today):
    idris.posts.update(ends_on=today + timedelta(days=5))
    page.sign_in(tess)
    assert "until" not in page.get(f"/people/{idris.code}/").page.text
    page.sign_in(hana)
    assert "until" in page.get(f"/people/{idris.code}/").page.text


def test_two_of_one_name_are_told_apart_where_one_is_chosen(add, page, hana, tess):
    add(name="Leo Marsh", email="leo2@great-wickering.example", job_title="Caretaker")
    page.sign_in(hana)
    shown = page.get(f"/people/{tess.code}/posts/1/").page.text
    assert "Leo Marsh (Caretaker, leo2@great-wickering.example)" in shown
    assert "Leo Marsh (Line manager and head of humanities" in shown
    assert "Noor Rahman (" not in shown


def test_somebody_acting_goes_on_for_longer(leo, hana, viewer, now, today):
    give_role(leo, "head", ends_on=today + timedelta(days=5), by=viewer(hana), at=now)
    with pytest.raises(Refused, match="has this role already"):
        give_role(leo, "head", ends_on=today + timedelta(days=5), by=viewer(hana), at=now)
    give_role(leo, "head", ends_on=today + timedelta(days=50), by=viewer(hana), at=now)
    assert leo.roles.get(kind="head").ends_on == today + timedelta(days=50)


def test_a_role_ended_today_by_mistake_is_given_again_today(leo, hana, viewer, now):
    end_role(give_role(leo, "it", by=viewer(hana), at=now), by=viewer(hana), at=now)
    give_role(leo, "it", by=viewer(hana), at=now)
    assert leo.roles.get(kind="it").ends_on is None


def test_whoever_starts_later_is_on_a_page_and_can_be_removed(page, hana, leo, tess):
    page.sign_in(hana)
    day = {"starts_on_0": 1, "starts_on_1": 9, "starts_on_2": 2027}
    said = {"name": "Una Field", "email": "una@x.example", "kind": "staff", "job_title": "Librarian", **day}
    assert page.post("/people/new/", said | {"line_manager": tess.code}).headers["Location"] == "/people/coming/"
    assert "Librarian, from 1 September 2027" in page.get("/people/coming/").page.text
    una = Person.objects.get(name="Una Field")
    page.sign_in(leo)
    assert page.get("/people/coming/").status_code == 403
    assert page.post(f"/people/coming/{una.code}/remove/").status_code == 403
    page.sign_in(hana)
    assert page.post(f"/people/coming/{una.code}/remove/").headers["Location"] == "/people/coming/"
    assert "Nobody starts later" in page.get("/people/coming/").page.text
    assert not Person.objects.filter(name="Una Field").exists()
    assert not tess.roles.filter(kind="line-manager").exists()
    assert page.post(f"/people/coming/{tess.code}/remove/").status_code == 404


def test_whoever_was_here_before_is_not_removed_with_it(add, page, hana, tess, today):
    tess.posts.update(ends_on=today - timedelta(days=1))
    tess.roles.update(ends_on=today - timedelta(days=1))
    add(name=tess.name, email=tess.email, starts_on=today + timedelta(days=30))
    page.sign_in(hana)
    page.post(f"/people/coming/{tess.code}/remove/")
    assert tess.posts.get().ends_on == today - timedelta(days=1)


def test_a_line_manager_of_the_trust_does_not_see_its_schools_by_that(add, wickering_trust, viewer, tess):
    carys = add(wickering_trust, name="Carys Pugh", email="carys@wickering.example", by=None)
    Role.objects.create(person=carys, organisation=wickering_trust, kind="line-manager", starts_on=viewer(tess).today)
    assert [place.slug for place in viewer(carys).organisations] == ["wickering-trust"]


def test_a_governor_who_answers_for_somebody_sees_no_more_by_that(add, grace, victor, viewer):
    for somebody in (grace, victor):
        before = viewer(somebody).roles
        add(name=f"Una {somebody.name}", email=f"{somebody.code}@x.example", line_manager=somebody)
        assert viewer(somebody).roles == before
