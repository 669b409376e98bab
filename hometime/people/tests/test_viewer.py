"""How far each of the cast may see."""

from datetime import date, timedelta

import pytest

from hometime.people.models import Organisation, Person, Post, Role
from hometime.people.queries import holders_of, home_organisation, organisations_for, people_for


def schools(viewer):
    return [organisation.slug for organisation in organisations_for(viewer)]


def names(people):
    return {person.name.split()[0] for person in people}


def test_a_teacher_sees_her_own_school_only(tess, viewer):
    assert schools(viewer(tess)) == ["great-wickering"]


def test_stella_sees_nobody_of_the_other_school(stella, cast, viewer, great_wickering):
    assert names(people_for(viewer(stella))) == {"Stella", "Petra"}
    assert viewer(stella, showing=great_wickering).organisation != great_wickering


def test_nobody_of_great_wickering_but_the_officer_for_both_sees_stella(cast, stella, viewer, tamsin_hollow):
    seeing = {slug for slug, person in cast.items() if stella in people_for(viewer(person, showing=tamsin_hollow))}
    assert seeing == {"stella", "petra", "dara"}


def test_an_office_at_the_trust_reaches_its_schools(dara, viewer):
    assert set(schools(viewer(dara))) == {"great-wickering", "tamsin-hollow", "wickering-trust"}
    assert viewer(dara).organisation.slug == "great-wickering"


def test_an_office_at_the_trust_is_held_at_its_schools(dara, viewer, tamsin_hollow):
    assert viewer(dara, showing=tamsin_hollow).roles == {"dpo"}
    assert viewer(dara).roles == {"dpo", "staff"}


def test_being_a_member_of_staff_of_the_trust_does_not_reach_its_schools(wickering_trust, tess, viewer, today):
    Post.objects.filter(person=tess).update(organisation=wickering_trust)
    Role.objects.filter(person=tess).update(organisation=wickering_trust)
    assert schools(viewer(tess)) == ["wickering-trust"]


@pytest.mark.parametrize("slug", ["grace", "victor"])
def test_governors_and_volunteers_see_themselves_and_those_who_hold_an_office(slug, cast, viewer):
    seen = names(people_for(viewer(cast[slug])))
    assert {"Hana", "Idris", "Safia", cast[slug].name.split()[0]} <= seen
    assert seen.isdisjoint({"Tess", "Noor"})


def test_somebody_without_a_post_sees_nothing_and_is_seen_by_nobody(cast, viewer, now):
    stranger = Person.objects.create(name="Sam Nowhere", created_at=now)
    assert viewer(stranger) is None
    assert not any(stranger in people_for(viewer(person)) for person in cast.values())


def test_a_role_without_a_post_shows_nothing(cast, viewer, great_wickering, now, today):
    stranger = Person.objects.create(name="Sam Nowhere", created_at=now)
    Role.objects.create(person=stranger, organisation=great_wickering, kind="head", starts_on=today)
    assert viewer(stranger) is None


def test_a_stranger_sees_nothing(cast):
    assert not people_for(None).exists()
    assert not organisations_for(None).exists()


def test_a_post_holds_on_its_last_day_and_not_after(tess, hana, viewer, today):
    Post.objects.filter(person=tess).update(ends_on=today)
    tomorrow = today + timedelta(days=1)
    assert viewer(tess) is not None
    assert viewer(tess, on=tomorrow) is None
    assert tess not in people_for(viewer(hana, on=tomorrow))
    assert home_organisation(tess, on=tomorrow) is None


def test_a_role_is_not_held_before_it_starts(bilal, viewer):
    assert viewer(bilal, on=date(2015, 8, 31)) is None
    assert viewer(bilal, on=date(2015, 9, 1)).has_role("business-manager")


def test_roles_are_found_by_who_holds_them(cast, great_wickering, tamsin_hollow, today):
    assert names(holders_of("dpo", great_wickering, on=today)) == {"Dara"}
    assert names(holders_of("dpo", tamsin_hollow, on=today)) == {"Dara"}
    assert names(holders_of("head", tamsin_hollow, on=today)) == {"Petra"}


def test_a_viewer_costs_one_query(tess, viewer, django_assert_num_queries):
    with django_assert_num_queries(1):
        viewer(tess)


def test_asking_for_a_school_one_may_not_see_shows_ones_own(tess, viewer, tamsin_hollow):
    assert viewer(tess, showing=tamsin_hollow).organisation.slug == "great-wickering"


def test_whoever_works_at_two_schools_begins_at_the_one_they_were_at_first(tess, viewer, tamsin_hollow, page, today):
    """Not at the one whose name comes first; and every page leads to the other."""
    Organisation.objects.filter(pk=tamsin_hollow.pk).update(name="A school")
    Post.objects.create(person=tess, organisation=tamsin_hollow, job_title="Cover", starts_on=today)
    assert viewer(tess).organisation == home_organisation(tess, on=today) != tamsin_hollow
    page.sign_in(tess)
    assert b"/people/#others" in page.get("/ask/").content
    assert "Look at A school" in page.get("/people/").page.text


def test_whoever_works_at_one_is_not_asked_which(tess, page):
    page.sign_in(tess)
    assert b"/people/#others" not in page.get("/people/").content
